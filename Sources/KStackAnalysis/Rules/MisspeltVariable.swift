internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let misspeltVariable = Rule(
    "misspelt-variable", .information, group: .environment,
    summary: "a variable that is nearly one the image reads",
    explanation: """
      The image reads a variable of nearly this name, and none of this one as far as it is known. A program passes over \
      variables that it does not know, so a slip in the name leaves the default in force without a word.
      """,
    bad: "apps:\n  web:\n    image: fluent/fluentd:v1.17\n    environment:\n      FLUENTD_CNF: custom.conf\n",
    good: "apps:\n  web:\n    image: fluent/fluentd:v1.17\n    environment:\n      FLUENTD_CONF: custom.conf\n"
  ) { file, findings in
    // The same few names stand in many containers of the same images.
    struct Variable: Hashable {
      var image: ObjectIdentifier
      var name: Spelling
    }
    var isMisspelt: [Variable: Bool] = [:]
    // Every key is looked at once, however many containers take it over.
    for (kind, key) in file.binding.declarations where kind == .variable && key.scalarKind == .string {
      guard !key.range.isEmpty, let bound = file.binding.bound(key), let index = bound.container,
        file.binding.containers.indices.contains(index)
      else { continue }
      guard let image = findings.images[index], !image.environment.isEmpty else { continue }
      let variable = Variable(image: ObjectIdentifier(image), name: Spelling(key))
      let suspect: Bool
      if let known = isMisspelt[variable] {
        suspect = known
      } else {
        suspect = image.variable(meantBy: key.string) != nil
        isMisspelt[variable] = suspect
      }
      guard suspect,
        let meant = image.variable(meantBy: key.string, besides: file.binding.containers[index].variableNames)
      else { continue }
      findings.report(
        key.range, through: bound.use,
        "\(Wording.quote(image.reference)) is not known to read \(Wording.quote(key.string)); did you mean "
          + "'\(meant.name)'?", fixes: Fix.replacing(key, with: meant.name, in: file))
    }
  }
}

extension Binding.Container {
  /// What is written under `environment`, merge keys resolved.
  fileprivate var variableNames: Set<String> {
    guard let environment = entries.last(where: { $0.key.says("environment") })?.value.dereferenced
    else { return [] }
    return Set(Binding.entries(of: environment, limit: 1_000).map(\.key.string))
  }
}
