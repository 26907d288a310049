internal import YAMLSyntax

/// One fault that a file can have: its code and severity, its page of the manual, and the check that finds it.
///
/// Every rule has a file of its own in `Rules/` and a line in ``Rule/all``. ``bad`` must give exactly this code, and
/// ``good`` nothing; both are tests and are printed in the manual.
///
/// A class only so that the many places that look at a rule share one value; it never changes.
public final class Rule: Sendable {
  /// Kebab-case, names the fault, never changes.
  public let code: String
  /// What its findings have unless one is graver or milder, or the user chose another.
  public let severity: Diagnostic.Severity
  /// What it is about. Its name works in settings and comments like the codes of all its rules.
  public let group: Group
  /// What it finds while a line is typed may be no more than that something is not written yet.
  let mayBeUnfinished: Bool
  /// What it finds in one entry of a section depends on what the others say about the finding's ``Topic``.
  let looksAround: Bool
  /// With any of these it finds nothing.
  let silentIn: Doubts
  /// One line: what is wrong.
  public let summary: String
  /// Markdown: what will happen, and what to write instead.
  public let explanation: String
  /// A whole file with the fault.
  public let bad: String
  /// The same file without it.
  public let good: String
  let check: @Sendable (StackFile, inout Findings) -> Void

  init(
    _ code: String, _ severity: Diagnostic.Severity, group: Group = .structure, mayBeUnfinished: Bool = false,
    looksAround: Bool = false, silentIn: Doubts = [], summary: String, explanation: String, bad: String, good: String,
    check: @escaping @Sendable (StackFile, inout Findings) -> Void
  ) {
    self.code = code
    self.severity = severity
    self.group = group
    self.mayBeUnfinished = mayBeUnfinished
    self.looksAround = looksAround
    self.silentIn = silentIn
    self.summary = summary
    self.explanation = explanation
    self.bad = bad
    self.good = good
    self.check = check
  }
}

extension Rule {
  /// What rules are about. The raw values never change; no code has the name of a group.
  public enum Group: String, Sendable, Hashable, CaseIterable {
    /// YAML itself: what keeps a file from being read.
    case syntax
    /// Which keys and which kinds of values belong where.
    case structure
    case network, environment, volumes, references, names, images, resources
    /// The guide's advice. Off unless the user asks for it.
    case bestPractices = "best-practices"
    /// The comments that suppress diagnostics.
    case suppressions
  }

  /// Reported only when the user asks for it: by ``AnalysisContext/bestPractices``, or by a severity for the code or
  /// for the group.
  public var isOptIn: Bool { group == .bestPractices }

  /// What its findings are reported as: the user's choice for the code, else for the group, else ``severity``.
  ///
  /// - Returns: nil when it is switched off.
  func chosenSeverity(in context: AnalysisContext) -> Chosen? {
    if let choice = context.severities[code] ?? context.severities[group.rawValue] {
      return choice.map { .user($0) }
    }
    return isOptIn && !context.bestPractices ? nil : .own
  }

  enum Chosen {
    /// What the rule says for each finding.
    case own
    case user(Diagnostic.Severity)
  }

  /// All that a comment or a setting can name: the codes, then the groups.
  public static var allNames: [String] { all.map(\.code) + Group.allCases.map(\.rawValue) }
}

/// Collects what one rule finds.
struct Findings {
  let rule: Rule
  /// What is known of the images of the file's containers.
  let images: ImagesInUse
  /// Nil when everything is to be found; else only this is, of what is about a topic.
  private let topics: Set<Topic>?
  private(set) var diagnostics: [Diagnostic] = []

  init(_ rule: Rule, images: ImagesInUse, about topics: Set<Topic>? = nil) {
    self.rule = rule
    self.images = images
    self.topics = topics
  }

  /// Whether somebody asks for what is found about a topic.
  func areAsked(about topic: Topic) -> Bool { topics?.contains(topic) ?? true }

  mutating func report(
    _ range: Range<Int>, about topic: Topic? = nil, _ message: String, severity: Diagnostic.Severity? = nil,
    related: [Diagnostic.RelatedPlace] = [], tags: Set<Diagnostic.Tag> = [], fixes: [Fix] = []
  ) {
    if let topic, !areAsked(about: topic) { return }
    var diagnostic = Diagnostic(
      code: rule.code, severity: severity ?? rule.severity, range: range, message: message, related: related,
      tags: tags, fixes: fixes)
    diagnostic.topic = topic
    diagnostics.append(diagnostic)
  }

  /// Reports a fault of a node that may have come in through an alias: at the alias, for there the node is wrong, with
  /// the node itself as related place, and without fixes, for the same text serves elsewhere.
  mutating func report(
    _ range: Range<Int>, through use: YAMLNode?, about topic: Topic? = nil, _ message: String,
    severity: Diagnostic.Severity? = nil, related others: [Diagnostic.RelatedPlace] = [],
    tags: Set<Diagnostic.Tag> = [],
    fixes: @autoclosure () -> [Fix] = []
  ) {
    if let topic, !areAsked(about: topic) { return }
    // One fault in an anchor is one diagnostic, however often the anchor is used.
    let way = use?.index ?? -1
    guard ways.updateValue(ways[range] ?? way, forKey: range) ?? way == way else { return }
    guard let use else {
      report(range, about: topic, message, severity: severity, related: others, tags: tags, fixes: fixes())
      return
    }
    let related = Diagnostic.RelatedPlace(range: range, message: "it is written here")
    report(use.range, about: topic, message, severity: severity, related: [related] + others, tags: tags)
  }

  /// By what alias a faulty place was reached first; -1 where it is written itself.
  private var ways: [Range<Int>: Int] = [:]
}
