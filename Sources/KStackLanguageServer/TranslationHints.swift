import KStackAnalysis
import LanguageServerProtocol
import YAMLSyntax

/// Hints and lenses: what is shown between the author's own lines and words.
extension Translation {
  /// Whether the client asks for a tooltip when it shows one.
  var resolvesTooltips: Bool { client.inlayHintResolveProperties.contains("tooltip") }

  func inlayHint(_ hint: InlayHint, of document: Document) -> LSP.InlayHint {
    var translated = LSP.InlayHint(position: position(hint.offset, in: document.text), label: hint.label)
    translated.paddingLeft = true
    if resolvesTooltips {
      translated.data = [
        "uri": .string(document.uri), "version": .integer(document.version), "kind": .string(hint.kind.rawValue),
      ]
    } else {
      translated.tooltip = tooltip(of: hint)
    }
    return translated
  }

  /// In the format that the client likes best for hovers: it names none for tooltips.
  func tooltip(of hint: InlayHint) -> LSP.MarkupContent? {
    guard let markdown = hint.tooltip, !markdown.isEmpty else { return nil }
    return content(Hover(range: 0..<0, markdown: markdown), formats: client.hoverFormats)
  }

  /// A client without a command of its own gets an empty one: it shows the title and runs nothing. Without any command
  /// it would ask for one.
  func codeLens(_ lens: CodeLens, of document: Document) -> LSP.CodeLens {
    let range = range(lens.range, in: document.text)
    var command = LSP.Command(title: lens.title, command: "")
    if !lens.references.isEmpty, let name = ClientCommand.showReferences.first(where: clientCommands.contains) {
      command.command = name
      command.arguments = [
        .string(document.uri), json(range.start),
        .array(
          lens.references.map { ["uri": .string(document.uri), "range": json(self.range($0, in: document.text))] }),
      ]
    }
    return LSP.CodeLens(range: range, command: command)
  }

  private func json(_ position: LSP.Position) -> JSONValue {
    ["line": .integer(position.line), "character": .integer(position.character)]
  }

  private func json(_ range: LSP.Range) -> JSONValue { ["start": json(range.start), "end": json(range.end)] }
}
