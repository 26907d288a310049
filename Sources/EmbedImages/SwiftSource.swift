/// Swift expressions that make what an entry says; what it leaves out is left to the defaults.

extension CatalogEntry {
  var source: String {
    call(
      "KnownImage",
      [
        "reference": literal(reference), "aliases": aliases.map { list($0.map(literal)) },
        "category": nameOfCase(category), "summary": literal(summary), "docs": docs.map(literal),
        "ports": ports.map { list($0.map(\.source)) }, "environment": environment.map { list($0.map(\.source)) },
        "configPath": configPath?.source, "dataPaths": dataPaths.map { list($0.map(\.source)) },
        "health": health?.source, "user": user.map(literal), "deprecation": deprecation?.source,
        "sources": list(sources.map(literal)),
      ])
  }
}

extension CatalogEntry.Port {
  fileprivate var source: String {
    call(
      "KnownImage.Port",
      [
        "port": "\(port)", "protocol": `protocol`.map(literal), "name": name.map(literal),
        "purpose": literal(purpose),
      ])
  }
}

extension CatalogEntry.Variable {
  fileprivate var source: String {
    call(
      "KnownImage.Variable",
      [
        "name": literal(name), "description": literal(description), "isRequired": required?.description,
        "isSecret": secret?.description, "defaultValue": `default`.map(literal), "example": example.map(literal),
        "alternatives": alternatives.map { list($0.map(literal)) },
      ])
  }
}

extension CatalogEntry.ConfigPath {
  fileprivate var source: String {
    call(
      "KnownImage.ConfigPath",
      [
        "path": literal(path), "kind": nameOfCase(kind), "file": file.map(literal),
        "isReadOnly": readOnly?.description,
      ])
  }
}

extension CatalogEntry.DataPath {
  fileprivate var source: String {
    call(
      "KnownImage.DataPath",
      ["path": literal(path), "purpose": purpose.map(literal), "isReadOnly": readOnly?.description])
  }
}

extension CatalogEntry.Health {
  fileprivate var source: String {
    let probe =
      http.map { call(".http", ["path": literal($0), "port": port?.description ?? "nil"]) }
      ?? command.map { ".command(\(literal($0)))" }
    return call("KnownImage.Health", ["probe": probe, "note": note.map(literal)])
  }
}

extension CatalogEntry.Deprecation {
  fileprivate var source: String {
    call("KnownImage.Deprecation", ["note": literal(note), "successor": successor.map(literal)])
  }
}

private func call(_ function: String, _ arguments: KeyValuePairs<String, String?>) -> String {
  let written = arguments.compactMap { label, value in value.map { "\(label): \($0)" } }
  return "\(function)(\(written.joined(separator: ", ")))"
}

private func list(_ expressions: [String]) -> String { "[\(expressions.joined(separator: ", "))]" }

/// With escapes that Swift reads as they were meant.
private func literal(_ text: String) -> String { text.debugDescription }

/// `config-reload` is `.configReload`.
private func nameOfCase(_ word: String) -> String {
  let parts = word.split(separator: "-")
  return "." + parts.prefix(1).joined() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}
