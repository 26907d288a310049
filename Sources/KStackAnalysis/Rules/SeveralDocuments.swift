internal import YAMLSyntax

extension Rule {
  static let severalDocuments = Rule(
    "several-documents", .error,
    summary: "the file has more than one YAML document",
    explanation: """
      kstack reads one document from a file. A second one, begun by a line `---`, makes loading fail. Put each stack \
      into a file of its own.
      """,
    bad: "apps:\n  web:\n    image: nginx:1.27\n---\napps:\n  api:\n    image: api:1.0\n",
    good: "apps:\n  web:\n    image: nginx:1.27\n  api:\n    image: api:1.0\n"
  ) { file, findings in
    let documents = file.tree.documents
    guard let first = documents.first, let second = documents.dropFirst().first else { return }
    let place = second.marker.isEmpty ? second.root.map { $0.firstLine(in: file.text) } ?? second.marker : second.marker
    let start = first.root?.wholeRange.lowerBound ?? 0
    findings.report(
      place, "a second document begins here, but kstack reads only one from a file",
      related: [.init(range: start..<start, message: "the first document begins here")])
  }
}
