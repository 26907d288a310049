internal import KStackAnalysis
internal import YAMLSyntax

/// Measures the analysis inside this process, beside raw libyaml over the same bytes. The steps take turns, so that a
/// busy machine slows all of them alike.
struct InProcess {
  private let bytes: [UInt8]
  private let file: StackFile
  private let place: Place
  private let lines: Int

  init(lines: Int) {
    let text = StackGenerator.text(lines: lines)
    self.lines = lines
    bytes = Array(text.utf8)
    file = StackFile(text: SourceText(bytes), context: Self.context)
    place = Place(in: text)
  }

  static let context = AnalysisContext(fileName: "stack.kstack.yaml", languageID: "yaml")

  /// Takes turns for about so many seconds, and at least three times.
  func figures(seconds: Double) -> [Figure] {
    let steps = self.steps
    var series = Array(repeating: Series(), count: steps.count)
    // What is built on first use must not count.
    for step in steps { step.run() }
    var spent = 0.0
    while spent < seconds * 1e3 || series[0].samples.count < 3 {
      for index in steps.indices {
        let time = milliseconds(steps[index].run)
        series[index].add(time)
        spent += time
      }
    }
    let raw = series[0].median
    return zip(steps, series).map { step, series in
      let ratio = raw.flatMap { raw in series.median.map { $0 / raw } }
      return Figure(
        group: "in process", size: lines, step: step.name, subject: "time", unit: .milliseconds,
        value: series.median, samples: series.samples.count, ratio: ratio)
    }
  }

  private struct Step {
    var name: String
    var run: () -> Void
  }

  private var steps: [Step] {
    let editor = Editor(file: file, at: place.edit.offset)
    return [
      Step(name: "raw libyaml event loop") { keep(rawLibYAML(bytes)) },
      Step(name: "parse") { keep(YAMLTree(SourceText(bytes)).nodeCount) },
      Step(name: "parse + bind") { keep(StackFile(text: SourceText(bytes), context: Self.context).isStack) },
      Step(name: "diagnostics of a bound file") { keep(file.diagnostics().count) },
      Step(name: "parse + bind + diagnostics") { keep(analyze(bytes)) },
      Step(name: "one-character edit + analysis") { keep(editor.edit()) },
      Step(name: "completion of a key") { keep(file.completion(at: place.key.offset).items.count) },
      Step(name: "completion of an image") { keep(file.completion(at: place.image.offset).items.count) },
      Step(name: "hover") { keep(file.hover(at: place.image.offset) == nil) },
    ]
  }
}

/// Parses and checks a text from nothing; gives how many faults there are.
func analyze(_ bytes: [UInt8]) -> Int {
  StackFile(text: SourceText(bytes), context: InProcess.context).diagnostics().count
}

/// Types a character and takes it back, in turn, as a server does.
private final class Editor {
  private var text: SourceText
  private var live: LiveDiagnostics
  private let offset: Int
  private var isTyped = false

  init(file: StackFile, at offset: Int) {
    text = file.text
    live = LiveDiagnostics(file)
    self.offset = offset
  }

  func edit() -> Int {
    let change = TextChange(range: offset..<offset + (isTyped ? 1 : 0), count: isTyped ? 0 : 1)
    live.prepare(for: change.range, in: text)
    text.replace(change.range, with: isTyped ? [] : Array("x".utf8))
    isTyped.toggle()
    live.update(change, to: text, unfinishedLine: nil) { StackFile(text: text, context: InProcess.context) }
    return live.diagnostics.count
  }
}

/// Keeps the optimizer from leaving out what nobody reads.
@inline(never)
func keep(_ value: some Any) {}
