/// Measures language servers as editors see them: real processes, real pipes. The servers take turns at every step.
struct Servers {
  /// A server to measure.
  struct Subject {
    var name: String
    /// With its arguments.
    var command: [String]
  }

  let subjects: [Subject]
  let lines: Int
  /// How long one step of one server may go on being measured.
  let seconds: Double
  /// Where the document is said to be, an absolute path.
  let folder: String
  private let text: String
  private let place: Place

  init(_ subjects: [Subject], lines: Int, seconds: Double, folder: String) {
    self.subjects = subjects
    self.lines = lines
    self.seconds = seconds
    self.folder = folder
    text = StackGenerator.text(lines: lines)
    place = Place(in: text)
  }

  /// One measurement, or nil when the server's answer says nothing.
  private typealias Measurement = (Client) throws -> Double?

  func figures() -> [Figure] {
    var figures = start()
    var clients: [Client?] = subjects.map { subject in
      let client = try? Client(subject.command, at: place, folder: folder)
      try? client?.initialized()
      return client
    }
    let steps: [(name: String, most: Int, measure: Measurement)] = [
      ("didOpen → diagnostics", 1, { client in try milliseconds { try client.open(text) } }),
      ("edit → diagnostics", 100, Self.edit),
      ("edit + completion", 60, { try Self.edit(and: "completion", at: place.image, $0) }),
      ("edit + hover", 60, { try Self.edit(and: "hover", at: place.image, $0) }),
      ("200 edits + hover", 5, { try Self.burst($0, hoverAt: place.image) }),
      ("200 edits → diagnostics", 5, { try Self.burst($0, hoverAt: nil) }),
    ]
    for step in steps {
      figures += measure(step.name, most: step.most) { index in try clients[index].flatMap(step.measure) }
    }
    figures += memory(clients)
    for client in clients { client?.end() }
    clients.removeAll()
    return figures
  }

  // MARK: - Steps

  private func start() -> [Figure] {
    measure("spawn → initialize", most: 20) { index in
      var client: Client?
      let time = try milliseconds { client = try Client(subjects[index].command, at: place, folder: folder) }
      client?.end()
      return time
    }
  }

  private static func edit(_ client: Client) throws -> Double? {
    try client.drain()
    return try milliseconds {
      try client.edit()
      try client.awaitDiagnostics()
    }
  }

  private static func edit(and feature: String, at point: Place.Point, _ client: Client) throws -> Double? {
    try client.drain()
    var says = false
    let time = try milliseconds {
      try client.edit()
      says = try client.ask(feature, at: point).hasResult
    }
    return says ? time : nil
  }

  /// An even number of edits, so that the text is the same afterwards.
  private static func burst(_ client: Client, hoverAt point: Place.Point?) throws -> Double? {
    try client.drain()
    var isAnswered = true
    let time = try milliseconds {
      for _ in 0..<200 { try client.edit() }
      if let point {
        isAnswered = try client.ask("hover", at: point).hasResult
      } else {
        try client.awaitDiagnostics()
      }
    }
    return isAnswered ? time : nil
  }

  private func memory(_ clients: [Client?]) -> [Figure] {
    let found = clients.map { $0?.memory }
    let now = found.map { $0?.now }
    let peak = found.map { $0?.peak }
    return megabytes("memory at the end", now) + megabytes("memory at its peak", peak)
  }

  private func megabytes(_ step: String, _ values: [Double?]) -> [Figure] {
    zip(subjects, values).map { subject, value in
      Figure(
        group: "server", size: lines, step: step, subject: subject.name, unit: .megabytes, value: value,
        samples: value == nil ? 0 : 1, ratio: ratio(value, to: values.first ?? nil))
    }
  }

  /// Lets the servers take turns, each until it was measured `most` times or used up its time, waits included. A server
  /// that fails once, or does not know the feature, is left out of the rest of the step.
  private func measure(_ step: String, most: Int, _ body: (Int) throws -> Double?) -> [Figure] {
    var series = Array(repeating: Series(), count: subjects.count)
    var left = Array(repeating: seconds * 1e3, count: subjects.count)
    for _ in 0..<most {
      for index in subjects.indices where left[index] > 0 {
        let whole = milliseconds {
          if let time = try? body(index) { series[index].add(time) } else { left[index] = 0 }
        }
        left[index] -= whole
      }
    }
    return zip(subjects, series).map { subject, own in
      Figure(
        group: "server", size: lines, step: step, subject: subject.name, unit: .milliseconds, value: own.median,
        samples: own.samples.count, ratio: ratio(own.median, to: series.first?.median))
    }
  }
}

/// Nil when there is nothing to compare.
func ratio(_ value: Double?, to base: Double?) -> Double? {
  guard let value, let base, base > 0 else { return nil }
  return value / base
}
