/// The bytes of a document and where its lines begin. The only code that converts between byte offsets and the
/// line-and-column positions of an editor.
///
/// All offsets are UTF-8 byte offsets from 0. Lines end at `\n`, `\r\n` or `\r`, as in LSP 3.17, "Text Documents";
/// NEL, LS and PS do not end a line here, although libyaml takes them for line breaks.
public struct SourceText: Sendable {
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }
}

/// The unit in which an editor counts columns (LSP 3.17, `PositionEncodingKind`).
public enum PositionEncoding: Sendable, Hashable, CaseIterable {
  case utf8, utf16, utf32
}

/// A place as an editor sees it: line and column from 0, the column counted in units of a ``PositionEncoding``.
public struct TextPosition: Sendable, Hashable, Comparable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: TextPosition, right: TextPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
