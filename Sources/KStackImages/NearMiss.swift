extension ImageCatalog {
  /// The one known image whose name a reference probably misspells (`ngnix` → `nginx`, `prom/node-exportor:v1` →
  /// `prom/node-exporter`), or nil: for a known image, for a name too short to tell a slip from another name, and when
  /// nothing is close. The cost is bounded whatever the text's length.
  public func nearMiss(of reference: String) -> KnownImage? {
    guard image(named: reference) == nil else { return nil }
    let name = Array(RepositoryName(reference).familiar.utf8)
    guard let allowed = Self.allowedSlips(inNameOfLength: name.count) else { return nil }
    let letters = Letters(name)
    var best: (image: Int, slips: Int)?
    for index in spellings.indices {
      let limit = best.map { $0.slips - 1 } ?? allowed
      guard letters.mayBe(spellings[index].letters, afterSlips: limit) else { continue }
      let spelling = spellings[index]
      // A first letter is seldom mistyped, and short names that differ in it (`mongo`, `hugo`) are other images.
      guard spelling.name.first == name.first else { continue }
      if let slips = slips(from: name, to: spelling.name, limit: limit) { best = (spelling.image, slips) }
    }
    return best.flatMap { images.indices.contains($0.image) ? images[$0.image] : nil }
  }

  /// Longer names than any in a registry are not compared.
  private static func allowedSlips(inNameOfLength length: Int) -> Int? {
    switch length {
    case 5: 1
    case 6...255: 2
    default: nil
    }
  }
}

/// Which letters a name has: what tells at once that most names are far from one another.
struct Letters {
  private var bits: UInt64 = 0

  init(_ name: [UInt8]) {
    for byte in name { bits |= 1 << UInt64(byte & 63) }
  }

  /// False only where it takes more slips: each changes at most two of the letters, one that goes and one that comes.
  func mayBe(_ other: Letters, afterSlips limit: Int) -> Bool { (bits ^ other.bits).nonzeroBitCount <= 2 * limit }
}

/// How many slips of the finger (one letter too many, missing, wrong, or two exchanged: the optimal string alignment
/// distance) turn one text into the other, or nil when it takes more than `limit`.
private func slips(from typed: [UInt8], to meant: [UInt8], limit: Int) -> Int? {
  guard limit >= 0, abs(typed.count - meant.count) <= limit else { return nil }
  var beforePrevious = [Int](repeating: 0, count: meant.count + 1)
  var previous = Array(0...meant.count)
  var current = previous
  for (row, typedByte) in typed.enumerated() {
    current[0] = row + 1
    var smallest = row + 1
    for (column, meantByte) in meant.enumerated() {
      var cost = min(
        previous[column] + (typedByte == meantByte ? 0 : 1),
        previous[column + 1] + 1,
        current[column] + 1)
      if row > 0, column > 0, typedByte == meant[column - 1], typed[row - 1] == meantByte {
        cost = min(cost, beforePrevious[column - 1] + 1)
      }
      current[column + 1] = cost
      smallest = min(smallest, cost)
    }
    if smallest > limit { return nil }
    (beforePrevious, previous, current) = (previous, current, beforePrevious)
  }
  return previous.last.flatMap { $0 <= limit ? $0 : nil }
}
