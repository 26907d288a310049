internal import KStackSchema
internal import YAMLSyntax

extension Rule {
  static let invalidName = Rule(
    "invalid-name", .error, group: .names, mayBeUnfinished: true, looksAround: true,
    summary: "a name that Kubernetes rejects",
    explanation: """
      Apps and sidecars give their names to Kubernetes objects. An app's name is a DNS label: lower-case letters, digits \
      and inner hyphens, at most 63 characters; with `ports` or `expose` it becomes a Service's name too and starts with \
      a letter. A sidecar counts together with its app, as `APP-SIDECAR`, and Services that kstack adds have `-lb` or \
      `-ingress` behind the name. Volumes, configs (as `config-NAME`) and secrets may have dots too, and 253 characters. \
      The fix renames what uses the name in this file as well.
      """,
    bad:
      "apps:\n  Web_App:\n    image: nginx:1.27\n    volumes:\n      - data:/data\nvolumes:\n  data:\n    size: 1Gi\n",
    good:
      "apps:\n  web-app:\n    image: nginx:1.27\n    volumes:\n      - data:/data\nvolumes:\n  data:\n    size: 1Gi\n"
  ) { file, findings in
    lazy var places = Places(file.effective)
    // What may stand before a sidecar's name, and behind any: with so many letters more nearly every name still fits.
    let around = file.effective.longestAppName + 1 + GeneratedName.longestSuffix
    var uses: NameUses?
    var given: Set<String> = []
    for (kind, key) in file.binding.declarations where isJudged(kind) {
      guard key.kind == .scalar, key.scalarKind == .string,
        !ResourceName.isOrdinary(key.value, besides: around), !key.hasTemplate,
        let fault = fault(of: key, kind, places[key])
      else { continue }
      var fixes: [Fix] = []
      if let name = fault.suggestion, isFree(name, kind, key, file),
        given.insert("\(kind) \(key.parent?.index ?? 0) \(name)").inserted
      {
        let known = uses ?? NameUses(file)
        uses = known
        fixes = renaming(key, kind, to: name, places[key], known, file)
      }
      let host = places[key]?.container.clusterName
      findings.report(
        key.range, about: host.map { .host($0) } ?? .name(kind, key.string), fault.message, fixes: fixes)
    }
    reportUndeclaredVolumes(uses, file, &findings)
  }

  /// A file may leave its volumes undeclared; then a mount is where the name is written.
  private static func reportUndeclaredVolumes(_ known: NameUses?, _ file: StackFile, _ findings: inout Findings) {
    guard file.names.isEmpty(.volume) else { return }
    var uses = known
    var seen: Set<String> = []
    for bound in file.binding.scalars(.mount) where bound.node.scalarKind == .string {
      guard case .success(let mount) = Mount.parse(bound.node.value), mount.source.kind == .volume,
        !bound.node.hasTemplate, seen.insert(mount.source.text).inserted,
        let fault = fault(of: Array(mount.source.text.utf8), .volume, before: "", as: .subdomain, nil)
      else { continue }
      var fixes: [Fix] = []
      if let name = fault.suggestion, seen.insert(name).inserted {
        let all = uses ?? NameUses(file)
        uses = all
        let edits = all.renaming(mount.source.text, .volume, to: name, in: file) ?? []
        if !edits.isEmpty { fixes = [Fix.renaming(mount.source.text, to: name, edits)] }
      }
      findings.report(
        bound.node.part(mount.source.range), through: bound.use, about: .name(.volume, mount.source.text),
        fault.message,
        fixes: fixes)
    }
  }

  private struct Place {
    var container: EffectiveConfiguration.Container
    var pod: EffectiveConfiguration.Pod
  }

  /// Where the keys that name containers have named one first.
  private struct Places {
    private let pods: [EffectiveConfiguration.Pod]
    private var indices: [Int: (pod: Int, container: Int)] = [:]

    init(_ effective: EffectiveConfiguration) {
      pods = effective.pods
      for (pod, containers) in pods.lazy.map(\.containers).enumerated() {
        for (container, name) in containers.lazy.map(\.name).enumerated() {
          guard let name, indices[name.index] == nil else { continue }
          indices[name.index] = (pod, container)
        }
      }
    }

    subscript(key: YAMLNode) -> Place? {
      indices[key.index].map { Place(container: pods[$0.pod].containers[$0.container], pod: pods[$0.pod]) }
    }
  }

  private static func isJudged(_ kind: NameKind) -> Bool {
    switch kind {
    case .app, .sidecar, .volume, .config, .secret: true
    case .variable, .domain, .free: false
    }
  }

  private struct NameFault {
    var message: String
    var suggestion: String?
  }

  private static func fault(of key: YAMLNode, _ kind: NameKind, _ place: Place?) -> NameFault? {
    let text = Array(key.value)
    switch kind {
    case .app:
      let isService =
        place.map { $0.pod.containers.contains(where: \.hasPorts) || !$0.container.routes.isEmpty } ?? false
      return fault(of: text, kind, before: "", as: isService ? .serviceLabel : .label, place)
    case .sidecar:
      // A fault of the app's name is told there.
      let app = place?.pod.app.name?.string ?? ""
      guard case .success = ResourceName.parse(app.utf8, as: .label), !text.isEmpty else {
        return fault(of: text, kind, before: "", as: .label, nil)
      }
      return fault(of: text, kind, before: app + "-", as: .label, place)
    case .volume, .secret: return fault(of: text, kind, before: "", as: .subdomain, nil)
    case .config: return fault(of: text, kind, before: text.isEmpty ? "" : "config-", as: .subdomain, nil)
    case .variable, .domain, .free: return nil
    }
  }

  /// - Parameter prefix: what the converter writes before the name.
  private static func fault(
    of text: [UInt8], _ kind: NameKind, before prefix: String, as form: ResourceName.Form, _ place: Place?
  ) -> NameFault? {
    let whole = Array(prefix.utf8) + text
    let offset = prefix.utf8.count
    func own(_ suggestion: String?) -> String? {
      guard let suggestion, suggestion.utf8.starts(with: prefix.utf8), suggestion.utf8.count > offset else {
        return nil
      }
      return String(decoding: suggestion.utf8.dropFirst(offset), as: UTF8.self)
    }
    switch ResourceName.parse(whole, as: form) {
    case .failure(let fault):
      let suggestion = own(fault.suggestion)
      let message = message(
        fault, guilty: String(decoding: whole[fault.range.clamped(to: whole.indices)], as: UTF8.self), kind, form,
        prefix: prefix, count: whole.count)
      let hint = suggestion.map { $0.utf8.count <= 40 ? "; write '\($0)'" : "" } ?? ""
      return NameFault(message: message + hint, suggestion: suggestion)
    case .success:
      // The names that are made from it must fit too.
      guard let base = place?.container.clusterName,
        GeneratedName.suffixes.contains(where: { base.utf8.count + $0.utf8.count > form.limit }),
        let longest = place?.container.generatedNames.max(by: { $0.text.utf8.count < $1.text.utf8.count }),
        longest.text.utf8.count > form.limit
      else { return nil }
      let room = form.limit - GeneratedName.suffix(longest.object).utf8.count
      let cut = ResourceName.nearest(
        to: whole.prefix(room).reversed().drop { $0 == UInt8(ascii: "-") }.reversed(), as: form)
      return NameFault(
        message: "kstack makes a Service \(Wording.quote(longest.text)) of it, which has "
          + "\(longest.text.utf8.count) characters; at most \(form.limit) are allowed",
        suggestion: own(cut))
    }
  }

  private static func message(
    _ fault: ResourceName.Fault, guilty: String, _ kind: NameKind, _ form: ResourceName.Form, prefix: String, count: Int
  ) -> String {
    let name = "\(Wording.indefinite(Wording.noun(kind)))'s name"
    switch fault.reason {
    case .empty: return "\(name) can't be empty"
    case .uppercase: return "\(name) is in lower case"
    case .badCharacter:
      let dots = form == .subdomain ? ", '-' and '.'" : " and '-'"
      return "\(Wording.quote(guilty)) can't be part of \(name), which has lower-case letters, digits\(dots)"
    case .badStart where form == .serviceLabel: return "\(name) starts with a letter, for its Service is called so too"
    case .badStart: return "\(name) starts with a letter or digit"
    case .badEnd: return "\(name) ends with a letter or digit"
    case .badLabel: return "in \(name) letters or digits stand on both sides of a '.'"
    case .tooLong where prefix.isEmpty: return "\(name) has at most \(form.limit) characters, this one has \(count)"
    case .tooLong:
      let pattern = kind == .sidecar ? "'APP-SIDECAR'" : "'config-NAME'"
      return "\(name) counts as \(pattern), with at most \(form.limit) characters; this makes \(count)"
    }
  }

  /// Whether nothing has the name yet.
  private static func isFree(_ name: String, _ kind: NameKind, _ key: YAMLNode, _ file: StackFile) -> Bool {
    guard kind == .sidecar else { return file.names.declaration(of: name, kind) == nil }
    return !(key.parent?.entries.prefix(64).contains { $0.key.says(name) } ?? true)
  }

  private static func renaming(
    _ key: YAMLNode, _ kind: NameKind, to name: String, _ place: Place?, _ uses: NameUses, _ file: StackFile
  ) -> [Fix] {
    guard var edits = uses.renaming(key, kind, to: name, in: file) else { return [] }
    var hosts: [(String, String)] = []
    if let place {
      let app = place.pod.app.name?.string ?? ""
      switch kind {
      case .app:
        hosts.append((app, name))
        for sidecar in place.pod.sidecars {
          if let own = sidecar.name?.string { hosts.append(("\(app)-\(own)", "\(name)-\(own)")) }
        }
      case .sidecar: hosts.append(("\(app)-\(key.string)", "\(app)-\(name)"))
      case .volume, .config, .secret, .variable, .domain, .free: break
      }
    }
    for (old, new) in hosts {
      guard let more = uses.renaming(host: old, to: new, in: file) else { return [] }
      edits += more
    }
    return [Fix.renaming(key.string, to: name, edits)]
  }
}

extension EffectiveConfiguration {
  /// In bytes.
  fileprivate var longestAppName: Int { pods.lazy.map { $0.app.name?.valueCount ?? 0 }.max() ?? 0 }
}

extension Fix {
  /// One menu entry for all the places of a name.
  fileprivate static func renaming(_ old: String, to new: String, _ edits: [TextEdit]) -> Fix {
    Fix(
      title: "rename \(Wording.quote(old)) to '\(new)'" + (edits.count > 1 ? " everywhere" : ""),
      edits: edits.sorted { $0.range.lowerBound < $1.range.lowerBound })
  }
}
