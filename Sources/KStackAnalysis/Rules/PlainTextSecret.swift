internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  /// Of more findings in one file only the first have fixes: each takes a look at the whole file.
  private static let fixLimit = 50

  static let plainTextSecret = Rule(
    "plain-text-secret", .information, group: .environment,
    summary: "a password or key in plain text",
    explanation: """
      Whoever reads this file, its history or the Deployment in the cluster reads the secret too. Keep it in a Secret that \
      is made in the cluster, declare that under `secrets` with `external: true`, and take its entries in with `envFrom`. \
      The quick fix writes both and takes the variable out here; the Secret must then have an entry of the variable's \
      name.

      Recognised are names that end in `PASSWORD`, `TOKEN`, `SECRET`, `API_KEY`, `PRIVATE_KEY` and the like, variables \
      that the image is known to take a secret from, and addresses with a password in them. Placeholders such as \
      `changeme`, references and paths are left in peace.
      """,
    bad: "apps:\n  db:\n    image: postgres:17.2\n    environment:\n      POSTGRES_PASSWORD: correct-horse\n",
    good:
      "apps:\n  db:\n    image: postgres:17.2\n    envFrom:\n      - secret:\n          name: db-secrets\nsecrets:\n  db-secrets:\n    external: true\n"
  ) { file, findings in
    for (index, secret) in file.plainTextSecrets(images: findings.images).enumerated() {
      findings.report(
        secret.range, through: secret.bound.use, secret.message,
        fixes: index < fixLimit ? moving(secret, in: file) : [])
    }
  }

  private static func moving(_ found: PlainTextSecret, in file: StackFile) -> [Fix] {
    guard found.bound.use == nil, let container = file.binding.containers.element(found.bound.container),
      let source = SecretSource(of: container, in: file), let removal = source.removing([found.name]),
      let edits = source.edits(with: removal)
    else { return [] }
    // Not preferred: it works only once the Secret in the cluster has the entry.
    return [
      Fix(
        title: "remove the value; take '\(found.name.string)' from the secret '\(source.secret)'", edits: edits,
        isPreferred: false)
    ]
  }
}

/// A variable whose value is a secret that everybody can read.
struct PlainTextSecret {
  var bound: Binding.Bound
  /// The variable's.
  var name: YAMLNode
  private var fault: Fault

  private enum Fault {
    /// The name says that the value is a secret.
    case byName
    /// `postgres://user:password@host/`
    case inAddress
  }

  /// What a person would underline.
  var range: Range<Int> { fault == .inAddress ? bound.node.range : name.range }

  var message: String {
    switch fault {
    case .byName:
      "\(Wording.quote(name.string)) stands here in plain text; keep it in a secret and take it in with envFrom"
    case .inAddress:
      "the password in this address stands here in plain text; keep \(Wording.quote(name.string)) in a secret and take "
        + "it in with envFrom"
    }
  }

  /// - Parameters:
  ///   - names: what is known of names that were looked at: the same few stand in many containers.
  fileprivate init?(_ bound: Binding.Bound, images: ImagesInUse, names: inout [Spelling: Bool]) {
    guard let name = bound.name, name.scalarKind == .string,
      let fault = Self.fault(bound, name, images, &names), Self.givesAway(bound.node, fault)
    else { return nil }
    (self.bound, self.name, self.fault) = (bound, name, fault)
  }

  private static func fault(
    _ bound: Binding.Bound, _ name: YAMLNode, _ images: ImagesInUse, _ names: inout [Spelling: Bool]
  ) -> Fault? {
    if let password = SecretWords.password(in: bound.node) {
      return SecretWords.isPlaceholder(password) ? nil : .inAddress
    }
    return isSecret(name, &names) || images.image(of: bound.container)?.takesSecret(name) == true ? .byName : nil
  }

  private static func isSecret(_ name: YAMLNode, _ names: inout [Spelling: Bool]) -> Bool {
    guard SecretWords.mayBeSecret(name.value) else { return false }
    let spelling = Spelling(name)
    if let known = names[spelling] { return known }
    let isSecret = SecretWords.isSecret(name.string)
    names[spelling] = isSecret
    return isSecret
  }

  /// Whether a value is the secret that its name or its form says.
  private static func givesAway(_ node: YAMLNode, _ fault: Fault) -> Bool {
    guard [.string, .integer, .float].contains(node.scalarKind), !node.value.isEmpty, !node.hasTemplate else {
      return false
    }
    return fault == .inAddress || !SecretWords.isPlaceholder(String(decoding: node.value.prefix(2_000), as: UTF8.self))
  }
}

extension ImagesInUse.Image {
  fileprivate func takesSecret(_ name: YAMLNode) -> Bool { secrets.contains { name.says($0.name) } }
}

extension StackFile {
  /// Every variable with a secret in plain text, in document order.
  func plainTextSecrets(images: ImagesInUse) -> [PlainTextSecret] {
    var names: [Spelling: Bool] = [:]
    var found: [PlainTextSecret] = []
    for bound in binding.scalars(.environmentValue) {
      if let secret = PlainTextSecret(bound, images: images, names: &names) { found.append(secret) }
    }
    return found
  }
}

/// What names and values say about secrets.
private enum SecretWords {
  private static let words: Set = ["PASSWORD", "PASSWD", "PASSPHRASE", "TOKEN", "SECRET", "APIKEY", "SECRETKEY"]
  /// Only as the last of several words: `DB_PASS`, but not `PASS`.
  private static let lastWords: Set = ["PASS", "PWD"]
  /// Before `KEY`.
  private static let keys: Set = [
    "API", "ACCESS", "SECRET", "PRIVATE", "ENCRYPTION", "SIGNING", "MASTER", "AUTH", "SHARED",
  ]
  /// `USE_TOKEN`, `REQUIRE_PASSWORD` are switches.
  private static let switches: Set = [
    "USE", "ENABLE", "ENABLED", "DISABLE", "ALLOW", "REQUIRE", "REQUIRES", "HAS", "IS", "SKIP", "NO", "WITH", "MAX",
    "MIN",
  ]

  /// False for most names that are no secrets, by their last three letters; names that do not end in letters and digits
  /// of ASCII take a closer look.
  static func mayBeSecret(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.count >= 3 else { return false }
    var end: UInt32 = 0
    for byte in name.suffix(3) {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): end = end << 8 | UInt32(byte)
      case UInt8(ascii: "a")...UInt8(ascii: "z"): end = end << 8 | UInt32(byte - 0x20)
      default: return true
      }
    }
    return ends.contains(end)
  }

  /// What ``words``, ``lastWords`` and `KEY` end in, three bytes as one number.
  private static let ends: [UInt32] = {
    let ends = words.union(lastWords).union(["KEY"]).map { $0.utf8.suffix(3).reduce(0) { $0 << 8 | UInt32($1) } }
    return Set(ends).sorted()
  }()

  static func isSecret(_ name: String) -> Bool {
    guard name.utf8.count <= 200 else { return false }
    let upper = name.uppercased()
    // In ASCII every byte is a character.
    let parts =
      upper.utf8.allSatisfy { $0 < 0x80 }
      ? upper.utf8.split { "_-.".utf8.contains($0) }.map { String(Substring($0)) }
      : upper.split { $0 == "_" || $0 == "-" || $0 == "." }.map(String.init)
    guard let last = parts.last, let first = parts.first, !switches.contains(first) else { return false }
    if words.contains(last) { return true }
    guard let previous = parts.dropLast().last else { return false }
    return lastWords.contains(last) || (last == "KEY" && keys.contains(previous))
  }

  private static let placeholders = [
    "changeme", "changeit", "replaceme", "placeholder", "example", "yourpassword", "yoursecret", "yourtoken", "yourkey",
    "yourapikey", "todo", "dummy", "redacted", "fixme", "insert", "notused", "unused",
  ]
  private static let plainWords: Set = [
    "none", "null", "nil", "disabled", "enabled", "auto", "required", "optional", "true", "false", "yes", "no", "0",
    "1",
  ]
  /// Other programs fetch the secret by these.
  private static let references = ["vault:", "ref+", "arn:", "secret:", "secrets:", "file:", "op:", "env:", "ssm:"]

  static func isPlaceholder(_ value: String) -> Bool {
    let text = value.lowercased().filter { !$0.isWhitespace }
    guard let first = text.first else { return true }
    if first == "<" || first == "/" || first == "$" || first == "%" || first == "@" { return true }
    if text.allSatisfy({ $0 == first || $0 == "." }) || plainWords.contains(text) || text.contains("://") {
      return true
    }
    if references.contains(where: text.hasPrefix) { return true }
    let letters = text.filter { $0 != "-" && $0 != "_" }
    return placeholders.contains(where: letters.contains)
  }

  /// The password in an address that a value is. Most values have no `@` and are not looked at any closer.
  static func password(in node: YAMLNode) -> String? {
    guard node.valueCount <= 2_000, node.value.contains(UInt8(ascii: "@")) else { return nil }
    return password(inAddress: node.string)
  }

  /// The password of `scheme://user:password@host`; nil when there is none.
  private static func password(inAddress text: String) -> String? {
    guard let scheme = text.firstRange(of: "://"), text[..<scheme.lowerBound].allSatisfy({ $0.isLetter || $0 == "+" })
    else { return nil }
    let authority = text[scheme.upperBound...].prefix { !"/?# ".contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return nil }
    let user = authority[..<at]
    guard let colon = user.firstIndex(of: ":") else { return nil }
    let password = user[colon...].dropFirst()
    return password.isEmpty ? nil : String(password)
  }
}
