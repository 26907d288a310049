import ArgumentParser
import KStackAnalysis
import KStackSchema

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Print what a diagnostic means, by its code; without a code list all of them, with the name of a group its codes."
  )

  @Argument(help: "The code of a diagnostic, such as unknown-key.", completion: .list(Rule.all.map(\.code)))
  var code: String?

  func run() throws {
    guard let code else {
      print(RuleReference.listOfCodes, terminator: "")
      return
    }
    if Rule.Group.allCases.contains(where: { $0.rawValue == code }) {
      print(RuleReference.listOfCodes(in: code), terminator: "")
      return
    }
    guard let page = RuleReference.plainPage(of: code) else {
      let meant = NearMiss.nearest(to: code.utf8, among: Rule.all.map(\.code))
      let advice = meant.map { "did you mean '\($0)'?" } ?? "'explain' without a code lists all"
      printError("no diagnostic has the code '\(code)'; \(advice)")
      throw ExitCode(ExitStatus.trouble)
    }
    print(page, terminator: "")
  }
}
