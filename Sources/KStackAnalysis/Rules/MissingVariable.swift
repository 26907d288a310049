internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  /// Of more findings in one file only the first have fixes: each takes a look at the whole file.
  private static let fixLimit = 50

  static let missingVariable = Rule(
    "missing-variable", .warning, group: .environment, mayBeUnfinished: true,
    summary: "a variable that the image can't do without",
    explanation: """
      The image is known not to start without this variable, and nothing sets it: it is not under `environment`, and there \
      is no `envFrom` or `env_file` that could bring it in. Nothing is said of a container with a `command`, or, unless it \
      is a database, with arguments or a configuration of its own. Passwords belong in a secret: the quick fix takes them \
      from one.
      """,
    bad: "apps:\n  db:\n    image: postgres:17.2\n",
    good:
      "apps:\n  db:\n    image: postgres:17.2\n    envFrom:\n      - secret:\n          name: db-secrets\nsecrets:\n  db-secrets:\n    external: true\n"
  ) { file, findings in
    var fixes = 0
    for pod in file.effective.pods {
      for effective in pod.containers where file.binding.containers.indices.contains(effective.index) {
        guard findings.images.image(of: effective.index)?.environment.contains(where: \.isRequired) ?? false,
          let image = findings.images[effective.index],
          let node = file.binding.containers[effective.index].scalar("image")
        else { continue }
        let container = file.binding.containers[effective.index]
        let missing = missing(image, effective, container, in: file)
        guard !missing.isEmpty else { continue }
        fixes += 1
        let use = file.binding.bound(node)?.use
        findings.report(
          node.range, through: use, message(image, missing),
          fixes: use == nil && fixes <= fixLimit && missing.contains(where: \.isSecret)
            ? taking(container, in: file) : [])
      }
    }
  }

  private static func message(_ image: KnownImage, _ missing: [KnownImage.Variable]) -> String {
    let names = missing.map { Wording.quote($0.name) }
    let list =
      names.count > 1 ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "") : names.joined()
    return "\(Wording.quote(image.reference)) does not start without \(list), and nothing sets "
      + (names.count > 1 ? "them" : "it")
  }

  private static func missing(
    _ image: KnownImage, _ effective: EffectiveConfiguration.Container, _ container: Binding.Container,
    in file: StackFile
  ) -> [KnownImage.Variable] {
    guard image.environment.contains(where: \.isRequired), !couldBeSetElsewhere(image, effective),
      isWholly(container, in: file)
    else { return [] }
    // A file that repeats very much through aliases is not followed to its end.
    let isFollowed = effective.part("environment").map { !$0.value.children.contains { _ in true } } ?? true
    guard isFollowed || !effective.environment.isEmpty else { return [] }
    func isWritten(_ name: String) -> Bool {
      let bytes = Array(name.utf8)
      return effective.environment.contains { $0.name.says(bytes) }
    }
    let missing = image.environment.filter { variable in
      variable.isRequired
        && !([variable.name, variable.name + "_FILE"] + variable.alternatives).contains(where: isWritten)
    }
    guard !missing.isEmpty else { return [] }
    // A slip in the name has a rule of its own.
    let meant = effective.environment.prefix(100).compactMap { image.variable(meantBy: $0.name.string)?.name }
    return missing.filter { !meant.contains($0.name) }
  }

  /// By a source of variables, another program than the image's own, its arguments or its configuration.
  private static func couldBeSetElsewhere(_ image: KnownImage, _ container: EffectiveConfiguration.Container) -> Bool {
    if ["envFrom", "env_file", "command"].contains(where: { container.part($0) != nil }) { return true }
    guard image.category != .database else { return false }
    return container.part("args") != nil || container.part("volumesFrom") != nil
      || container.part("volumes").map { !$0.origin.isInherited } ?? false
  }

  /// Whether everything about the container's variables could be read.
  private static func isWholly(_ container: Binding.Container, in file: StackFile) -> Bool {
    let body = container.body
    let end = file.tree.node(body.subtreeEnd)?.wholeRange.lowerBound ?? file.text.bytes.count + 1
    guard !file.tree.isIncomplete(in: body.range.lowerBound..<max(end, body.range.lowerBound)) else { return false }
    let sources = ["environment", "envFrom", "env_file", "command", "args"]
    for entry in container.entries {
      // A key that kstack ignores may be meant for one of them: a rule of its own says so.
      if let key = container.record.key(entry.key.value) {
        if key.name == "environment" {
          guard let value = entry.value.dereferenced, value.kind == .mapping || value.scalarKind == .null else {
            return false
          }
        }
      } else if let meant = NearMiss.key(for: entry.key.value, in: container.record), sources.contains(meant.name) {
        return false
      }
    }
    return Binding.merged(body, limit: 1_000).isComplete
  }

  private static func taking(_ container: Binding.Container, in file: StackFile) -> [Fix] {
    guard let source = SecretSource(of: container, in: file), let edits = source.edits() else { return [] }
    // Not preferred: it works only once the Secret in the cluster has the entries.
    return [
      Fix(title: "take variables from the secret '\(source.secret)'", edits: edits, isPreferred: false)
    ]
  }
}
