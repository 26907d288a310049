internal import YAMLSyntax

/// How a file is indented, by what most of it does; of equals the one that comes first.
struct OwnIndentation {
  /// Columns that a mapping stands right of its key; nil in a file without one.
  let step: Int?
  /// Columns that a list's dashes stand right of their key; nil in a file without one.
  let list: Int?

  init(_ tree: YAMLTree) {
    var steps: [Int: Int] = [:]
    var lists: [Int: Int] = [:]
    var order: [Int] = []
    for index in 0..<tree.nodeCount {
      guard let node = tree.node(index), node.style == .block, node.role == .value, let parent = node.parent,
        parent.style == .block
      else { continue }
      let distance = node.blockColumn - parent.blockColumn
      guard (0...16).contains(distance) else { continue }
      if !order.contains(distance) { order.append(distance) }
      if node.kind == .sequence { lists[distance, default: 0] += 1 } else { steps[distance, default: 0] += 1 }
    }
    // Only the value of a `? key` can stand as far left as it.
    steps[0] = nil
    func most(_ counts: [Int: Int]) -> Int? {
      let top = counts.values.max()
      return order.first { counts[$0] != nil && counts[$0] == top }
    }
    list = most(lists)
    step = most(steps) ?? list.flatMap { $0 > 0 ? $0 : nil }
  }
}
