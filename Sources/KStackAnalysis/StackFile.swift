import KStackImages
public import KStackSchema
public import YAMLSyntax

/// One text with all that is known of it: built once, never changed. Every feature is an extension in its own file.
///
/// Building it is total: any bytes give a value.
public struct StackFile: Sendable {
  /// What was analysed; all offsets count its bytes.
  public let text: SourceText
  /// What was known from outside.
  public internal(set) var context: AnalysisContext
  let tree: YAMLTree
  let binding: Binding
  let names: NameTable
  let mounts: Binding.WrittenMounts
  /// What the containers really run with.
  let effective: EffectiveConfiguration
  /// How the author writes; what is inserted follows it.
  private(set) var style: FileStyle
  /// Given where the text is only a part of a file.
  private(set) var elsewhere: Elsewhere?
  /// Whether this is a kstack file at all. When false every feature answers nothing.
  public let isStack: Bool

  /// Parses and binds a text. Linear in its size.
  public init(text: SourceText, context: AnalysisContext = AnalysisContext()) {
    self.init(text: text, context: context, elsewhere: nil)
  }

  /// - Parameter elsewhere: what is to be known of the rest, where the text is a part of a file.
  init(text: SourceText, context: AnalysisContext, elsewhere: Elsewhere?) {
    self.text = text
    self.context = context
    self.elsewhere = elsewhere
    tree = YAMLTree(text)
    isStack = Recognition.isStack(tree, context: context)
    binding = Binding(tree, language: context.language)
    names = NameTable(binding, declaredElsewhere: elsewhere?.names?.declared ?? [:])
    mounts = Binding.WrittenMounts(binding)
    effective = EffectiveConfiguration(binding)
    style = elsewhere?.style ?? FileStyle(tree)
  }

  /// The same analysis of a part of a file, told what is to be known of the rest but for its names. Nothing is parsed
  /// again.
  func knowing(_ elsewhere: Elsewhere) -> StackFile {
    var file = self
    (file.elsewhere, file.style) = (elsewhere, elsewhere.style)
    return file
  }

  /// Whether a text may be a kstack file, by a look that costs little: false for most other YAML.
  public static func mayBeStack(_ bytes: [UInt8], context: AnalysisContext) -> Bool {
    Recognition.mayBeStack(bytes, context: context)
  }
}

/// Facts from outside the text. They come in as a value; the analysis never asks for them.
public struct AnalysisContext: Sendable {
  /// The dialect that the text is judged by.
  public var language: Language
  /// Images of the author's own, besides the catalog's.
  public var extraImages: [String]
  /// Severities that the user chose, by code or by the name of a ``Rule/Group``, a code's own going first; nil switches
  /// off.
  public var severities: [String: Diagnostic.Severity?]
  /// Whether the rules that are off by default are on.
  public var bestPractices: Bool
  /// The line (from 0) on which somebody is typing at this moment; nil when nobody is. What is merely unfinished there
  /// is not held against the author yet.
  public var unfinishedLine: Int?
  /// The file's name without folders, or nil when it has none (standard input, an unsaved buffer).
  public var fileName: String?
  /// The editor's language identifier, such as `yaml` or `kstack`, or nil on the command line.
  public var languageID: String?
  /// True when the name matches the user's own file patterns.
  public var matchesFilePatterns: Bool
  /// Completion may use `${1:…}` placeholders.
  public var snippets: Bool
  /// Which of the file's ``StackFile/referencedPaths`` exist, as the file writes them; nil when nobody looked, and then
  /// nothing is said of missing files.
  public var existingPaths: Set<String>?

  /// The defaults are those of a file without a name in an editor without settings.
  public init(
    language: Language = .kstack, extraImages: [String] = [], severities: [String: Diagnostic.Severity?] = [:],
    bestPractices: Bool = false, unfinishedLine: Int? = nil, fileName: String? = nil, languageID: String? = nil,
    matchesFilePatterns: Bool = false, snippets: Bool = true, existingPaths: Set<String>? = nil
  ) {
    self.language = language
    self.extraImages = extraImages
    self.severities = severities
    self.bestPractices = bestPractices
    self.unfinishedLine = unfinishedLine
    self.fileName = fileName
    self.languageID = languageID
    self.matchesFilePatterns = matchesFilePatterns
    self.snippets = snippets
    self.existingPaths = existingPaths
  }
}

extension AnalysisContext {
  /// What is known of images, the user's own included.
  var images: ImageCatalog {
    extraImages.isEmpty ? .bundled : .bundled.adding(extraImages)
  }
}
