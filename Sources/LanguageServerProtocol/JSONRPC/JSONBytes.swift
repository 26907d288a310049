/// Writes values as JSON (RFC 8259), members in the order in which a type encodes them, at once into bytes.
///
/// FoundationEssentials' encoder builds a tree of the value first. For a list of all known images it took twice as many
/// instructions as this one, and more than finding the list (see `Benchmarks/README.md`).
enum JSONBytes {
  /// Throws what a value's own `encode(to:)` throws, and for numbers that JSON does not have.
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    try written { try $0.encode(value) }
  }

  /// What a closure writes.
  static func written(_ write: (JSONOutput) throws -> Void) rethrows -> [UInt8] {
    let output = JSONOutput()
    try write(output)
    return output.bytes
  }
}

/// An array asks for each byte that it is given whether it has others that hold it and whether it has to grow: here room
/// is made for a whole text at once.
final class JSONOutput {
  // Nothing of this file calls anyone while it changes them.
  @exclusivity(unchecked) private var storage: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var capacity = 256
  @exclusivity(unchecked) private var count = 0

  init() { storage = .allocate(capacity: capacity) }

  deinit { storage.deallocate() }

  /// What was written.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: storage, count: count)) }

  @inline(__always)
  private func reserve(_ more: Int) {
    if more > capacity - count { grow(more) }
  }

  private func grow(_ more: Int) {
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.initialize(from: storage, count: count)
    storage.deallocate()
    storage = larger
  }

  @inline(__always)
  fileprivate func append(_ character: Unicode.Scalar) { append(UInt8(ascii: character)) }

  @inline(__always)
  private func append(_ byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count += 1
  }

  private func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    reserve(text.count)
    UnsafeMutableRawPointer(storage + count).copyMemory(from: start, byteCount: text.count)
    count += text.count
  }

  /// A text without anything to escape.
  private func append(plain text: String) {
    var text = text
    text.withUTF8(append)
  }

  fileprivate func append(word: StaticString) { word.withUTF8Buffer(append) }

  func encode<Value: Encodable>(_ value: Value) throws {
    let node = JSONNode(self)
    try value.encode(to: node)
    node.close()
  }

  /// Without detours where the type can do without.
  func encodeItem(_ value: some Encodable) throws {
    if let item = value as? any JSONListItem { try item.write(to: self) } else { try encode(value) }
  }

  func write(_ text: String) {
    append("\"")
    var text = text
    text.withUTF8 { text in
      var start = 0
      while let index = text.firstToEscape(from: start) {
        append(UnsafeBufferPointer(rebasing: text[start..<index]))
        escape(text[index])
        start = index + 1
      }
      append(UnsafeBufferPointer(rebasing: text[start...]))
    }
    append("\"")
  }

  private func escape(_ byte: UInt8) {
    append("\\")
    switch byte {
    case UInt8(ascii: "\n"): append("n")
    case UInt8(ascii: "\r"): append("r")
    case UInt8(ascii: "\t"): append("t")
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    default:
      append(word: "u00")
      for digit in [byte >> 4, byte & 0x0F] {
        append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }

  /// Begins an object, whose members go into the result, which ends it too.
  func object() -> Members {
    append("{")
    return Members(output: self)
  }

  /// Writes members with a value and leaves out those without one. (A closure for them would copy what it writes.)
  struct Members {
    fileprivate let output: JSONOutput
    private var isFirst = true

    fileprivate init(output: JSONOutput) { self.output = output }

    func end() { output.append("}") }

    mutating func write(_ key: StaticString, _ value: String?) {
      if let value {
        name(key)
        output.write(value)
      }
    }

    mutating func write(_ key: StaticString, _ value: Int?) {
      if let value {
        name(key)
        output.write(value)
      }
    }

    mutating func write(_ key: StaticString, _ value: Bool?) {
      if let value {
        name(key)
        output.write(value)
      }
    }

    mutating func write(_ key: StaticString, _ value: (some JSONListItem)?) throws {
      if let value {
        name(key)
        try value.write(to: output)
      }
    }

    mutating func write(_ key: StaticString, _ value: (some Encodable)?) throws {
      if let value {
        name(key)
        try output.encode(value)
      }
    }

    mutating func write(_ key: StaticString, _ items: [some JSONListItem]?) throws {
      guard let items else { return }
      name(key)
      output.append("[")
      // By index: a large item is not copied to be written.
      for index in items.indices {
        if index > 0 { output.append(",") }
        try items[index].write(to: output)
      }
      output.append("]")
    }

    /// A value whose type is not known; null where it has none.
    mutating func write(_ key: StaticString, any value: (any Encodable)?) throws {
      name(key)
      if let value { try output.encodeItem(value) } else { output.writeNull() }
    }

    /// A name has nothing to escape.
    private mutating func name(_ key: StaticString) {
      if !isFirst { output.append(",") }
      isFirst = false
      output.append("\"")
      output.append(word: key)
      output.append("\"")
      output.append(":")
    }
  }

  func write(_ number: some BinaryInteger) {
    guard let number = Int(exactly: number), number >= 0 else {
      append(plain: String(number))
      return
    }
    var power = 1
    while number / power >= 10 { power *= 10 }
    while power > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
      power /= 10
    }
  }

  func write(_ flag: Bool) { append(word: flag ? "true" : "false") }

  func writeNull() { append(word: "null") }

  func write(_ number: Double) throws {
    guard number.isFinite else {
      throw EncodingError.invalidValue(
        number, EncodingError.Context(codingPath: [], debugDescription: "JSON has no such number"))
    }
    append(plain: String(number))
  }
}

/// What lists have by the hundred, and what holds such lists: it is written without the detours of `Encodable`, to the
/// same effect.
protocol JSONListItem: Encodable {
  func write(to output: JSONOutput) throws
}

extension UnsafeBufferPointer<UInt8> {
  /// The next byte that a JSON text cannot have as it is. Most texts have none, so eight are looked at at once.
  fileprivate func firstToEscape(from start: Int) -> Int? {
    var index = start
    let bytes = UnsafeRawBufferPointer(self)
    while count - index >= 8 {
      if bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).holdsByteToEscape { break }
      index += 8
      // The last eight may overlap with those before.
      if (1..<8).contains(count - index) { index = count - 8 }
    }
    return self[index...].firstIndex { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
  }
}

extension UInt64 {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Whether one of the eight bytes is a control character, a quote or a backslash. In each of the differences the
  /// lowest byte that is below the subtracted one borrows from its high bit, which it did not have before.
  fileprivate var holdsByteToEscape: Bool {
    let quotes = self ^ (Self.ones &* UInt64(UInt8(ascii: "\"")))
    let backslashes = self ^ (Self.ones &* UInt64(UInt8(ascii: "\\")))
    let controls = (self &- Self.ones &* 0x20) & ~self
    let others = (quotes &- Self.ones) & ~quotes | (backslashes &- Self.ones) & ~backslashes
    return (controls | others) & Self.highBits != 0
  }
}

/// A value that is being written. Whatever it began, an object or an array, ends when the next value does or ``close()``
/// is called.
private final class JSONNode: Encoder {
  private enum Form { case nothing, object, array }

  let output: JSONOutput
  private var form = Form.nothing
  private(set) var count = 0
  /// The member that was begun last and may still be written to.
  private var child: JSONNode?

  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  init(_ output: JSONOutput) { self.output = output }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    begin(.object, "{")
    return KeyedEncodingContainer(JSONMembers<Key>(node: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    begin(.array, "[")
    return JSONItems(node: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { JSONSingle(node: self) }

  private func begin(_ form: Form, _ bracket: Unicode.Scalar) {
    // A type may ask for the same container again.
    guard self.form == .nothing else { return }
    self.form = form
    output.append(bracket)
  }

  /// Whoever writes now is the next member or item.
  func next(_ key: String? = nil) -> JSONOutput {
    child?.close()
    child = nil
    if count > 0 { output.append(",") }
    count += 1
    if let key {
      output.write(key)
      output.append(":")
    }
    return output
  }

  /// A member or item that is written bit by bit.
  func nested(_ key: String? = nil) -> JSONNode {
    let node = JSONNode(next(key))
    child = node
    return node
  }

  func close() {
    // Not by recursion: values may be nested as deep as a text is.
    var open = [self]
    while let child = open.last?.child { open.append(child) }
    for node in open.reversed() { node.end() }
  }

  private func end() {
    child = nil
    switch form {
    case .nothing: break
    case .object: output.append("}")
    case .array: output.append("]")
    }
    form = .nothing
  }
}

private struct JSONMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: JSONNode
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) { node.next(key.stringValue).writeNull() }
  func encode(_ value: String, forKey key: Key) { node.next(key.stringValue).write(value) }
  func encode(_ value: Int, forKey key: Key) { node.next(key.stringValue).write(value) }
  func encode(_ value: Bool, forKey key: Key) { node.next(key.stringValue).write(value) }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try node.next(key.stringValue).encode(value) }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested>
  {
    node.nested(key.stringValue).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    node.nested(key.stringValue).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { node.nested("super") }
  func superEncoder(forKey key: Key) -> any Encoder { node.nested(key.stringValue) }
}

private struct JSONItems: UnkeyedEncodingContainer {
  let node: JSONNode
  var codingPath: [any CodingKey] { [] }
  var count: Int { node.count }

  func encodeNil() { node.next().writeNull() }
  func encode(_ value: String) { node.next().write(value) }
  func encode(_ value: Int) { node.next().write(value) }
  func encode(_ value: Bool) { node.next().write(value) }

  func encode<Value: Encodable>(_ value: Value) throws {
    try node.next().encodeItem(value)
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    node.nested().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { node.nested().unkeyedContainer() }
  func superEncoder() -> any Encoder { node.nested() }
}

private struct JSONSingle: SingleValueEncodingContainer {
  let node: JSONNode
  var codingPath: [any CodingKey] { [] }

  func encodeNil() { node.output.writeNull() }
  func encode(_ value: Bool) { node.output.write(value) }
  func encode(_ value: String) { node.output.write(value) }
  func encode(_ value: Double) throws { try node.output.write(value) }
  func encode(_ value: Float) throws { try node.output.write(Double(value)) }
  func encode(_ value: Int) { node.output.write(value) }
  func encode(_ value: Int8) { node.output.write(value) }
  func encode(_ value: Int16) { node.output.write(value) }
  func encode(_ value: Int32) { node.output.write(value) }
  func encode(_ value: Int64) { node.output.write(value) }
  func encode(_ value: UInt) { node.output.write(value) }
  func encode(_ value: UInt8) { node.output.write(value) }
  func encode(_ value: UInt16) { node.output.write(value) }
  func encode(_ value: UInt32) { node.output.write(value) }
  func encode(_ value: UInt64) { node.output.write(value) }
  func encode<Value: Encodable>(_ value: Value) throws { try value.encode(to: node) }
}
