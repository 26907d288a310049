internal import KStackSchema
internal import YAMLSyntax

extension StackFile {
  /// The files whose absence is a fault, as the text writes them: relative to the stack file unless they begin with a
  /// slash. Each once, in order; empty for a text that names none or is not a kstack file. Paths that something else
  /// fills in (`${NAME}.env`, `~/web.env`) are left out.
  ///
  /// The analysis never looks at a disk. Whoever can, asks for these paths after building, looks, and goes on with
  /// ``knowing(existingPaths:)``; where the list is empty, which is the rule, there is nothing to look for.
  public var referencedPaths: [String] {
    guard isStack else { return [] }
    var seen: Set<String> = []
    return environmentFiles.map(\.node.string).filter { seen.insert($0).inserted }
  }

  /// The same analysis, told which of the ``referencedPaths`` exist. Nothing is parsed again.
  public func knowing(existingPaths: Set<String>) -> StackFile {
    var file = self
    file.context.existingPaths = existingPaths
    return file
  }

  /// The paths under `env_file`.
  var environmentFiles: [Binding.Bound] { pathScalars.filter { $0.key?.name == "env_file" } }
}

extension YAMLNode {
  /// Whether the text has a place that a tool fills in before it is used: `${NAME}`, `$(NAME)`, `{{ name }}`, `<% name %>`.
  var hasTemplate: Bool {
    var last: UInt8 = 0
    for byte in value {
      switch (last, byte) {
      case (UInt8(ascii: "$"), UInt8(ascii: "{")), (UInt8(ascii: "$"), UInt8(ascii: "(")),
        (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "<"), UInt8(ascii: "%")):
        return true
      default: last = byte
      }
    }
    return false
  }
}
