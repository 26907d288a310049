internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let invalidMount = Rule(
    "invalid-mount", .error, group: .volumes, mayBeUnfinished: true,
    summary: "a text that is no mount, or a path that is not absolute",
    explanation: """
      An item of `volumes` is `SOURCE:PATH`, with `:ro` or `:rw` behind it where it matters. The source is the name of a \
      volume, or a directory of the node; the path says where the container sees it, and so does `mountPath` of \
      `volumesFrom`. It starts with `/` and has no colon: Kubernetes refuses any other. Docker's flags (`:z`, `:cached`) \
      and volumes without a name (`- /data`) do not exist here.
      """,
    bad: "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - data:var/data\n",
    good: "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - data:/var/data\n"
  ) { file, findings in
    for (bound, fault) in file.mounts.faults {
      findings.report(
        bound.node.part(fault.range), through: bound.use, message(fault, bound.node),
        fixes: Fix.replacing(bound.node, with: fault.suggestion, in: file))
    }
    for bound in file.binding.scalars(.containerPath) where bound.node.scalarKind == .string {
      checkPath(bound, file, &findings)
    }
  }

  private static func message(_ fault: Mount.Fault, _ node: YAMLNode) -> String {
    let guilty = node.text(in: fault.range)
    switch fault.reason {
    case .empty: return "the mount is empty; write one such as data:/var/data"
    case .missingSource where guilty.isEmpty:
      return "the source is missing before the ':'; write one such as data:/var/data"
    case .missingSource:
      return
        "\(Wording.quote(guilty)) says what the container sees, but not what is mounted there; write NAME:\(guilty)"
    case .missingPath:
      let source = node.string.split(separator: ":").first.map(String.init) ?? "data"
      return "the path in the container is missing; write \(source):/PATH"
    case .relativePath: return "the path \(Wording.quote(guilty)) in the container must start with '/'"
    case .unknownMode: return "\(Wording.quote(guilty)) is no mode; only 'ro' and 'rw' are"
    case .tooManyParts: return "a mount has three parts at most, SOURCE:PATH:MODE"
    }
  }

  private static func checkPath(_ bound: Binding.Bound, _ file: StackFile, _ findings: inout Findings) {
    guard !bound.node.value.isPlainPath, !bound.node.value.isTemplate else { return }
    let path = bound.node.string
    let subject = Wording.subject(bound)
    if !path.hasPrefix("/") {
      let relative = path.hasPrefix("./") ? path.dropFirst(2) : Substring(path)
      let meant = relative.isEmpty || relative.hasPrefix(".") || path.contains(":") ? nil : "/\(relative)"
      findings.report(
        bound.node.range, through: bound.use,
        path.isEmpty
          ? "\(subject) is empty; write an absolute path such as /etc/app"
          : "\(subject) must start with '/'; the container has no current directory to begin at",
        fixes: Fix.replacing(bound.node, with: meant, in: file))
    } else if path.contains(":") {
      let meant = path.hasSuffix(":ro") || path.hasSuffix(":rw") ? String(path.dropLast(3)) : nil
      findings.report(
        bound.node.range, through: bound.use, "\(subject) can't have a ':'; Kubernetes refuses it",
        fixes: Fix.replacing(bound.node, with: meant.flatMap { $0.contains(":") ? nil : $0 }, in: file))
    }
  }
}

extension ArraySlice<UInt8> {
  /// An absolute path of ASCII without a colon, as nearly all are: nothing is wrong with it.
  fileprivate var isPlainPath: Bool {
    first == UInt8(ascii: "/") && allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: ":") }
  }
}
