internal import KStackSchema
internal import YAMLSyntax

/// What a container ends up with after inheritance, merges and defaults, to be read.
public struct EffectiveText: Sendable, Hashable {
  /// Which container it is, on one line: `sidecar 'metrics' of app 'web'`.
  public var title: String
  /// YAML whose lines end with `\n`. A comment behind an entry that is not written in the container says where it comes
  /// from. What kstack ignores is left out; variables have the text that the container receives.
  public var text: String

  /// A container and its YAML.
  public init(title: String, text: String) {
    self.title = title
    self.text = text
  }
}

extension StackFile {
  /// What the container at `offset` ends up with; `offset` is a byte offset that is clamped to the text. Nil outside of
  /// containers, and always nil when the file is no kstack file.
  public func effectiveText(at offset: Int) -> EffectiveText? {
    guard isStack, let (container, app) = container(around: min(max(0, offset), text.bytes.count)) else { return nil }
    return effectiveText(of: container, app)
  }

  /// What the app of a name, or its sidecar, ends up with; nil when there is none.
  public func effectiveText(ofApp app: String, sidecar: String? = nil) -> EffectiveText? {
    guard isStack, let pod = effective.pods.last(where: { $0.app.name?.says(app) == true }) else { return nil }
    guard let sidecar else { return effectiveText(of: pod.app, nil) }
    let found = pod.sidecars.last { $0.name?.says(sidecar) == true }
    return found.map { effectiveText(of: $0, pod.app) }
  }

  /// What all containers of the file end up with, sidecars within their apps; nil when the file is no kstack file.
  public func effectiveText() -> EffectiveText? {
    guard isStack else { return nil }
    var printer = EffectivePrinter(self)
    printer.write(effective.pods)
    return EffectiveText(title: "all containers", text: printer.text)
  }

  private func effectiveText(
    of container: EffectiveConfiguration.Container, _ app: EffectiveConfiguration.Container?
  ) -> EffectiveText {
    var printer = EffectivePrinter(self)
    let title = printer.title(of: container, app)
    printer.comment("Effective configuration of \(title)")
    printer.write(container, of: app, 0)
    return EffectiveText(title: title, text: printer.text)
  }

  // MARK: The container at a place

  private typealias Container = EffectiveConfiguration.Container

  /// The innermost container around an offset, and the app of a sidecar. Blank lines and comments below a container
  /// belong to it as far as they stand deeper than its name.
  private func container(around offset: Int) -> (container: Container, app: Container?)? {
    var nearest: (start: Int, container: Container, app: Container?)?
    for pod in effective.pods {
      for container in pod.containers {
        guard let name = container.name else { continue }
        let start = start(of: name)
        guard start <= offset, nearest.map({ $0.start < start }) ?? true else { continue }
        nearest = (start, container, container.kind == .sidecar ? pod.app : nil)
      }
    }
    guard let nearest else { return nil }
    if reaches(nearest.container, offset) { return (nearest.container, nearest.app) }
    guard let app = nearest.app, reaches(app, offset) else { return nil }
    return (app, nil)
  }

  /// Where the line of a name begins, if the name is the first thing on it.
  private func start(of name: YAMLNode) -> Int {
    isFirstOnLine(name) ? text.lineRange(text.line(at: name.wholeRange.lowerBound)).lowerBound : name.range.lowerBound
  }

  private func isFirstOnLine(_ name: YAMLNode) -> Bool {
    let start = name.wholeRange.lowerBound
    return isBlank(text.lineRange(text.line(at: start)).lowerBound..<start)
  }

  private func reaches(_ container: Container, _ offset: Int) -> Bool {
    guard let name = container.name, let value = name.partner, start(of: name) <= offset else { return false }
    let end = max(name.range.upperBound, value.range.upperBound)
    if offset <= end { return true }
    guard isFirstOnLine(name), text.column(of: offset) > text.column(of: name.wholeRange.lowerBound) else {
      return false
    }
    // Behind the end only comments and nothing may stand.
    var position = end
    for comment in tree.comments where end <= comment.lowerBound && comment.lowerBound < offset {
      guard isBlank(position..<comment.lowerBound) else { return false }
      position = comment.upperBound
    }
    return isBlank(min(position, offset)..<offset)
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    text.bytes[range.clamped(to: 0..<text.bytes.count)].allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }
}

/// Writes containers as YAML, line by line.
private struct EffectivePrinter {
  typealias Effective = EffectiveConfiguration

  let file: StackFile
  private(set) var text = ""
  /// The dashes that the next line begins with, and what is to be said on it.
  private var dashes: String?
  private var remark: String?
  /// Where configs without a mount path are mounted, by the mapping that lacks it.
  private var defaultPaths: [YAMLNode: String] = [:]
  /// How much more of what inheritance and aliases repeat is written: a value, and each hundred bytes of one, counts.
  private var budget: Int
  private var isFull: Bool { budget <= 0 }
  /// libyaml reads no longer key without a question mark before it, in bytes.
  private static let longestKey = 1_000

  init(_ file: StackFile) {
    self.file = file
    budget = file.binding.expansionLimit
    if !file.tree.problems.isEmpty {
      comment("The file has syntax errors: what could not be read is not here")
    }
  }

  // MARK: Containers

  func title(of container: Effective.Container, _ app: Effective.Container?) -> String {
    func quote(_ container: Effective.Container) -> String {
      Self.onOneLine(Wording.quote(container.name?.string ?? "?"))
    }
    return app.map { "sidecar \(quote(container)) of app \(quote($0))" } ?? "app \(quote(container))"
  }

  mutating func write(_ pods: [Effective.Pod]) {
    guard case .record(let root) = file.context.language.root.mapping,
      let key = root.keys.first(where: { $0.shape.nameKind == .app })
    else { return }
    line(0, pods.isEmpty ? "\(key.name): {}" : "\(key.name):", nil)
    for pod in pods where !isFull {
      guard let name = pod.app.name.flatMap(keyText) else { continue }
      line(2, name + ":", nil)
      write(pod.app, of: nil, 4)
      guard !pod.sidecars.isEmpty, let record = file.binding.containers.element(pod.app.index)?.record,
        let key = record.keys.first(where: { $0.shape.nameKind == .sidecar })
      else { continue }
      line(4, key.name + ":", nil)
      for sidecar in pod.sidecars where !isFull {
        guard let name = sidecar.name.flatMap(keyText) else { continue }
        line(6, name + ":", nil)
        write(sidecar, of: pod.app, 8)
      }
    }
  }

  /// Every key that holds, in the language's order, without those that hold containers of their own.
  mutating func write(_ container: Effective.Container, of app: Effective.Container?, _ indentation: Int) {
    guard let written = file.binding.containers.element(container.index) else { return }
    if let use = written.use { comment("All of it from \(file.text.string(in: use.range))", indentation) }
    defaultPaths = [:]
    for mount in container.mounts where !mount.writesPath {
      if let config = mount.node.entry("config") { defaultPaths[config] = mount.path }
    }
    for key in written.record.keys where key.shape.nameKind != .sidecar && !isFull {
      if let part = container.part(key.name) {
        let origin: String? =
          switch part.origin {
          case .own: nil
          case .alias(let alias): source(alias)
          case .inherited: "inherited from app \(Wording.quote(app?.name?.string ?? "?"))"
          }
        value(
          part.value, key.shape, indentation, key: key.name, origin,
          isOwn: part.origin == .own && written.use == nil, depth: 0)
      } else {
        writeDefault(of: key, in: written.record, written.entries, indentation)
      }
    }
  }

  // MARK: Defaults

  private mutating func writeDefault(of key: Key, in record: Record, _ written: [Binding.Entry], _ indentation: Int) {
    if let value = key.defaultValue {
      if let condition = key.defaultCondition {
        let other = written.last { $0.key.says(condition.key) }?.value.dereferenced?.string
        let value = other ?? record.key(condition.key.utf8)?.defaultValue
        guard value.map(condition.values.contains) ?? false else { return }
      }
      line(indentation, "\(key.name): \(value)", "default")
    } else if key.defaultsHoldUnwritten, case .record(let inner) = key.shape.mapping {
      line(indentation, key.name + ":", "default")
      for key in inner.keys { writeDefault(of: key, in: inner, [], indentation + 2) }
    }
  }

  // MARK: Values

  /// - Parameters:
  ///   - key: what stands before the value; nil for an item, whose dash is already there.
  ///   - isOwn: whether it is written in the container, so that what aliases bring is worth a word.
  private mutating func value(
    _ node: YAMLNode, _ shape: Shape?, _ indentation: Int, key: String?, _ origin: String?, isOwn: Bool, depth: Int
  ) {
    let head = key.map { $0 + ":" }
    let origin = origin ?? (isOwn && node.kind == .alias ? source(node) : nil)
    func with(_ text: String) -> String { head.map { "\($0) \(text)" } ?? text }
    guard let target = node.dereferenced, depth < Binding.depthLimit else {
      line(indentation, with("null"), origin)
      return
    }
    let isOwn = isOwn && node.kind != .alias
    if !isOwn { spend(1 + target.value.count / 100) }
    guard !isFull else { return }
    switch target.kind {
    case .alias: break
    case .scalar: scalar(target, shape?.scalar, indentation, head, origin)
    case .mapping:
      let merged = Binding.merged(target, limit: budget)
      spend(merged.cost)
      let entries = Self.last(of: merged.entries)
      if entries.isEmpty {
        line(indentation, with("{}"), origin)
      } else {
        open(indentation, head, origin)
        write(entries, of: target, shape?.mapping, head == nil ? indentation : indentation + 2, isOwn, depth)
      }
    case .sequence:
      let items = target.items
      if items.isEmpty {
        line(indentation, with("[]"), origin)
      } else {
        open(indentation, head, origin)
        let inner = head == nil ? indentation : indentation + 2
        for item in items where !isFull {
          dashes = (dashes ?? Self.spaces(inner)) + "- "
          value(item, shape?.items, inner + 2, key: nil, nil, isOwn: isOwn, depth: depth + 1)
        }
      }
    }
  }

  /// A key whose value follows on lines of its own; an item has its first line in common with what is in it.
  private mutating func open(_ indentation: Int, _ head: String?, _ origin: String?) {
    if let head { line(indentation, head, origin) } else { remark = origin }
  }

  private mutating func write(
    _ entries: [Binding.Entry], of mapping: YAMLNode, _ form: MappingForm?, _ indentation: Int, _ isOwn: Bool,
    _ depth: Int
  ) {
    for entry in entries where !isFull {
      guard let name = keyText(entry.key) else { continue }
      let shape: Shape? =
        switch form {
        case .record(let record): record.key(entry.key.value)?.shape
        case .names(_, let value): value
        case nil: nil
        }
      value(
        entry.value, shape, indentation, key: name, isOwn ? entry.use.map(source) : nil,
        isOwn: isOwn && entry.use == nil, depth: depth + 1)
    }
    if case .record(let record) = form {
      for key in record.keys where !entries.contains(where: { $0.key.says(key.utf8) }) {
        writeDefault(of: key, in: record, entries, indentation)
      }
    }
    if let path = defaultPaths[mapping] { line(indentation, "mountPath: \(file.style.scalar(path))", "default") }
  }

  /// Of equal keys the last one, and none that is no scalar.
  private static func last(of entries: [Binding.Entry]) -> [Binding.Entry] {
    var places: [ArraySlice<UInt8>: Int] = [:]
    var result: [Binding.Entry] = []
    for entry in entries {
      guard let key = entry.key.dereferenced, key.kind == .scalar else { continue }
      let name = key.value
      if let place = places[name], result.indices.contains(place) {
        result[place] = entry
      } else {
        places[name] = result.count
        result.append(entry)
      }
    }
    return result
  }

  // MARK: Scalars

  private func keyText(_ key: YAMLNode) -> String? {
    guard let key = key.dereferenced, key.kind == .scalar, key.value.count <= Self.longestKey else { return nil }
    let written = file.style.scalar(key.loaded.pythonText ?? key.string)
    return written.utf8.count <= Self.longestKey ? written : nil
  }

  private mutating func scalar(
    _ node: YAMLNode, _ type: ScalarType?, _ indentation: Int, _ head: String?, _ origin: String?
  ) {
    let isVariable = type?.kind == .environmentValue
    let before = head.map { $0 + " " } ?? ""
    var remarks = origin.map { [$0] } ?? []
    let written: String
    switch node.loaded {
    case .null: written = "null"
    case .string(let text) where type?.kind == .portMapping: written = file.style.quoted(text)
    case .string(let text):
      guard !Self.isLiteral(text) else {
        literal(text, indentation, before, head == nil ? indentation : indentation + 2, origin)
        return
      }
      written = file.style.scalar(text)
    case .boolean, .integer, .float, .date, .dateTime:
      if isVariable, let text = node.loaded.pythonText {
        written = file.style.quoted(text)
        if node.changedText != nil { remarks.append("written as \(node.string)") }
      } else {
        written = Self.plain(node)
      }
    case .binary, .failure: written = file.style.scalar(node.string)
    }
    line(indentation, before + written, remarks.isEmpty ? nil : remarks.joined(separator: ", "))
  }

  /// What is no text, as plain as it can be written.
  private static func plain(_ node: YAMLNode) -> String {
    switch node.loaded {
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let decimal?, _): decimal
    case .float(let number) where number.isFinite: node.loaded.pythonText ?? onOneLine(node.string)
    default: onOneLine(node.string)
    }
  }

  /// Whether a text of several lines can stand as it is.
  private static func isLiteral(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.contains("\n") && scalars.allSatisfy { $0 == "\n" || !FileStyle.needsEscape($0) }
      && scalars.contains { $0 != "\n" && $0 != " " }
  }

  private mutating func literal(_ text: String, _ indentation: Int, _ before: String, _ inner: Int, _ origin: String?) {
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var chomping = "-"
    if lines.last == "" {
      lines.removeLast()
      chomping = lines.last == "" ? "+" : ""
    }
    let step = lines.first.map { $0.isEmpty || $0.hasPrefix(" ") } ?? false ? "2" : ""
    line(indentation, "\(before)|\(step)\(chomping)", origin)
    for content in lines { line(content.isEmpty ? 0 : inner, content, nil) }
  }

  // MARK: Lines

  mutating func comment(_ words: String, _ indentation: Int = 0) {
    text += Self.spaces(indentation) + "# " + Self.onOneLine(words) + "\n"
  }

  private mutating func line(_ indentation: Int, _ content: String, _ origin: String?) {
    guard !isFull else { return }
    let remarks = [remark, origin].compactMap { $0 }
    text += (dashes ?? Self.spaces(indentation)) + content
    if !remarks.isEmpty { text += "  # " + Self.onOneLine(remarks.joined(separator: ", ")) }
    text += "\n"
    (dashes, remark) = (nil, nil)
  }

  private mutating func spend(_ amount: Int) {
    guard !isFull else { return }
    budget -= amount
    if isFull { comment("The rest is too long to be shown") }
  }

  private func source(_ alias: YAMLNode) -> String { "from \(file.text.string(in: alias.range))" }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// What would end a line, or not be seen in it, is a blank.
  private static func onOneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(FileStyle.needsEscape(scalar) ? " " : scalar) }
    return String(result)
  }
}
