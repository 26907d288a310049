internal import KStackSchema
internal import YAMLSyntax

/// What containers request together and what they are limited to.
struct ResourceSums {
  /// In the order in which they are told.
  enum Resource: String, CaseIterable {
    case memory, cpu

    /// An amount in bytes or cores, in the usual spelling.
    func text(_ amount: Double) -> String {
      switch self {
      case .memory: Quantity.text(bytes: amount)
      case .cpu: Quantity.text(cores: amount)
      }
    }
  }

  struct Sum {
    var resource: Resource
    /// Of those who have any.
    var amount: Double
    /// Who has none: places in the list of containers.
    var lacking: [Int]

    /// In the usual spelling.
    var text: String { resource.text(amount) }
  }

  /// Resources of which no container has any are left out. What is limited and not requested is requested up to the
  /// limit, as Kubernetes has it.
  let requests: [Sum]
  let limits: [Sum]

  init(_ containers: [EffectiveConfiguration.Container]) {
    let limits = containers.map { Self.amounts("limits", of: $0) }
    let requests = zip(containers, limits).map { container, limits in
      limits.merging(Self.amounts("requests", of: container)) { $1 }
    }
    self.requests = Self.sums(requests)
    self.limits = Self.sums(limits)
  }

  /// What cannot be read is left out.
  private static func amounts(_ key: String, of container: EffectiveConfiguration.Container) -> [Resource: Double] {
    let written = container.part("resources")?.value ?? container.part("deploy")?.value.entry("resources")
    guard let mapping = written?.entry(key) else { return [:] }
    var result: [Resource: Double] = [:]
    for resource in Resource.allCases {
      guard let node = mapping.entry(resource.rawValue), case .success(let quantity) = Quantity.parse(node.value),
        quantity.value >= 0, quantity.value.isFinite
      else { continue }
      result[resource] = quantity.value
    }
    return result
  }

  private static func sums(_ amounts: [[Resource: Double]]) -> [Sum] {
    Resource.allCases.compactMap { resource in
      let known = amounts.compactMap { $0[resource] }
      guard !known.isEmpty else { return nil }
      return Sum(
        resource: resource, amount: known.reduce(0, +),
        lacking: amounts.indices.filter { amounts[$0][resource] == nil })
    }
  }
}

extension Quantity {
  /// Processor time in the usual spelling: `2`, `150m`; rounded up to a thousandth.
  static func text(cores: Double) -> String {
    let thousandths = (cores * 1000 - 1e-6).rounded(.up)
    guard thousandths.isFinite, thousandths < 1e15 else { return "\(cores)" }
    let whole = Int(max(thousandths, 0))
    return whole % 1000 == 0 ? "\(whole / 1000)" : "\(whole)m"
  }

  /// Bytes in the greatest unit that gives a whole number, binary before decimal; the nearest Mi where that would have
  /// more than five digits.
  static func text(bytes: Double) -> String {
    let bytes = max(bytes.rounded(.up), 0)
    guard bytes.isFinite, bytes < 1e18 else { return "\(bytes)" }
    let whole = Int(bytes)
    var candidates: [String] = []
    for (index, unit) in ["Ti", "Gi", "Mi", "Ki"].enumerated() {
      let size = 1 << (10 * (4 - index))
      if whole % size == 0 { candidates.append("\(whole / size)\(unit)") }
    }
    for (unit, size) in [("T", 1_000_000_000_000), ("G", 1_000_000_000), ("M", 1_000_000), ("k", 1_000)]
    where whole % size == 0 {
      candidates.append("\(whole / size)\(unit)")
    }
    if whole == 0 { return "0" }
    if let best = candidates.first(where: { $0.utf8.count <= 7 }) { return best }
    return whole < 1 << 20 ? "\(whole)" : "\((whole + (1 << 20) - 1) >> 20)Mi"
  }
}
