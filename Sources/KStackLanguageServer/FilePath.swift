/// Paths as stack files write them: absolute, or relative to the folder of the file.
enum FilePath {
  /// The path as the system takes it, `.` and `..` left for it to resolve. `folder` may be empty, for the current one.
  static func beside(_ path: String, in folder: String) -> String {
    guard !path.hasPrefix("/"), !folder.isEmpty else { return path }
    return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }

  /// The absolute path, `.` and `..` resolved by name; nil when it leads above the root.
  static func absolute(_ path: String, in folder: String) -> String? {
    var parts = path.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The way from a folder to an absolute path.
  static func relative(_ path: String, from folder: String) -> String {
    let (target, start) = (path.split(separator: "/"), folder.split(separator: "/"))
    let common = zip(target, start).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: start.count - common) + target.dropFirst(common)).joined(separator: "/")
  }

  /// Of an absolute path, without a closing slash but for the root.
  static func folder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// A folder may be given with a slash at its end.
  static func withoutClosingSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// The last component.
  static func name(_ path: String) -> String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
  }

  /// Whether the path is the other one or below it.
  static func isAtOrBelow(_ path: String, _ other: String) -> Bool {
    path == other || path.hasPrefix(other.hasSuffix("/") ? other : "\(other)/")
  }

  /// Whether the absolute path is one of the others, which have no closing slash, or below one; as quick for many.
  static func isAtOrBelow(_ path: String, anyOf others: Set<Substring>) -> Bool {
    var rest = path[...]
    while !others.contains(rest) {
      guard let slash = rest.lastIndex(of: "/"), rest != "/" else { return false }
      rest = slash == rest.startIndex ? "/" : rest[..<slash]
    }
    return true
  }

  /// Whether the name is one of a YAML file.
  static func isYAML(_ path: some StringProtocol) -> Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }
}
