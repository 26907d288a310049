import Testing

@testable import KStackLanguageServer

@Suite struct GlobTests {
  @Test(arguments: [
    ("*.yaml", "a.yaml", true), ("*.yaml", ".yaml", true), ("*.yaml", "a.yml", false), ("a?c", "abc", true),
    ("a?c", "aéc", true), ("a?c", "a/c", false), ("a?c", "ac", false), ("*.{yaml,yml}", "x.yml", true),
    ("*.{yaml,yml}", "x.yl", false), ("{a,b{c,d}}x", "bdx", true), ("{a,b{c,d}}x", "bx", false), ("{a", "{a", true),
    ("a}", "a}", true), ("a{}b", "ab", true), ("a/*/c", "a/b/c", true), ("a/*/c", "a/b/b/c", false),
    ("a/**/c", "a/c", true), ("a/**/c", "a/x/y/c", true), ("a/**/c", "a/xc", false), ("**/c", "c", true),
    ("**/c", "a/b/c", true), ("**/c", "ac", false), ("a/**", "a/b/c", true), ("**", "", true), ("", "", true),
    ("", "a", false), ("*", "", true), ("**.yaml", "a/b.yaml", true), ("[a-c]x", "bx", true), ("[a-c]x", "dx", false),
    ("[!a-c]x", "dx", true), ("[!a]x", "/x", false), ("[]]", "]", true), ("[a-]", "-", true), ("[a", "[a", true),
    ("[]", "[]", true), ("\\*", "\\a", true), ("??.yaml", "é.yaml", false), ("[!a].yaml", "é.yaml", true),
    ("[!a].yaml", "éé.yaml", false), ("abc", "ab", false), ("ab", "abc", false), ("a*a", "a", false),
  ])
  func `matches whole texts`(_ pattern: String, _ text: String, _ expected: Bool) {
    #expect(Glob(pattern).matches(text) == expected)
  }

  @Test(arguments: [
    ("{a,b}", "{a,b}", true), ("\\*", "*", true), ("\\*", "\\a", false), ("a\\", "a\\", true),
    ("a**b", "axb", true), ("a**b", "ax/b", false), ("a/**/b", "a/x/y/b", true), ("**/b", "a/b", true),
    ("a/**", "a/b/c", true),
    ("[[:alpha:]]x", "bx", true), ("[[:digit:]a]x", "ax", true), ("[[:digit:]]x", "bx", false), ("[\\]]", "]", true),
  ])
  func `git has no braces, but escapes`(_ pattern: String, _ text: String, _ expected: Bool) {
    #expect(Glob(pattern, dialect: .git).matches(text) == expected)
  }

  @Test(arguments: [
    ("*.stack", "/work/deploy/a.stack", true), ("deploy/*.yaml", "/work/deploy/a.yaml", true),
    ("./deploy/*.yaml", "/work/deploy/a.yaml", true), ("deploy/*.yaml", "/other/deploy/a.yaml", false),
    ("**/deploy/*.yaml", "/other/deploy/a.yaml", true), ("/other/**", "/other/deploy/a.yaml", true),
    ("work/*", "/work/a", false), ("*.yaml", "/work.yaml/a", false),
  ])
  func `a pattern with a slash is about the path, another about the name`(
    _ pattern: String, _ path: String, _ expected: Bool
  ) {
    #expect(Glob(pattern).matches(path: path, below: ["/work"]) == expected)
  }

  @Test func `hostile patterns end`() {
    let stars = String(repeating: "*a", count: 200)
    #expect(!Glob(stars).matches(String(repeating: "a", count: 2000) + "b"))
    #expect(!Glob(String(repeating: "{a,b}", count: 100)).matches("a"))
    #expect(!Glob(String(repeating: "{", count: 5000)).matches("a"))
  }
}

@Suite struct DocumentURITests {
  @Test(arguments: [
    ("file:///a/b%20c.yaml", "/a/b c.yaml"), ("file://host/a", "/a"), ("FILE:/a", "/a"), ("file:///%e2%82%ac", "/€"),
    ("file:///a%2", "/a%2"), ("file:///a%zz?x#y", "/a%zz"), ("file:///a%+1%-1", "/a%+1%-1"), ("untitled:a", nil),
    ("vscode-remote://h/a", nil),
    ("", nil),
    ("/a", nil), ("C:\\a", nil), ("file:", nil),
  ])
  func `paths of file URIs`(_ uri: String, _ path: String?) {
    #expect(DocumentURI.path(ofFile: uri) == path)
  }

  @Test(arguments: [
    ("file:///a/kstack.yaml", "kstack.yaml"), ("vscode-remote://ssh%2Bh/a/b.yaml", "b.yaml"),
    ("untitled:Untitled-1", "Untitled-1"), ("untitled:web.kstack.yaml", "web.kstack.yaml"), ("untitled:", nil),
    ("a", nil),
    ("file:///", nil),
  ])
  func `names of files`(_ uri: String, _ name: String?) {
    #expect(DocumentURI.fileName(uri) == name)
  }

  @Test func `a path becomes a URI and comes back`() {
    let path = "/usr/a b/ü#?%.md"
    #expect(DocumentURI.uri(forPath: path) == "file:///usr/a%20b/%C3%BC%23%3F%25.md")
    #expect(DocumentURI.path(ofFile: DocumentURI.uri(forPath: path)) == path)
  }

  @Test(
    arguments: [
      ("./a.env", "file:///p/q/s.yaml", "file:///p/q/a.env"), ("a b/c", "file:///p/s.yaml", "file:///p/a%20b/c"),
      ("../x/./y", "file:///p/q/s.yaml", "file:///p/x/y"), ("../../x", "file:///p/s.yaml", nil),
      ("x", "file://host/p/s.yaml", nil), ("x", "untitled:Untitled-1", nil), ("x", "http://h/p/s.yaml", nil),
      ("x", "file:/p/s.yaml", "file:///p/x"), ("x", "file:///c%3A/p/s.yaml", "file:///c%3A/p/x"),
    ] as [(String, String, String?)])
  func `a relative path is looked up beside its file`(_ path: String, _ file: String, _ expected: String?) {
    #expect(DocumentURI.uri(forRelativePath: path, besideFile: file) == expected)
  }
}
