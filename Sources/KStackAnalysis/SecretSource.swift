internal import KStackSchema
internal import YAMLSyntax

/// How a container takes variables from a secret: the secret's name, and what must be written for it.
struct SecretSource {
  /// As it is declared under the top-level `secrets`.
  let secret: String
  /// A new `envFrom`; nil when the container has one.
  fileprivate let source: String?
  private let site: Site
  private let declaration: [TextEdit]
  private let file: StackFile

  /// Where the source is written.
  private enum Site {
    /// It is there already.
    case written
    /// As the first item of `envFrom`, at this dash.
    case item(at: Int)
    /// As a key before `environment`, or behind the line of `image`.
    case key(at: Int, isBehind: Bool)
  }

  /// Nil where it can't be written without touching what the author wrote: in flow style, behind an alias, under an
  /// anchor that other containers use.
  init?(of container: Binding.Container, in file: StackFile) {
    let body = container.body
    guard body.kind == .mapping, body.style == .block, body.anchor == nil, container.name?.partner == body else {
      return nil
    }
    func entry(_ name: String) -> Binding.Entry? {
      container.entries.last { $0.key.says(name) }
    }
    self.file = file
    let style = file.style
    if let existing = entry("envFrom") {
      guard existing.use == nil, existing.value.kind == .sequence, existing.value.style == .block,
        existing.value.anchor == nil
      else { return nil }
      source = nil
      if let name = existing.value.items.lazy.prefix(50).compactMap({ $0.entry("secret")?.entry("name") }).first {
        guard name.scalarKind == .string, !name.value.isEmpty else { return nil }
        (secret, site, declaration) = (name.string, .written, [])
        return
      }
      guard let first = existing.value.items.first, first.anchor == nil, first.tag == nil,
        let dash = file.text.dash(before: first.range.lowerBound)
      else { return nil }
      site = .item(at: dash)
    } else {
      guard let anchor = entry("environment") ?? entry("image"), anchor.use == nil else { return nil }
      let column = file.text.column(of: anchor.key.wholeRange.lowerBound)
      let isEnvironment = anchor.key.says("environment")
      let lineEnd = file.text.lineRange(file.text.line(at: anchor.value.range.upperBound)).upperBound
      site =
        isEnvironment ? .key(at: anchor.key.wholeRange.lowerBound, isBehind: false) : .key(at: lineEnd, isBehind: true)
      source = "envFrom:" + style.newline + style.indent(column + style.listIndent)
    }
    guard let name = Self.name(for: container, in: file) else { return nil }
    secret = name
    if file.names.declaration(of: name, .secret) != nil {
      declaration = []
    } else {
      guard let section = file.context.language.section(declaring: .secret),
        let edits = DeclarationSite(of: section, in: file)?.declaring(name)
      else { return nil }
      declaration = edits
    }
  }

  /// `APP-secrets` or `APP-SIDECAR-secrets`; nil where that is no name for a secret.
  private static func name(for container: Binding.Container, in file: StackFile) -> String? {
    var words = [container.name?.string, "secrets"]
    if let app = container.app {
      guard file.binding.containers.indices.contains(app) else { return nil }
      words.insert(file.binding.containers[app].name?.string, at: 0)
    }
    let name = words.compactMap(\.self).joined(separator: "-")
    let isName =
      name.utf8.count <= 200
      && name.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "-")
      }
    return isName && !name.hasPrefix("-") ? name : nil
  }

  /// An item that ends its line; its dash stands in the column.
  private func item(at column: Int, _ comment: String?) -> String {
    let style = file.style
    return "- secret:" + (comment.map { "  # \($0)" } ?? "") + style.newline + style.indent(column + 2 + style.step)
      + "name: " + style.scalar(secret)
  }

  /// The edits that write the source and declare the secret.
  ///
  /// - Parameters:
  ///   - removals: what takes something out of the environment.
  ///   - comment: stands behind a source that is not there yet.
  func edits(with removals: [TextEdit] = [], comment: String? = nil) -> [TextEdit]? {
    let style = file.style
    var edits = declaration
    // Where the last line goes, what is behind it needs no line break first.
    if removals.contains(where: {
      file.text.bytes.count == $0.range.upperBound && file.text.isLineStart($0.range.lowerBound)
    }) {
      edits = edits.map { edit in
        TextEdit(range: edit.range, replacement: String(edit.replacement.drop(while: \.isNewline)))
      }
    }
    switch site {
    case .written: break
    case .item(let dash):
      let column = file.text.column(of: dash)
      edits.append(
        TextEdit(range: dash..<dash, replacement: item(at: column, comment) + style.newline + style.indent(column)))
    case .key(let offset, let isBehind):
      let column = isBehind ? keyColumn(before: offset) : file.text.column(of: offset)
      let text = (source ?? "") + item(at: column + style.listIndent, comment)
      if let removal = removals.first, removal.range.lowerBound == offset {
        edits.append(TextEdit(range: removal.range, replacement: text))
        return (edits + removals.dropFirst()).apart
      }
      edits.append(
        TextEdit(
          range: offset..<offset,
          replacement: isBehind
            ? style.newline + style.indent(column) + text : text + style.newline + style.indent(column)))
    }
    return (edits + removals).apart
  }

  /// The column of the key on the line that ends here.
  private func keyColumn(before offset: Int) -> Int {
    let line = file.text.lineRange(file.text.line(at: offset))
    return file.text.bytes[line].prefix { $0 == UInt8(ascii: " ") }.count
  }

  /// Takes variables out of the container's `environment`, which is left out with its last one; nil where something
  /// else would be lost with them.
  ///
  /// - Parameter names: of one environment, in order.
  func removing(_ names: [YAMLNode]) -> [TextEdit]? {
    guard let environment = names.first?.parent, let key = environment.partner, environment.style == .block,
      environment.anchor == nil
    else { return nil }
    // Of more variables than are taken out one stays.
    let isAll = environment.entries.lazy.prefix(names.count + 1).reduce(0) { count, _ in count + 1 } == names.count
    if isAll, names.allSatisfy({ $0.anchor == nil && $0.partner?.anchor == nil }) {
      return removal(from: key.wholeRange.lowerBound, through: names.last ?? key, isAll: true).map { [$0] }
    }
    var edits: [TextEdit] = []
    for name in names {
      guard !isAll, name.anchor == nil, name.partner?.anchor == nil,
        let edit = removal(from: name.wholeRange.lowerBound, through: name, isAll: false)
      else { return nil }
      edits.append(edit)
    }
    return edits
  }

  private func removal(from lower: Int, through last: YAMLNode, isAll: Bool) -> TextEdit? {
    var upper = max(last.partner?.range.upperBound ?? lower, last.range.upperBound, lower)
    while upper > lower,
      [UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: " ")].contains(file.text.bytes[upper - 1])
    {
      upper -= 1
    }
    guard !file.tree.comments.contains(where: { $0.lowerBound >= lower && $0.lowerBound < upper }) else { return nil }
    if isAll, case .key = site { return TextEdit(range: lower..<upper, replacement: "") }
    let text = file.text
    let lastLine = text.line(at: upper)
    let before = text.bytes[text.lineStart(text.line(at: lower))..<lower]
    let behind = text.bytes[upper..<max(upper, text.lineRange(lastLine).upperBound)]
    guard before.allSatisfy({ $0 == UInt8(ascii: " ") }) else { return nil }
    // A comment behind the value stays.
    guard behind.allSatisfy({ $0 == UInt8(ascii: " ") }) else {
      let blanks = behind.prefix { $0 == UInt8(ascii: " ") }.count
      return TextEdit(range: lower..<upper + blanks, replacement: "")
    }
    let start = text.lineStart(text.line(at: lower))
    let end = lastLine + 1 < text.lineCount ? text.lineStart(lastLine + 1) : text.bytes.count
    return TextEdit(range: start..<max(start, end), replacement: "")
  }
}

extension SourceText {
  fileprivate func isLineStart(_ offset: Int) -> Bool { lineStart(line(at: offset)) == offset }
}

extension [TextEdit] {
  /// By position; nil when two of them touch the same text.
  fileprivate var apart: [TextEdit]? {
    let sorted = inOrder
    let isApart = zip(sorted, sorted.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound }
    return isApart ? sorted : nil
  }
}
