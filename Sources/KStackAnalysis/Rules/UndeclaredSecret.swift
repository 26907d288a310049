internal import KStackSchema

extension Rule {
  static let undeclaredSecret = Rule(
    "undeclared-secret", .warning, group: .references, mayBeUnfinished: true, looksAround: true,
    silentIn: .unreadableSecrets,
    summary: "a secret that the file does not declare",
    explanation: """
      kstack refuses a `secret` name in `envFrom` that is not declared under the top-level `secrets`, as `external: true`: \
      the Secret itself is made in the cluster, never by this file.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n    envFrom:\n      - secret:\n          name: web-secrets\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    envFrom:\n      - secret:\n          name: web-secrets\nsecrets:\n  web-secrets:\n    external: true\n"
  ) { file, findings in
    findings.reportUndeclared(.secret, in: file)
  }
}
