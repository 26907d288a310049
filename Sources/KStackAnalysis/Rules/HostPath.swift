internal import KStackSchema

extension Rule {
  static let hostPath = Rule(
    "host-path", .hint, group: .volumes,
    summary: "a directory of the node is mounted",
    explanation: """
      A source that starts with `/` is a directory of the node on which the pod happens to run. Another node has other \
      files, so the data seems to vanish when the pod moves, and many clusters forbid such mounts. Use the name of a \
      volume for data and `configs` for configuration. Places that belong to the node (`/proc`, `/sys`, `/dev`, `/run`, \
      `/lib/modules`, its time zone and its logs) are not reported.
      """,
    bad: "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - /srv/web:/var/www\n",
    good: "apps:\n  web:\n    image: example/web:1.0\n    volumes:\n      - web:/var/www\n"
  ) { file, findings in
    for written in file.mounts.written where written.mount.source.kind == .hostPath {
      let path = Mount.comparable(written.mount.source.text)
      guard path != "/", !nodesOwn.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) else { continue }
      findings.report(
        written.source, through: written.bound.use,
        "\(Wording.quote(written.mount.source.text)) is a directory of the node, and another node has other files; "
          + "a volume's name keeps the data with the app")
    }
  }

  private static let nodesOwn = [
    "/proc", "/sys", "/dev", "/run", "/var/run", "/lib/modules", "/etc/localtime", "/etc/timezone",
    "/usr/share/zoneinfo",
    "/etc/machine-id", "/var/log", "/var/lib/docker", "/var/lib/kubelet",
  ]
}
