internal import YAMLSyntax

/// The manual's pages on YAML's own faults.
struct SyntaxPage {
  var summary: String
  var explanation: String
  var bad: String
  var good: String

  /// A file in which one line is wrong, and the line that is right.
  private init(_ summary: String, _ explanation: String, _ bad: String, _ good: String) {
    self.summary = summary
    self.explanation = explanation
    self.bad = bad
    self.good = good
  }

  private static func app(_ lines: String...) -> String {
    "apps:\n  web:\n    image: nginx:1.27\n" + lines.map { $0 + "\n" }.joined()
  }

  static func page(of code: SyntaxProblem.Code) -> SyntaxPage {
    switch code {
    case .unclosedQuote:
      SyntaxPage(
        "a quote that is never closed",
        "Without its closing quote, text runs on over the following lines until another quote or the end of the file.",
        app("    environment:", "      MODE: \"fast", "      LEVEL: info"),
        app("    environment:", "      MODE: \"fast\"", "      LEVEL: info"))
    case .unclosedBracket:
      SyntaxPage(
        "a bracket that is never closed",
        "A list in `[…]` and a mapping in `{…}` need their closing bracket. Text that only begins with one needs quotes.",
        app("    command: [nginx, -g", "    ports:", "      - \"8080:80\""),
        app("    command: [nginx, -g]", "    ports:", "      - \"8080:80\""))
    case .missingColon:
      SyntaxPage(
        "a key without its colon",
        "Every entry of a mapping has the form `key: value`, or `key:` with its value on the lines below.",
        app("    ports", "      - \"8080:80\""), app("    ports:", "      - \"8080:80\""))
    case .missingSpace:
      SyntaxPage(
        "no space behind a colon",
        "A colon ends a key only with a space or the line's end behind it: `image:nginx` is one piece of text.",
        app("    env_file:web.env"), app("    env_file: web.env"))
    case .missingComma:
      SyntaxPage(
        "no comma between two values",
        "The values inside `[…]` and `{…}` are separated by commas.",
        app("    command: [\"nginx\" \"-t\"]"), app("    command: [\"nginx\", \"-t\"]"))
    case .tabIndentation:
      SyntaxPage(
        "a tab as indentation",
        "YAML is indented with spaces only, for a tab is not equally wide everywhere.",
        app("    ports:", "\t  - \"8080:80\""), app("    ports:", "      - \"8080:80\""))
    case .badIndentation:
      SyntaxPage(
        "a line at a column where nothing can stand",
        "The entries of one mapping begin in the same column, and what belongs to an entry stands deeper than it.",
        app("      ports:", "        - \"8080:80\""), app("    ports:", "      - \"8080:80\""))
    case .strayCharacter:
      SyntaxPage(
        "a character that nothing explains",
        "A bracket without its partner, a comma outside brackets, or a line that begins with a character that is no text.",
        app("    }"), app())
    case .needsQuotes:
      SyntaxPage(
        "text that needs quotes",
        """
        Text that begins with `*`, `&`, `!`, `@`, `%`, `>`, `|` or a backtick, or that contains a colon and a space, means something else to \
        YAML. In quotes it is text.
        """,
        app("    environment:", "      HOSTS: *.example.com"), app("    environment:", "      HOSTS: \"*.example.com\"")
      )
    case .textAfterValue:
      SyntaxPage(
        "text behind a finished value",
        "Nothing but a comment can follow a closing quote or bracket on its line, and a comment needs a space before its `#`.",
        app("    environment:", "      MODE: \"fast\" lane"), app("    environment:", "      MODE: \"fast lane\""))
    case .misplacedListItem:
      SyntaxPage(
        "a list item where none can stand",
        "A list begins on the line below its key, and a mapping has either entries or items, never both.",
        app("    ports: - \"8080:80\""), app("    ports:", "      - \"8080:80\""))
    case .badEscape:
      SyntaxPage(
        "an escape that does not exist",
        "In double quotes a backslash begins an escape such as `\\n`. Write it twice, or use single quotes, where it is plain.",
        app("    environment:", "      PATTERN: \"\\d+\""), app("    environment:", "      PATTERN: '\\d+'"))
    case .badTag:
      SyntaxPage(
        "a tag that cannot be read",
        "A word that begins with `!` is a tag, which says of what type the value is. Text needs quotes.",
        app("    environment:", "      GREETING: !hello!world there"),
        app("    environment:", "      GREETING: \"!hello!world there\""))
    case .badDirective:
      SyntaxPage(
        "a directive that cannot be read",
        "A line that begins with `%` is a directive such as `%YAML 1.1`; it stands before `---`.",
        "%YAML\n---\napps:\n  web:\n    image: nginx:1.27\n", "%YAML 1.1\n---\napps:\n  web:\n    image: nginx:1.27\n")
    case .conflictMarker:
      SyntaxPage(
        "an unresolved merge conflict",
        "`git` left both sides of a conflict in the file. Keep one and remove the lines with the markers.",
        "apps:\n  web:\n<<<<<<< HEAD\n    image: nginx:1.27\n=======\n    image: nginx:1.28\n>>>>>>> next\n",
        "apps:\n  web:\n    image: nginx:1.28\n")
    case .controlCharacter:
      SyntaxPage(
        "bytes that YAML does not allow",
        "Control characters and bytes that are not UTF-8 make loading fail. In double quotes they can be written as escapes, `\\x07`.",
        app("    environment:", "      BELL: ring\u{7}"), app("    environment:", "      BELL: \"ring\\x07\""))
    case .tooDeep:
      SyntaxPage(
        "collections nested too deep",
        "What is nested deeper than \(256) levels is left out; no stack needs it.",
        app("x-deep: " + String(repeating: "[", count: 300) + String(repeating: "]", count: 300)), app("x-deep: [[[]]]")
      )
    case .unreadableLine:
      SyntaxPage(
        "a line that does not fit the lines around it",
        "The line is neither an entry nor an item of what surrounds it, or it ends the document before the file ends.",
        app("    volumes: [data:/data]", "...", "volumes:", "  data:"),
        app("    volumes: [data:/data]", "volumes:", "  data:"))
    }
  }
}
