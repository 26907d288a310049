/// The name of an environment variable.
///
/// Source: Kubernetes' env var names, `[-._a-zA-Z][-._a-zA-Z0-9]*`.
public struct VariableName: Sendable, Hashable {
  /// As written.
  public let text: String

  /// Why a text is no variable name.
  public struct Fault: Error, Sendable, Hashable {
    /// What is wrong.
    public let reason: Reason
    /// The guilty bytes, counted from the text's start.
    public let range: Range<Int>
    /// The nearest valid name, or nil when nothing of the text can stay.
    public let suggestion: String?

    /// The kinds of fault.
    public enum Reason: Sendable, Hashable {
      case empty
      /// A digit in the first place.
      case badStart
      /// `NAME=VALUE`: an assignment where only the name belongs; the range starts at the equals sign.
      case assignment
      case badCharacter
    }
  }

  /// Reads a variable name. Offsets count from the text's start.
  @inlinable
  public static func parse(_ text: some Collection<UInt8>) -> Result<VariableName, Fault> { parse(bytes: Array(text)) }

  @usableFromInline
  static func parse(bytes text: [UInt8]) -> Result<VariableName, Fault> {
    func fault(_ reason: Fault.Reason, _ range: Range<Int>) -> Result<VariableName, Fault> {
      .failure(Fault(reason: reason, range: range, suggestion: nearest(to: text)))
    }
    guard let first = text.first else { return fault(.empty, 0..<0) }
    if let run = text.firstRun(in: text.indices, where: { !isAllowed($0) }) {
      if text.bytes(run).first == .equals { return fault(.assignment, run.lowerBound..<text.count) }
      return fault(.badCharacter, run)
    }
    if first.isDigit { return fault(.badStart, 0..<1) }
    return .success(VariableName(text: text.text(text.indices)))
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == .minus || byte == .dot || byte == .underscore
  }

  /// What is left of an equals sign, every run of other characters as one underscore.
  private static func nearest(to text: [UInt8]) -> String? {
    var name: [UInt8] = []
    for byte in text.prefix(while: { $0 != .equals }).drop(while: \.isWhitespace) {
      if isAllowed(byte) {
        name.append(byte)
      } else if name.last != .underscore {
        name.append(.underscore)
      }
    }
    if text.first?.isAlphanumeric == true, name.last == .underscore, text.last != .underscore { name.removeLast() }
    if let first = name.first, first.isDigit { name.insert(.underscore, at: 0) }
    guard name.contains(where: \.isAlphanumeric) else { return nil }
    return name.text(name.indices)
  }
}
