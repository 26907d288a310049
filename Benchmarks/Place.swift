/// Where in a generated stack is typed and asked: around the middle, where all of the work before and behind counts.
struct Place {
  /// A place in the text; lines and columns from 0.
  struct Point {
    var line: Int
    var column: Int
    var offset: Int
  }

  /// Behind the value of an environment variable: what is typed here is valid.
  var edit: Point
  /// In the middle of a container's key.
  var key: Point
  /// In the middle of a sidecar's image reference.
  var image: Point

  init(in text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    edit = Self.point(behind: "LOG_FORMAT: json", in: lines)
    key = Self.point(behind: "imag", in: lines)
    image = Self.point(behind: "image: fluent/flu", in: lines)
  }

  /// Behind the first occurrence at the start of a line, looked for from the middle on and then from the top.
  private static func point(behind words: String, in lines: [Substring]) -> Point {
    let found = { (line: Substring) in line.drop { $0 == " " }.hasPrefix(words) }
    let middle = lines.count / 2
    guard let line = lines[middle...].firstIndex(where: found) ?? lines.firstIndex(where: found) else {
      return Point(line: 0, column: 0, offset: 0)
    }
    let column = lines[line].prefix { $0 == " " }.utf8.count + words.utf8.count
    let before = lines[..<line].reduce(0) { $0 + $1.utf8.count + 1 }
    return Point(line: line, column: column, offset: before + column)
  }
}
