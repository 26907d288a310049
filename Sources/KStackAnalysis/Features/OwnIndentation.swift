internal import YAMLSyntax

/// How a file is indented, by what most of it does; of equals the one that comes first.
struct OwnIndentation {
  /// Columns that a mapping stands right of its key; nil in a file without one.
  let step: Int?
  /// Columns that a list's dashes stand right of their key; nil in a file without one.
  let list: Int?

  init(_ tree: YAMLTree) {
    var steps: [Int] = []
    var lists: [Int] = []
    for index in 0..<tree.nodeCount {
      guard let node = tree.node(index), node.style == .block, node.role == .value, let parent = node.parent,
        parent.style == .block
      else { continue }
      let distance = node.blockColumn - parent.blockColumn
      // Only the value of a `? key` is a mapping that can stand as far left as it.
      guard (node.kind == .sequence ? 0...16 : 1...16).contains(distance) else { continue }
      if node.kind == .sequence { lists.append(distance) } else { steps.append(distance) }
    }
    /// The most frequent; of equals the first. Lists have no say in the order of mappings nor they in theirs: what has
    /// been moved to the winner's column must not make another one win.
    func most(_ distances: [Int]) -> Int? {
      let counts = distances.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      let top = counts.values.max()
      return distances.first { counts[$0] == top }
    }
    list = most(lists)
    step = most(steps) ?? list.flatMap { $0 > 0 ? $0 : nil }
  }
}
