extension StackFile {
  /// Every fault of the file, in order of position; empty when the text is not a kstack file.
  public func diagnostics() -> [Diagnostic] { [] }
}
