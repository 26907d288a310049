internal import KStackImages
internal import KStackSchema

/// What stands behind a completion item, by a name that survives the way to the client and back.
enum CompletionDocumentation {
  case key(record: String, name: String)
  case image(String)
  case pattern(String)
  case variable(image: String, name: String)

  /// Parts are separated by a space, which none of them contains but a record's noun, which comes last.
  var id: String {
    switch self {
    case .key(let record, let name): "key \(name) \(record)"
    case .image(let reference): "image " + reference
    case .pattern(let name): "pattern \(name)"
    case .variable(let image, let name): "variable \(name) \(image)"
    }
  }

  init?(id: String) {
    let parts = id.split(separator: " ", maxSplits: 2).map(String.init)
    guard parts.count >= 2 else { return nil }
    switch (parts[0], parts.count) {
    case ("key", 3): self = .key(record: parts[2], name: parts[1])
    case ("image", 2): self = .image(parts[1])
    case ("pattern", 2): self = .pattern(parts[1])
    case ("variable", 3): self = .variable(image: parts[2], name: parts[1])
    default: return nil
    }
  }

  func markdown(in context: AnalysisContext) -> String? {
    switch self {
    case .key(let record, let name):
      return context.language.record(named: record)?.key(name.utf8).map { Documentation.markdown(of: $0) }
    case .image(let reference):
      return context.images.image(named: reference).map { Documentation.markdown(of: $0) }
    case .pattern(let name):
      return context.language.patterns.first { $0.name == name }.map { Documentation.markdown(of: $0) }
    case .variable(let reference, let name):
      guard let image = context.images.image(named: reference) else { return nil }
      return image.environment.first { $0.name == name }.map { Documentation.markdown(of: $0, in: image) }
    }
  }
}

extension Language {
  /// The record that people call by this noun, wherever in the language it is.
  fileprivate func record(named noun: String) -> Record? {
    var pending = [root]
    var seen: Set<Identity> = []
    while let shape = pending.popLast() {
      guard seen.insert(shape.identity).inserted else { continue }
      if let items = shape.items { pending.append(items) }
      switch shape.mapping {
      case .record(let record):
        if record.noun == noun { return record }
        pending += record.keys.map(\.shape)
      case .names(_, let value): pending.append(value)
      case nil: break
      }
    }
    return nil
  }
}
