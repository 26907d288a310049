/// Writes values as JSON (RFC 8259), members in the order in which a type encodes them, at once into bytes.
///
/// FoundationEssentials' encoder builds a tree of the value first. For a list of all known images it took twice as many
/// instructions as this one, and more than finding the list (see `Benchmarks/README.md`).
enum JSONBytes {
  /// Throws what a value's own `encode(to:)` throws, and for numbers that JSON does not have.
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let output = JSONOutput()
    output.bytes.reserveCapacity(256)
    try output.encode(value)
    return output.bytes
  }
}

final class JSONOutput {
  // Every byte goes through here, and nothing else of this file touches it meanwhile.
  @exclusivity(unchecked) fileprivate(set) var bytes: [UInt8] = []

  func encode<Value: Encodable>(_ value: Value) throws {
    let node = JSONNode(self)
    try value.encode(to: node)
    node.close()
  }

  func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { buffer in
      var start = 0
      for (index, byte) in buffer.enumerated() {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        bytes.append(contentsOf: buffer[start..<index])
        start = index + 1
        escape(byte)
      }
      bytes.append(contentsOf: buffer[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes += [0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
    }
  }

  /// An object, the members of which the closure writes.
  func object(_ members: (inout Members) throws -> Void) rethrows {
    bytes.append(UInt8(ascii: "{"))
    var object = Members(output: self)
    try members(&object)
    bytes.append(UInt8(ascii: "}"))
  }

  /// Writes members with a value and leaves out those without one.
  struct Members {
    fileprivate let output: JSONOutput
    private var isFirst = true

    fileprivate init(output: JSONOutput) { self.output = output }

    mutating func write(_ key: String, _ value: String?) {
      if let value { name(key).write(value) }
    }

    mutating func write(_ key: String, _ value: Int?) {
      if let value { name(key).write(value) }
    }

    mutating func write(_ key: String, _ value: Bool?) {
      if let value { name(key).write(value) }
    }

    mutating func write(_ key: String, _ value: (some JSONListItem)?) throws {
      if let value { try value.write(to: name(key)) }
    }

    mutating func write(_ key: String, _ value: (some Encodable)?) throws {
      if let value { try name(key).encode(value) }
    }

    private mutating func name(_ key: String) -> JSONOutput {
      if !isFirst { output.bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      output.write(key)
      output.bytes.append(UInt8(ascii: ":"))
      return output
    }
  }

  func write(_ number: some BinaryInteger) { bytes += String(number).utf8 }

  func write(_ flag: Bool) { bytes += (flag ? "true" : "false").utf8 }

  func writeNull() { bytes += "null".utf8 }

  func write(_ number: Double) throws {
    guard number.isFinite else {
      throw EncodingError.invalidValue(
        number, EncodingError.Context(codingPath: [], debugDescription: "JSON has no such number"))
    }
    bytes += String(number).utf8
  }
}

/// What lists have by the hundred: it is written without the detours of `Encodable`, to the same effect.
protocol JSONListItem: Encodable {
  func write(to output: JSONOutput) throws
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
    begin(.object, UInt8(ascii: "{"))
    return KeyedEncodingContainer(JSONMembers<Key>(node: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    begin(.array, UInt8(ascii: "["))
    return JSONItems(node: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { JSONSingle(node: self) }

  private func begin(_ form: Form, _ bracket: UInt8) {
    // A type may ask for the same container again.
    guard self.form == .nothing else { return }
    self.form = form
    output.bytes.append(bracket)
  }

  /// Whoever writes now is the next member or item.
  func next(_ key: String? = nil) -> JSONOutput {
    child?.close()
    child = nil
    if count > 0 { output.bytes.append(UInt8(ascii: ",")) }
    count += 1
    if let key {
      output.write(key)
      output.bytes.append(UInt8(ascii: ":"))
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
    case .object: output.bytes.append(UInt8(ascii: "}"))
    case .array: output.bytes.append(UInt8(ascii: "]"))
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
    let output = node.next()
    if let item = value as? any JSONListItem { try item.write(to: output) } else { try output.encode(value) }
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
