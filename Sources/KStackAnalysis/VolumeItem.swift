internal import KStackSchema
internal import YAMLSyntax

extension StackFile {
  /// The cure for `- source: VOLUME, mountPath: PATH` under `volumesFrom`: the same mount under `volumes`. Nothing for
  /// other keys, and where the item says more than that.
  func mountingVolume(of unknown: Binding.UnknownKey) -> [Fix] {
    let name = unknown.entry.key.string
    guard name == "source" || name == "volume", unknown.use == nil, let container = unknown.container,
      unknown.record.key("config".utf8) != nil, unknown.record.key("mountPath".utf8) != nil,
      unknown.mapping.role == .item
    else { return [] }
    var texts: [String: String] = [:]
    for entry in unknown.mapping.entries {
      guard entry.value.kind == .scalar, !entry.value.value.isTemplate,
        texts.updateValue(entry.value.string, forKey: entry.key.string) == nil
      else { return [] }
      if entry.key.string == "readOnly", entry.value.loaded == .boolean(true) { texts["readOnly"] = "true" }
    }
    let known = [name, "mountPath", "readOnly"]
    guard texts.keys.allSatisfy(known.contains), let source = texts[name], let path = texts["mountPath"] else {
      return []
    }
    let text = "\(source):\(path)" + (texts["readOnly"] == "true" ? ":ro" : "")
    guard case .success = Mount.parse(text.utf8),
      let edits = moving(unknown.mapping, of: container, to: "volumes", as: [style.scalar(text)])
    else { return [] }
    return [Fix(title: "mount it under 'volumes'", edits: edits)]
  }
}
