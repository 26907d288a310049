/// What an editor gets from the server, each with a setting of its own that switches it off: another server may do it.
package enum Feature: String, Sendable, CaseIterable {
  case diagnostics, completion, hover, codeActions, codeLens, inlayHints
  case definition, references, documentHighlights, rename, linkedEditing
  case documentSymbols, workspaceSymbols, foldingRanges, selectionRanges, documentLinks, semanticTokens
  case formatting, onTypeFormatting, fileRenames

  /// The setting's name, without the section. What has settings of its own has the switch among them.
  var setting: String {
    switch self {
    case .diagnostics, .inlayHints: "\(rawValue).enabled"
    default: rawValue
    }
  }

  /// One sentence for the settings page.
  var description: String {
    switch self {
    case .diagnostics: "Whether files are checked."
    case .completion: "Whether keys, values and whole sidecars are offered."
    case .hover: "Whether a hover explains what is under the cursor."
    case .codeActions: "Whether quick fixes are offered."
    case .codeLens:
      "Whether an app shows what its pod has, and a volume, config or secret how many containers use it."
    case .inlayHints: "Whether inlay hints are shown."
    case .definition: "Whether one can go from a name to where it is declared."
    case .references: "Whether the uses of a name are found."
    case .documentHighlights: "Whether the uses of the name under the cursor are marked."
    case .rename: "Whether names can be changed everywhere at once."
    case .linkedEditing: "Whether the places of an anchor's name are typed in together."
    case .documentSymbols: "Whether there is an outline."
    case .workspaceSymbols:
      "Whether apps, sidecars, volumes, configs and secrets are found by name in all files of the workspace."
    case .foldingRanges: "Whether the server says what can be folded."
    case .selectionRanges: "Whether a selection can grow and shrink by structure."
    case .documentLinks: "Whether paths and images are links."
    case .semanticTokens: "Whether the server colours names, keys and values."
    case .formatting: "Whether files and ranges are formatted."
    case .onTypeFormatting: "Whether Enter indents the next line, where the editor asks."
    case .fileRenames: "Whether paths in stacks follow files that are renamed or moved in the editor."
    }
  }
}
