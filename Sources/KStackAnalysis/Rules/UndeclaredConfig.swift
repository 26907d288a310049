internal import KStackSchema

extension Rule {
  static let undeclaredConfig = Rule(
    "undeclared-config", .warning, group: .references, mayBeUnfinished: true, looksAround: true,
    silentIn: .unreadableConfigs,
    summary: "a config that the file does not declare",
    explanation: """
      kstack refuses a `config` name in `volumesFrom` or `envFrom` that is not declared under the top-level `configs`. \
      Declare it there: with its `data`, from a `file`, or, when the ConfigMap `config-NAME` is already in the cluster, as \
      `external: true`.
      """,
    bad:
      "apps:\n  web:\n    image: nginx:1.27\n    volumesFrom:\n      - config:\n          name: web-config\n          mountPath: /etc/nginx/conf.d\n",
    good:
      "apps:\n  web:\n    image: nginx:1.27\n    volumesFrom:\n      - config:\n          name: web-config\n          mountPath: /etc/nginx/conf.d\nconfigs:\n  web-config:\n    external: true\n"
  ) { file, findings in
    findings.reportUndeclared(.config, in: file)
  }
}
