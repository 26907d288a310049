public import YAMLSyntax

/// What the part of a file around a place can answer as the whole file would.
public enum LiveAnswer<Value: Sendable>: Sendable {
  case found(Value?)
  /// The answer may depend on more than can be known without reading all.
  case needsWholeFile
}

/// Answers about the text of the last diagnostics; `offset` is in its bytes.
extension LiveDiagnostics {
  /// As ``StackFile/completion(at:)``.
  public func completion(at offset: Int, in text: SourceText) -> LiveAnswer<CompletionList> {
    guard let index = division?.places.part(holding: offset..<offset),
      let part = reading(
        index, in: text, Elsewhere(style: style ?? FileStyle(headOf: text), images: imagesBeside(index))),
      var candidates = part.file.completionCandidates(at: part.offset(ofFile: offset)), !candidates.looksAround,
      candidates.moveItems(part.inFile)
    else { return .needsWholeFile }
    return .found(CompletionList(items: candidates.items))
  }

  /// As ``StackFile/hover(at:)``.
  public func hover(at offset: Int, in text: SourceText) -> LiveAnswer<Hover> {
    // Nothing is written.
    guard let index = division?.places.part(holding: offset..<offset),
      let part = reading(index, in: text, Elsewhere(style: FileStyle()))
    else { return .needsWholeFile }
    guard let hover = part.file.hover(at: part.offset(ofFile: offset)) else { return .found(nil) }
    guard let range = part.inFile(hover.range) else { return .needsWholeFile }
    return .found(Hover(range: range, markdown: hover.markdown))
  }

  /// Whether there is a part that can answer; a file that is always read whole has none.
  public var hasParts: Bool { division != nil }

  private func reading(_ index: Int, in text: SourceText, _ elsewhere: Elsewhere) -> PartReading? {
    guard let division else { return nil }
    let alone = lastReading(of: index) ?? PartReading(index, of: division, in: text, context)
    guard let part = alone?.answering(index, of: division, in: text, elsewhere), part.isContainer, part.broken == broken
    else { return nil }
    return part
  }
}
