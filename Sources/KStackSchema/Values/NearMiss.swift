/// Finds the word that a person meant among those that would be right.
///
/// The distance is that of Damerau and Levenshtein (optimal string alignment) over bytes, with two habits made cheap:
/// a letter in the other case, and a hyphen or underscore too many or too few.
public enum NearMiss {
  /// Longer words are never compared: nobody mistypes them into a known word, and work stays small on hostile text.
  public static let longestWord = 40

  /// The candidate nearest to `word`, or nil when none is near enough: one slip in words of three to five bytes, two
  /// up to eight, three beyond. A word of at least three bytes that starts a candidate (`env` in `environment`) counts
  /// as near too, but any nearer spelling wins. Of equally near candidates the first one wins. `word` itself is never
  /// returned.
  public static func nearest(to word: some Collection<UInt8>, among candidates: some Sequence<String>) -> String? {
    var best: (candidate: String, cost: Int)?
    let word = Array(word.prefix(longestWord + 1))
    guard !word.isEmpty, word.count <= longestWord else { return nil }
    for candidate in candidates {
      let bytes = Array(candidate.utf8.prefix(longestWord + 1))
      guard bytes != word, let cost = cost(of: word, for: bytes) else { continue }
      if best.map({ cost < $0.cost }) ?? true { best = (candidate, cost) }
    }
    return best?.candidate
  }

  /// The same among the keys of a record: a known misnomer first (in any case), the near misses after it.
  public static func key(for word: some Collection<UInt8>, in record: Record) -> Key? {
    let bytes = Array(word.prefix(longestWord + 1))
    if let meant = misnomer(bytes, in: record) { return record.key(meant.utf8) }
    return nearest(to: bytes, among: record.keys.map(\.name)).flatMap { record.key($0.utf8) }
  }

  /// What a misnomer stands for, in the same or another case.
  private static func misnomer(_ word: [UInt8], in record: Record) -> String? {
    if let meant = record.misnomers[String(decoding: word, as: UTF8.self)] { return meant }
    let folded = word.map(\.lowercased)
    return record.misnomers.filter { $0.key.utf8.map(\.lowercased) == folded }.min { $0.key < $1.key }?.value
  }

  /// What one ordinary slip costs; a cheap one costs 1.
  private static let slip = 8

  private static func cost(of word: [UInt8], for candidate: [UInt8]) -> Int? {
    guard candidate.count <= longestWord, !candidate.isEmpty else { return nil }
    let length = max(word.count, candidate.count)
    let slips = length < 3 ? 0 : length < 6 ? 1 : length < 9 ? 2 : 3
    let limit = slips * slip + slip / 2
    let isStart =
      word.count >= 3 && word.count < candidate.count
      && zip(word, candidate).allSatisfy { $0.lowercased == $1.lowercased }
    // A start must not beat a slip: its cost lies just above the greatest limit.
    let startCost = isStart ? 3 * slip + slip : nil
    guard abs(word.count - candidate.count) <= slips + 2 else { return startCost }
    let distance = distance(word, candidate)
    return distance <= limit ? distance : startCost
  }

  /// At most 41 × 41 steps.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    func edge(_ byte: UInt8) -> Int { byte == .minus || byte == .underscore ? 1 : slip }
    var beforeLast: [Int] = []
    var last = [0]
    for byte in right { last.append((last.last ?? 0) + edge(byte)) }
    var previousByte: UInt8?
    for byte in left {
      var row = [(last.first ?? 0) + edge(byte)]
      row.reserveCapacity(last.count)
      for (column, other) in right.enumerated() {
        let same = byte == other ? 0 : byte.lowercased == other.lowercased ? 1 : slip
        var cost = min(last[column] + same, last[column + 1] + edge(byte), row[column] + edge(other))
        if column > 0, let previousByte, previousByte.lowercased == other.lowercased,
          byte.lowercased == right[column - 1].lowercased, byte.lowercased != other.lowercased
        {
          cost = min(cost, beforeLast[column - 1] + slip)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
      previousByte = byte
    }
    return last.last ?? 0
  }
}
