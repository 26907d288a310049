import KStackAnalysis
import Testing
import YAMLSyntax

/// What the analysis wants to know of the disk, and what it makes of the answer.
@Suite struct ReferencedPathsTests {
  private static let text = """
    x-env: &env [b.env]
    apps:
      a: {image: "example/a:1.0", env_file: a.env}
      b: {image: "example/a:1.0", env_file: *env}
      c: {image: "example/a:1.0", env_file: [b.env, ./c.env, "${X}.env", 1, ""]}
    configs:
      d: {file: ./d.conf}
    """

  @Test func pathsAreThoseOfEnvFiles() {
    #expect(StackFile(text: SourceText(Self.text)).referencedPaths == ["a.env", "b.env", "./c.env"])
  }

  @Test func nothingIsAskedForOtherFiles() {
    #expect(StackFile(text: SourceText("apps:\n  a: {image: \"example/a:1.0\"}\n")).referencedPaths.isEmpty)
    #expect(StackFile(text: SourceText("services:\n  a: {env_file: a.env}\n")).referencedPaths.isEmpty)
  }

  @Test func nothingIsSaidWhenNobodyLooked() {
    let file = StackFile(text: SourceText(Self.text))
    #expect(!file.diagnostics().contains { $0.code == "missing-env-file" })
    let looked = file.knowing(existingPaths: ["a.env", "./c.env"]).diagnostics().filter {
      $0.code == "missing-env-file"
    }
    let message = "there is no file 'b.env'; it is looked for beside this file"
    #expect(looked.map(\.message) == [message, message])
  }
}
