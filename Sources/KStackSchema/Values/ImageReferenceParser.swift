/// Splits a reference at its separators and judges the parts from the left.
struct ImageReferenceParser {
  typealias Fault = ImageReference.Fault

  let text: [UInt8]
  /// Off while a suggestion itself is judged, so that a fault within a fault ends the search.
  var suggests = true

  func parse() -> Result<ImageReference, Fault> {
    if let reference = ordinary { return .success(reference) }
    do throws(Fault) {
      return .success(try reference())
    } catch {
      return .failure(error)
    }
  }

  /// What nearly every reference is: a path of small letters and digits with single signs between them, perhaps behind a
  /// host without a port, perhaps with a tag. Nothing is wrong with it; any other text takes a closer look.
  private var ordinary: ImageReference? {
    var firstSlash: Int?
    var hostHasDot = false
    var hostHasUnderscore = false
    var isBehindSign = true
    var end = 0
    while end < text.count, text[end] != .colon {
      let byte = text[end]
      if byte.isLowercaseAlphanumeric {
        isBehindSign = false
      } else {
        // A sign stands between letters or digits.
        guard !isBehindSign else { return nil }
        isBehindSign = true
        switch byte {
        case .slash: firstSlash = firstSlash ?? end
        case .dot: if firstSlash == nil { hostHasDot = true }
        case .underscore: if firstSlash == nil { hostHasUnderscore = true }
        case .minus: break
        default: return nil
        }
      }
      end += 1
    }
    // As many hex digits as an identifier has, and names that are too long, are told elsewhere.
    guard !isBehindSign, end < 64 else { return nil }
    var registry: Range<Int>?
    if let slash = firstSlash, hostHasDot || text[..<slash].elementsEqual("localhost".utf8) {
      guard !hostHasUnderscore else { return nil }
      registry = 0..<slash
    }
    var tag: Range<Int>?
    if end < text.count {
      tag = end + 1..<text.count
      guard text.count - end - 1 <= ImageReference.longestTag, let first = text[(end + 1)...].first, first != .dot,
        first != .minus,
        text[(end + 1)...].allSatisfy({ $0.isAlphanumeric || $0 == .underscore || $0 == .dot || $0 == .minus })
      else { return nil }
    }
    let path = (registry.map { $0.upperBound + 1 } ?? 0)..<end
    return ImageReference(
      registry: registry.map(text.text), registryRange: registry, path: text.text(path), pathRange: path,
      tag: tag.map(text.text), tagRange: tag, digest: nil, digestRange: nil)
  }

  private func fault(_ reason: Fault.Reason, _ range: Range<Int>, _ meant: [UInt8]? = nil) -> Fault {
    var suggestion: String?
    if suggests, let meant, case .success = ImageReferenceParser(text: meant, suggests: false).parse() {
      suggestion = meant.text(meant.indices)
    }
    return Fault(reason: reason, range: range, suggestion: suggestion)
  }

  private func reference() throws(Fault) -> ImageReference {
    if text.isEmpty { throw fault(.empty, 0..<0) }
    if let run = text.firstRun(in: text.indices, where: \.isWhitespace) {
      throw fault(.whitespace, run, text.withoutLooseWhitespace)
    }
    for scheme in ["https://", "http://", "docker://", "oci://"] where text.starts(with: scheme.utf8) {
      let length = scheme.utf8.count
      throw fault(.scheme, 0..<length, Array(text.dropFirst(length)))
    }

    let at = text.firstIndex(of: .at)
    let nameAndTag = 0..<(at ?? text.count)
    let lastSlash = text.bytes(nameAndTag).lastIndex(of: .slash) ?? 0
    let tagColon = text.bytes(lastSlash..<nameAndTag.upperBound).firstIndex(of: .colon)
    let name = 0..<(tagColon ?? nameAndTag.upperBound)

    let (registry, path) = splitRegistry(name)
    if let registry { try checkRegistry(registry) }
    try checkPath(path)
    let nameLimit = 255
    if name.count > nameLimit { throw fault(.tooLong, nameLimit..<name.count) }

    let tag = tagColon.map { ($0 + 1)..<nameAndTag.upperBound }
    if let tag { try checkTag(tag) }
    let digest = at.map { ($0 + 1)..<text.count }
    if let digest { try checkDigest(digest) }
    if registry == nil, tag == nil, digest == nil, name.count == 64, text.allSatisfy(isLowercaseHex) {
      throw fault(.identifier, name)
    }
    return ImageReference(
      registry: registry.map(text.text), registryRange: registry, path: text.text(path), pathRange: path,
      tag: tag.map(text.text), tagRange: tag, digest: digest.map(text.text), digestRange: digest)
  }

  /// The first component is a registry when it has a dot, a colon or a capital, or is `localhost`.
  private func splitRegistry(_ name: Range<Int>) -> (registry: Range<Int>?, path: Range<Int>) {
    guard let slash = text.bytes(name).firstIndex(of: .slash) else { return (nil, name) }
    let first = text.bytes(name.lowerBound..<slash)
    let isRegistry =
      first.contains { $0 == .dot || $0 == .colon || $0.isUppercase } || first.elementsEqual("localhost".utf8)
    return isRegistry ? (name.lowerBound..<slash, (slash + 1)..<name.upperBound) : (nil, name)
  }

  private func checkRegistry(_ registry: Range<Int>) throws(Fault) {
    let bytes = text.bytes(registry)
    var host = registry
    if bytes.first == UInt8(ascii: "["), let bracket = bytes.firstIndex(of: UInt8(ascii: "]")) {
      let address = text.bytes((registry.lowerBound + 1)..<bracket)
      guard !address.isEmpty, address.allSatisfy({ isLowercaseHex($0.lowercased) || $0 == .colon }) else {
        throw fault(.badRegistry, registry)
      }
      host = (bracket + 1)..<(bracket + 1)
      if bracket + 1 < registry.upperBound, text.bytes(host.upperBound..<registry.upperBound).first != .colon {
        throw fault(.badRegistry, registry)
      }
    } else {
      host = registry.lowerBound..<(bytes.firstIndex(of: .colon) ?? registry.upperBound)
      for label in text.pieces(of: host, separatedBy: .dot) {
        let label = text.bytes(label)
        guard label.first?.isAlphanumeric == true, label.last?.isAlphanumeric == true,
          label.allSatisfy({ $0.isAlphanumeric || $0 == .minus })
        else {
          let meant = text.map(\.lowercased).map { $0 == .underscore ? UInt8.minus : $0 }
          throw fault(.badRegistry, host, label.contains(.underscore) ? meant : nil)
        }
      }
    }
    if host.upperBound < registry.upperBound {
      let port = (host.upperBound + 1)..<registry.upperBound
      guard let number = decimalValue(text.bytes(port)), PortMapping.bounds.contains(number) else {
        throw fault(.badPort, port)
      }
    }
  }

  private func checkPath(_ path: Range<Int>) throws(Fault) {
    for component in text.pieces(of: path, separatedBy: .slash) {
      let bytes = text.bytes(component)
      if bytes.isEmpty { throw fault(.emptyComponent, component, withoutEmptyComponents()) }
      if let run = text.firstRun(in: component, where: \.isUppercase) {
        let lowered = text.enumerated().map { path.contains($0.offset) ? $0.element.lowercased : $0.element }
        throw fault(.uppercase, run, lowered)
      }
      let isForeign = { (byte: UInt8) in
        !byte.isLowercaseAlphanumeric && byte != .dot && byte != .underscore && byte != .minus
      }
      if let run = text.firstRun(in: component, where: isForeign) { throw fault(.badComponent, run) }
      if let range = badSeparator(in: component) { throw fault(.badComponent, range) }
    }
  }

  /// Letters and digits are joined by one dot, one or two underscores, or any number of hyphens.
  private func badSeparator(in component: Range<Int>) -> Range<Int>? {
    var start = component.lowerBound
    while let run = text.firstRun(in: start..<component.upperBound, where: { !$0.isLowercaseAlphanumeric }) {
      let bytes = text.bytes(run)
      let isInner = run.lowerBound > component.lowerBound && run.upperBound < component.upperBound
      let isSeparator =
        bytes.allSatisfy { $0 == .minus } || bytes.elementsEqual([.dot])
        || bytes.count <= 2 && bytes.allSatisfy { $0 == .underscore }
      if !isInner || !isSeparator { return run }
      start = run.upperBound
    }
    return nil
  }

  private func withoutEmptyComponents() -> [UInt8] {
    Array(text.split(separator: .slash).joined(separator: [.slash]))
  }

  private func checkTag(_ tag: Range<Int>) throws(Fault) {
    let bytes = text.bytes(tag)
    guard let first = bytes.first else {
      throw fault(.missingTag, tag, Array(text.prefix(tag.lowerBound - 1) + text.dropFirst(tag.upperBound)))
    }
    let isAllowed = { (byte: UInt8) in byte.isAlphanumeric || byte == .underscore || byte == .dot || byte == .minus }
    if let run = text.firstRun(in: tag, where: { !isAllowed($0) }) { throw fault(.badTag, run) }
    if first == .dot || first == .minus { throw fault(.badTag, tag.lowerBound..<(tag.lowerBound + 1)) }
    if bytes.count > ImageReference.longestTag {
      throw fault(.tagTooLong, (tag.lowerBound + ImageReference.longestTag)..<tag.upperBound)
    }
  }

  private func checkDigest(_ digest: Range<Int>) throws(Fault) {
    let bytes = text.bytes(digest)
    if bytes.isEmpty { throw fault(.missingDigest, digest, Array(text.dropLast())) }
    guard let colon = bytes.firstIndex(of: .colon) else { throw fault(.badDigest, digest) }
    let algorithm = bytes.prefix(upTo: colon)
    let hexRange = (colon + 1)..<digest.upperBound
    let isSeparator = { (byte: UInt8) in byte == .plus || byte == .dot || byte == .minus || byte == .underscore }
    guard
      algorithm.split(omittingEmptySubsequences: false, whereSeparator: isSeparator).allSatisfy({
        $0.first?.isLetter == true && $0.allSatisfy(\.isAlphanumeric)
      })
    else { throw fault(.badDigest, digest.lowerBound..<colon) }
    if let run = text.firstRun(in: hexRange, where: { !isLowercaseHex($0) }) {
      let lowered = text.bytes(hexRange).map(\.lowercased)
      throw fault(.badDigest, run, Array(text.prefix(hexRange.lowerBound)) + lowered)
    }
    let length = hexRange.count
    let isRight: Bool
    switch text.text(digest.lowerBound..<colon) {
    case "sha256": isRight = length == 64
    case "sha384": isRight = length == 96
    case "sha512": isRight = length == 128
    default: isRight = length >= 32
    }
    if !isRight { throw fault(.badDigestLength, hexRange) }
  }

  private func isLowercaseHex(_ byte: UInt8) -> Bool {
    byte.isDigit || (UInt8(ascii: "a") <= byte && byte <= UInt8(ascii: "f"))
  }
}
