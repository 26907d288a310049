/// What a server without a disk needs to know of URIs (RFC 3986; LSP 3.17, "URI").
enum DocumentURI {
  /// The decoded path of a `file:` URI; nil for any other.
  static func path(ofFile uri: String) -> String? {
    guard let path = hierarchicalPath(uri), uri.prefix(5).lowercased() == "file:" else { return nil }
    return path
  }

  /// The folder of a `file:` URI, without a closing slash but for the root; nil for any other URI.
  static func folder(ofFile uri: String) -> String? { path(ofFile: uri).map(FilePath.folder) }

  /// The decoded last component of the path, whether the scheme's path names folders (`file:`, `vscode-remote:`) or is
  /// a name alone (`untitled:web.kstack.yaml`); nil when there is none.
  static func fileName(_ uri: String) -> String? {
    guard let scheme = scheme(uri) else { return nil }
    let path = hierarchicalPath(uri) ?? decoded(uri.dropFirst(scheme.count + 1).prefix { $0 != "?" && $0 != "#" })
    return path.split(separator: "/").last.map(String.init)
  }

  /// The `file:` URI of an absolute path.
  static func uri(forPath path: String) -> String {
    var uri = "file://"
    for byte in path.utf8 {
      if isUnreserved(byte) || byte == UInt8(ascii: "/") {
        uri.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        uri += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return uri
  }

  /// The `file:` URI of a path that is relative to the folder of a file, `.` and `..` resolved; nil when the file has no
  /// `file:` URI, is on another machine, or the path leads above the root.
  static func uri(forRelativePath path: String, besideFile file: String) -> String? {
    let isLocal = file.dropFirst(5).hasPrefix("///") || !file.dropFirst(5).hasPrefix("//")
    guard isLocal, let folder = folder(ofFile: file) else { return nil }
    return FilePath.absolute(path, in: folder).map(uri(forPath:))
  }

  /// Whether the text begins with a scheme of two or more letters; one letter is a drive of Windows.
  static func hasScheme(_ text: String) -> Bool { scheme(text) != nil }

  private static func scheme(_ uri: String) -> Substring? {
    let scheme = uri.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    guard scheme.count > 1, scheme.first?.isLetter == true, uri.dropFirst(scheme.count).first == ":" else { return nil }
    return scheme
  }

  /// The decoded path behind the scheme and the authority.
  private static func hierarchicalPath(_ uri: String) -> String? {
    guard let scheme = scheme(uri) else { return nil }
    var rest = uri.dropFirst(scheme.count + 1)
    if rest.hasPrefix("//") { rest = rest.dropFirst(2).drop { $0 != "/" } }
    guard rest.hasPrefix("/") else { return nil }
    return decoded(rest.prefix { $0 != "?" && $0 != "#" })
  }

  private static func decoded(_ text: Substring) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      // A sign would pass for part of a number.
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, !"+-".utf8.contains(bytes[index + 1]),
        let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}

/// The `file:` URI of an absolute path.
package func fileURI(path: String) -> String { DocumentURI.uri(forPath: path) }
