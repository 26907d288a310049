import LanguageServerProtocol
import Testing

@Suite struct MessageFramerTests {
  /// Feeds the stream in chunks of every small size and expects the same frames from each.
  private func frames(_ stream: String, maximumLength: Int = 1000) -> [String] {
    let bytes = Array(stream.utf8)
    let sizes = [bytes.count, 1, 2, 3, 7, 16]
    let results = sizes.map { size in
      var framer = MessageFramer(maximumLength: maximumLength)
      var frames: [String] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        frames += framer.consume(rest.prefix(max(1, size))).map(describe)
        rest = rest.dropFirst(max(1, size))
      }
      return frames
    }
    for (size, result) in zip(sizes, results) {
      #expect(result == results[0], "chunks of \(size) bytes")
    }
    return results[0]
  }

  private func describe(_ frame: MessageFramer.Frame) -> String {
    switch frame {
    case .content(let bytes): String(decoding: bytes, as: UTF8.self)
    case .malformed(let fault): "<\(fault)>"
    }
  }

  @Test(arguments: [
    ("Content-Length: 2\r\n\r\n{}", ["{}"]),
    ("content-LENGTH:2\r\n\r\n{}Content-Length:  3 \r\n\r\n[1]", ["{}", "[1]"]),
    ("Content-Length: 2\n\n{}", ["{}"]),
    ("Content-Length: 2\r\n\n{}\r\n\r\nContent-Length: 2\n\r\n[]", ["{}", "[]"]),
    ("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}", ["{}"]),
    ("Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=\"utf8\"\r\n\r\n{}", ["{}"]),
    ("Content-Length: 2\r\nContent-Type: application/json\r\nX-Other_1: a:b\r\n\r\n{}", ["{}"]),
    ("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", ["{}"]),
    ("Content-Length: 0\r\n\r\nContent-Length: 4\r\n\r\n\"é\"", ["", "\"é\""]),
  ])
  func `reads well-formed frames in chunks of any size`(_ stream: String, _ expected: [String]) {
    #expect(frames(stream) == expected)
  }

  @Test(arguments: [
    ("Content-Length: -5\r\n\r\n{}", "<invalidLength>"),
    ("Content-Length: two\r\n\r\n{}", "<invalidLength>"),
    ("Content-Length:\r\n\r\n{}", "<invalidLength>"),
    ("Content-Length: 2.0\r\n\r\n{}", "<invalidLength>"),
    ("Content-Length: +2\r\n\r\n{}", "<invalidLength>"),
    ("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "<invalidLength>"),
    ("Content-Length: 1001\r\n\r\n{}", "<contentTooLong>"),
    ("Content-Length: 99999999999999999999999999\r\n\r\n{}", "<contentTooLong>"),
    ("Content-Type: application/json\r\n\r\n{}", "<missingLength>"),
    ("Content-Type: application/json; charset=utf-16\r\nContent-Length: 2\r\n\r\n{}", "<unsupportedEncoding>"),
    ("Content-Length: 0\r\nContent-Type: a/b; charset=latin1\r\n\r\n", "<unsupportedEncoding>"),
    ("{\"jsonrpc\":\"2.0\"}", "<notAHeader>"),
    ("{\"jsonrpc\":\"2.0\"}\r\n", "<notAHeader>"),
    ("hello\r\n", "<notAHeader>"),
    ("\u{FEFF}", "<notAHeader>"),
    ("Content-Length 2\r\n\r\n{}", "<notAHeader>"),
    ("{} Content-Lengt Content-Content-Length 2\r\n\r\n{}", "<notAHeader>"),
    (String(repeating: "a", count: 5000), "<headerTooLong>"),
    ("X: " + String(repeating: "a", count: 5000) + "\r\n", "<headerTooLong>"),
  ])
  func `reports what is no frame once and finds the next one`(_ garbage: String, _ fault: String) {
    #expect(frames(garbage + "Content-Length: 2\r\n\r\n[]") == [fault, "[]"])
  }

  @Test func `a length that is too small costs one message`() {
    let stream = "Content-Length: 3\r\n\r\n{\"a\":1}Content-Length: 2\r\n\r\n{}"
    #expect(frames(stream) == ["{\"a", "<notAHeader>", "{}"])
  }

  @Test func `writes a length in bytes`() {
    let frame = MessageFramer.frame(Array("\"é\"".utf8))
    #expect(String(decoding: frame, as: UTF8.self) == "Content-Length: 4\r\n\r\n\"é\"")
  }
}
