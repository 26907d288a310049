internal import KStackImages
internal import KStackSchema
internal import YAMLSyntax

/// Single values, by their meaning.
extension CompletionCandidates {
  mutating func values(of bound: Binding.Bound, before prefix: String = "") {
    switch bound.shape.scalar {
    case .boolean:
      for value in ["true", "false"] { addValue(value, asText: false, before: prefix) }
    case .enumeration(let choices):
      for choice in choices {
        addValue(
          choice.value, detail: choice.summary, before: prefix, isPreselected: choice.value == bound.key?.defaultValue)
      }
    case .imageReference: images(container: bound.container, before: prefix)
    case .portMapping: ports(container: bound.container, before: prefix)
    case .mount: mounts(container: bound.container, before: prefix)
    case .containerPath: paths(container: bound.container, before: prefix)
    case .environmentValue: environmentValues(bound)
    case .integer(PortMapping.bounds): portNumbers(container: bound.container, before: prefix)
    case .quantity(let resource):
      for value in Self.quantities(resource) { addValue(value, before: prefix) }
    case .urlPath: urlPaths(container: bound.container, before: prefix)
    case .refersTo(let kind): references(kind, before: prefix)
    case .integer, .string, .filePath:
      if let value = bound.key?.defaultValue, bound.node.role == .value {
        addValue(value, detail: "default", asText: false, before: prefix)
      }
    case nil: break
    }
  }

  private static func quantities(_ resource: ScalarType.Resource) -> [String] {
    switch resource {
    case .memory: ["64Mi", "128Mi", "256Mi", "512Mi", "1Gi", "2Gi"]
    case .cpu: ["50m", "100m", "250m", "500m", "1", "2"]
    case .storage: ["1Gi", "5Gi", "10Gi", "50Gi", "100Gi"]
    }
  }

  // MARK: Containers

  func container(_ index: Int?) -> Binding.Container? {
    binding.containers.element(index)
  }

  /// What is known of the image that a container runs.
  func image(ofContainer index: Int?) -> KnownImage? {
    guard let value = container(index)?.value(of: "image") else { return nil }
    return context.images.image(named: value.string)
  }

  /// Images in use in this file first where they fit, then the catalog's: those for the role that the container's name
  /// tells come first.
  private mutating func images(container index: Int?, before prefix: String) {
    let container = container(index)
    let role = container?.name.map { ImageCatalog.categories(forSidecarNamed: $0.string) } ?? []
    let isSidecar = container?.kind == .sidecar
    let catalog = context.images.images
    // By rank, the maintained images of one before the others.
    var ranked = [[Int]](repeating: [], count: 2 * (role.count + 2))
    for index in catalog.indices {
      let category = catalog[index].category
      let other = isSidecar && !category.isSidecarRole ? role.count + 1 : role.count
      let rank = role.firstIndex(of: category) ?? other
      ranked[2 * rank + (catalog[index].deprecation == nil ? 0 : 1)].append(index)
    }
    let inUse =
      (original.elsewhere?.images?.before ?? [])
      + binding.containers.compactMap { $0.image(besides: site.node) } + (original.elsewhere?.images?.behind ?? [])
    reserveCapacity(catalog.count + inUse.count)
    let version = Self.version(in: original.text.bytes[site.word.range])
    func addKnown(_ indices: ArraySlice<[Int]>) {
      for index in indices.joined() {
        let reference = catalog[index].reference
        addImage(
          reference, detail: catalog[index].category.rawValue, documentation: .image(reference), version: version,
          before: prefix, isDeprecated: catalog[index].deprecation != nil)
      }
    }
    addKnown(ranked.prefix(2 * role.count))
    for image in inUse { addImage(image, detail: "used in this file", version: version, before: prefix) }
    addKnown(ranked.dropFirst(2 * role.count))
  }

  /// The tag or digest behind the cursor, which begins at `version`, stays, unless the image comes with its own.
  private mutating func addImage(
    _ reference: String, detail: String, documentation: CompletionDocumentation? = nil, version: Int,
    before prefix: String, isDeprecated: Bool = false
  ) {
    var bytes = reference
    let isWhole = bytes.withUTF8 { Self.version(in: $0) < $0.endIndex }
    let word = site.word.range
    addValue(
      reference, kind: .image, detail: detail, documentation: documentation,
      replace: isWhole || version < offset ? word : word.lowerBound..<version, before: prefix,
      isDeprecated: isDeprecated)
  }

  /// Where the `:` of the tag or the `@` of the digest stands in an image reference; its end when it has neither.
  private static func version<Bytes: BidirectionalCollection<UInt8>>(in reference: Bytes) -> Bytes.Index {
    let digest = reference.firstIndex(of: UInt8(ascii: "@")) ?? reference.endIndex
    let name = reference[..<digest].lastIndex(of: UInt8(ascii: "/")) ?? reference.startIndex
    return reference[name..<digest].firstIndex(of: UInt8(ascii: ":")) ?? digest
  }

  // MARK: Ports and paths

  /// The ports that the image listens on, published under the same number; always in quotes.
  private mutating func ports(container index: Int?, before prefix: String) {
    guard let image = image(ofContainer: index) else { return }
    let listed = (container(index)?.value(of: "ports")?.items ?? []).filter { $0 != site.node }
      .compactMap { try? PortMapping.parse($0.value).get() }
    for port in image.ports {
      let transport = port.protocol == "udp" ? "/udp" : ""
      if listed.contains(where: { $0.target.number == port.port && $0.transport.rawValue == port.protocol }) {
        continue
      }
      addValue(
        "\(port.port):\(port.port)\(transport)", kind: .port, detail: port.purpose,
        documentation: .image(image.reference),
        alwaysQuoted: true, before: prefix)
    }
  }

  /// The ports that the container opens, then those that its image is known for.
  private mutating func portNumbers(container index: Int?, before prefix: String) {
    for item in container(index)?.value(of: "ports")?.items ?? [] {
      guard case .success(let mapping) = PortMapping.parse(item.value) else { continue }
      addValue(String(mapping.target.number), kind: .port, detail: "listed under ports", asText: false, before: prefix)
    }
    for port in image(ofContainer: index)?.ports ?? [] {
      addValue(String(port.port), kind: .port, detail: port.purpose, asText: false, before: prefix)
    }
  }

  private mutating func urlPaths(container index: Int?, before prefix: String) {
    if case .http(let path, _) = image(ofContainer: index)?.health?.probe {
      addValue(path, kind: .path, detail: "the image's health check", before: prefix)
    }
    addValue("/", kind: .path, before: prefix)
  }

  /// Where the image looks for its configuration, then where it keeps data.
  private mutating func paths(container index: Int?, before prefix: String) {
    guard let image = image(ofContainer: index) else { return }
    for path in image.mountPaths {
      addValue(path.path, kind: .path, detail: path.purpose, documentation: .image(image.reference), before: prefix)
    }
  }

  /// Volumes of the app and of the file, with the places where this container's image wants them.
  private mutating func mounts(container index: Int?, before prefix: String) {
    looksAround = true
    let own = container(index)
    mountModes(before: prefix)
    if let app = own?.app.flatMap({ container($0) }) {
      for item in app.value(of: "volumes")?.items ?? [] {
        guard case .success(let mount) = Mount.parse(item.value) else { continue }
        addValue(
          "\(mount.source.text):\(mount.path):ro", kind: .path, detail: "shared with the app, read-only", before: prefix
        )
      }
    }
    let data = image(ofContainer: index)?.dataPaths ?? []
    var names = site.file.names.names(.volume)
    for name in mountedVolumes() where !names.contains(name) { names.append(name) }
    for name in names {
      for path in data { addValue("\(name):\(path.path)", kind: .path, detail: path.purpose, before: prefix) }
      addValue("\(name):/\(name)", kind: .path, before: prefix)
    }
    guard names.isEmpty else { return }
    for path in data { addValue("data:\(path.path)", kind: .path, detail: path.purpose, before: prefix) }
  }

  /// How to mount what is written up to the colon: `data:/x:█`.
  private mutating func mountModes(before prefix: String) {
    let typed = original.text.string(in: site.word.range.lowerBound..<max(offset, site.word.range.lowerBound))
    let parts = typed.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[1].hasPrefix("/") else { return }
    for (mode, detail) in [("ro", "read-only"), ("rw", "read and write")] {
      addValue("\(parts[0]):\(parts[1]):\(mode)", detail: detail, label: mode, before: prefix)
    }
  }

  /// The named volumes that containers of this file mount, in order.
  func mountedVolumes() -> [String] {
    var names: [String] = []
    for bound in binding.scalars(.mount) where bound.node != site.node {
      guard case .success(let mount) = Mount.parse(bound.node.value), mount.source.kind == .volume else { continue }
      if !names.contains(mount.source.text) { names.append(mount.source.text) }
    }
    return names
  }

  // MARK: Variables and names

  private mutating func environmentValues(_ bound: Binding.Bound) {
    guard bound.node.role == .value, let name = bound.node.partner?.string,
      let variable = image(ofContainer: bound.container)?.environment.first(where: { $0.name == name })
    else { return }
    for (value, detail) in [(variable.example, "example"), (variable.defaultValue, "default")] {
      guard let value, !value.isEmpty else { continue }
      addValue(value, detail: detail)
    }
  }

  /// Declared names, then those that the file uses without declaring them.
  private mutating func references(_ kind: NameKind, before prefix: String) {
    looksAround = true
    for name in site.file.names.names(kind) {
      addValue(name, kind: .name, detail: "declared in this file", before: prefix)
    }
    for reference in site.file.names.references where reference.kind == kind && reference.bound.node != site.node {
      addValue(reference.bound.node.string, kind: .name, detail: "used in this file, not declared", before: prefix)
    }
  }
}

extension Binding.Container {
  /// The value of a key, aliases followed; what is written last wins.
  func value(of key: String) -> YAMLNode? {
    entries.last { $0.key.says(key) }?.value.dereferenced
  }

  /// The text of its image; nil where there is none, and for one node.
  func image(besides other: YAMLNode? = nil) -> String? {
    guard let value = value(of: "image"), value != other, value.scalarKind == .string, !value.isMissing else {
      return nil
    }
    return value.string
  }
}

extension KnownImage {
  /// The directories worth mounting something at: the configuration's first.
  var mountPaths: [(path: String, purpose: String)] {
    var result: [(path: String, purpose: String)] = []
    if let config = configPath {
      let path =
        config.kind == .directory
        ? config.path : String(config.path.prefix(upTo: config.path.lastIndex(of: "/") ?? config.path.endIndex))
      result.append((path.isEmpty ? "/" : path, "\(reference) looks for its configuration here"))
    }
    for path in dataPaths { result.append((path.path, path.purpose ?? "data of \(reference)")) }
    return result
  }
}

extension ImageCategory {
  /// Whether images of this kind run beside an app rather than as one.
  fileprivate var isSidecarRole: Bool {
    switch self {
    case .dashboard, .database, .objectStore, .queue, .runtime, .search, .web: false
    default: true
    }
  }
}
