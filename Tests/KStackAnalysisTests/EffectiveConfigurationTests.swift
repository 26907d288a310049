import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// What inheritance repeats has a limit.
@Suite struct EffectiveConfigurationTests {
  @Test func manySidecarsOfAnAppWithManyMounts() {
    let mounts = (0..<3_000).map { "      - v\($0):/v\($0)\n" }.joined()
    let sidecars = (0..<3_000).map { "      s\($0): {image: example/s:1.0}\n" }.joined()
    let text = "apps:\n  web:\n    image: example/w:1.0\n    volumes:\n\(mounts)    sidecars:\n\(sidecars)"
    let file = StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
    #expect(file.diagnostics().isEmpty)
  }

  @Test func oneLongListForManyContainers() {
    let mounts = (0..<3_000).map { "  - v\($0):/v\($0)\n" }.joined()
    let apps = (0..<3_000).map { "  a\($0): {image: example/s:1.0, volumes: *v}\n" }.joined()
    let text = "x-v: &v\n\(mounts)apps:\n\(apps)"
    let file = StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack"))
    #expect(file.diagnostics().isEmpty)
  }
}
