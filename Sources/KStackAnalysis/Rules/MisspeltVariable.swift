internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let misspeltVariable = Rule(
    "misspelt-variable", .information,
    summary: "a variable that is nearly one the image reads",
    explanation: """
      The image reads a variable of nearly this name, and none of this one as far as it is known. A program passes over \
      variables that it does not know, so a slip in the name leaves the default in force without a word.
      """,
    bad: "apps:\n  web:\n    image: fluent/fluentd:v1.17\n    environment:\n      FLUENTD_CNF: custom.conf\n",
    good: "apps:\n  web:\n    image: fluent/fluentd:v1.17\n    environment:\n      FLUENTD_CONF: custom.conf\n"
  ) { file, findings in
    let catalog = file.context.images
    for container in file.binding.containers {
      guard let image = container.knownImage(in: catalog), !image.environment.isEmpty,
        let environment = container.entries.last(where: { $0.key.value.elementsEqual("environment".utf8) })?.value
          .dereferenced, environment.kind == .mapping
      else { continue }
      let entries = Binding.entries(of: environment, limit: 1_000)
      let written = Set(entries.map(\.key.string))
      for entry in entries where entry.key.scalarKind == .string && !entry.key.range.isEmpty {
        guard let meant = image.variable(meantBy: entry.key.string, besides: written) else { continue }
        findings.report(
          entry.key.range, through: file.binding.bound(entry.key)?.use,
          "\(Wording.quote(image.reference)) is not known to read \(Wording.quote(entry.key.string)); did you mean "
            + "'\(meant.name)'?", fixes: Fix.replacing(entry.key, with: meant.name, in: file))
      }
    }
  }
}
