import ArgumentParser
import KStackLanguageServer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Something to check.
enum CheckInput: Sendable {
  case file(path: String)
  /// With the path that the user says it has.
  case standardInput(path: String?)

  /// Why there is nothing to check.
  struct Trouble: Error {
    let reason: String
  }

  /// Nil where there is none.
  var path: String? {
    switch self {
    case .file(let path): path
    case .standardInput(let path): path
    }
  }

  /// As a report names it.
  var name: String { path.map { $0.isEmpty ? "''" : $0 } ?? "<stdin>" }

  /// Without folders; nil when there is none.
  var fileName: String? { path?.split(separator: "/").last.map(String.init) }

  /// Where it lies, without a closing slash but for the root's own; empty for the current folder, nil for what lies
  /// nowhere.
  var folder: String? {
    guard let path else { return nil }
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What the arguments stand for, directories and patterns replaced by the YAML files that they mean, in order of their
  /// names. A file that several of them stand for is there once, under the first of its names.
  ///
  /// - Parameters:
  ///   - standardInput: the path that standard input has.
  ///   - seesIgnored: whether what git ignores is there too. Whoever names a file gets it in any case.
  static func all(_ arguments: [String], standardInput: String? = nil, seesIgnored: Bool = false) -> [CheckInput] {
    var seen: Set<Identity> = []
    let once = arguments.enumerated().filter { $1 != "-" || arguments.firstIndex(of: "-") == $0 }.map(\.element)
    return once.flatMap { argument -> [CheckInput] in
      if argument == "-" { return [.standardInput(path: standardInput)] }
      switch kind(argument) {
      case .some(S_IFDIR): return files(below: argument, seesIgnored: seesIgnored)
      case .none where argument.contains(where: { "*?[{".contains($0) }):
        return files(matching: argument, seesIgnored: seesIgnored)
      default: return [.file(path: argument)]
      }
    }.filter { input in
      guard let identity = input.identity else { return true }
      return seen.insert(identity).inserted
    }
  }

  /// What a file is known by, whatever it is called.
  private struct Identity: Hashable {
    let device: UInt64
    let number: UInt64
  }

  /// Nil for standard input and for a file that is not there.
  private var identity: Identity? {
    var status = stat()
    guard case .file(let path) = self, stat(path, &status) == 0 else { return nil }
    return Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(truncatingIfNeeded: status.st_ino))
  }

  /// A folder that cannot be listed stands for itself, so that reading it tells why.
  private static func files(below root: String, seesIgnored: Bool, maximumDepth: Int = .max) -> [CheckInput] {
    let rules = seesIgnored ? nil : resolved(root).flatMap { IgnoreRules(above: $0, .real) }
    var walk = FolderWalk(root: root, rules: rules, maximumDepth: maximumDepth)
    var found: [CheckInput] = []
    while let step = walk.next(.real) {
      // A name that is no UTF-8 leads nowhere; reading it tells so.
      let files =
        step.files?.filter { path in kind(path).map { $0 == S_IFREG } ?? path.contains("\u{FFFD}") } ?? [step.folder]
      // What the current folder holds needs no sign that it does.
      found += files.map { .file(path: root == "." && $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0) }
    }
    return found
  }

  /// What no shell has expanded. A pattern that nothing matches stands for itself, so that reading it tells why.
  private static func files(matching argument: String, seesIgnored: Bool) -> [CheckInput] {
    let pattern = simplified(argument)
    let fixed = pattern.prefix { !"*?[{".contains($0) }
    let root = fixed.lastIndex(of: "/").map { $0 == fixed.startIndex ? "/" : String(fixed[..<$0]) } ?? "."
    let glob = Glob(pattern)
    // Without `**` it says itself how deep it goes.
    let depth =
      pattern.contains("**") ? Int.max : pattern.dropFirst(root == "." ? 0 : root.count + 1).count { $0 == "/" }
    let found = files(below: root, seesIgnored: seesIgnored, maximumDepth: depth).filter { input in
      input.path.map { glob.matches($0) } == true
    }
    return found.isEmpty ? [.file(path: argument)] : found
  }

  /// Without the current folder's sign in front, and with one slash where there are several.
  private static func simplified(_ pattern: String) -> String {
    var result = ""
    for character in pattern where character != "/" || !result.hasSuffix("/") { result.append(character) }
    while result.hasPrefix("./"), result.count > 2 { result.removeFirst(2) }
    return result
  }

  /// With the links of its folder resolved; what lies nowhere is taken for a file in the working directory.
  var absolutePath: String? {
    let folder = folder ?? ""
    return Self.resolved(folder.isEmpty ? "." : folder).map { "\($0 == "/" ? "" : $0)/\(fileName ?? "-")" }
  }

  /// Where the program was started.
  static let workingFolder = resolved(".")

  private static func resolved(_ folder: String) -> String? {
    guard let resolved = realpath(folder, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The file type bits of `stat`, or nil when there is nothing of that name.
  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  func read() -> Result<[UInt8], Trouble> {
    guard case .file(let path) = self else { return Self.read(STDIN_FILENO) }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      let trouble = Trouble.last()
      return .failure(path.contains("\u{FFFD}") ? Trouble(reason: "\(trouble.reason); is its name in UTF-8?") : trouble)
    }
    defer { close(descriptor) }
    return Self.read(descriptor)
  }

  /// In bytes. No stack comes near.
  private static let maximumSize = 1 << 28

  private static func read(_ descriptor: Int32) -> Result<[UInt8], Trouble> {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { sysRead(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes += buffer[..<count]
        // Some devices never end.
        guard bytes.count <= maximumSize else { return .failure(Trouble(reason: "too large to be read")) }
      } else if count == 0 {
        return .success(bytes)
      } else if errno != EINTR {
        return .failure(.last())
      }
    }
  }
}

extension CheckInput.Trouble {
  /// What the system said last.
  static func last() -> CheckInput.Trouble {
    CheckInput.Trouble(reason: strerror(errno).map { String(cString: $0).lowercased() } ?? "cannot be read")
  }
}

extension CompletionKind {
  /// What a shell offers for an argument that ``CheckInput`` reads: folders too.
  static var yamlFiles: CompletionKind { .file(extensions: ["yaml", "yml"]) }
}

/// `read` of the C library, under a name that a method cannot hide.
private func sysRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
