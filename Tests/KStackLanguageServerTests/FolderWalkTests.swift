import Testing

@testable import KStackLanguageServer

/// Which files a folder has, and how paths lead from one to another.
@Suite struct FolderWalkTests {
  private let disk = FakeDisk([
    "/p/b.yaml": "", "/p/a.yml": "", "/p/c.txt": "", "/p/.hidden.yaml": "", "/p/d/e/f.yaml": "", "/p/d/g.yaml": "",
    "/p/.git/h.yaml": "", "/p/node_modules/i.yaml": "", "/p/d/.kstack-ls.yaml": "", "/p/b/j.yaml": "", "/q/k.yaml": "",
  ])

  @Test func `a folder is listed at a time, its files before its folders`() {
    var walk = FolderWalk(root: "/p")
    var steps: [String] = []
    while let step = walk.next(disk.disk) { steps.append("\(step.folder): \(step.files ?? [])") }
    #expect(
      steps == [
        #"/p: ["/p/.hidden.yaml", "/p/a.yml", "/p/b.yaml"]"#, #"/p/b: ["/p/b/j.yaml"]"#, #"/p/d: ["/p/d/g.yaml"]"#,
        #"/p/d/e: ["/p/d/e/f.yaml"]"#,
      ])
  }

  @Test func `what git ignores is left out where that is asked for`() {
    let disk = FakeDisk([
      "/r/.git/HEAD": "", "/r/.gitignore": "# generated\n/p/out/\n*.tmp.yaml\n", "/r/p/out/a.yaml": "",
      "/r/p/a.yaml": "",
      "/r/p/a.tmp.yaml": "", "/r/p/.gitignore": "[Bb]uild/\n!keep.tmp.yaml\nd/*\n!d/b.yaml\n", "/r/p/keep.tmp.yaml": "",
      "/r/p/x/Build/a.yaml": "", "/r/p/x/out/a.yaml": "", "/r/p/d/a.yaml": "", "/r/p/d/b.yaml": "",
      "/.gitignore": "*.yaml",
    ])
    func files(_ rules: IgnoreRules?) -> [String] {
      var walk = FolderWalk(root: "/r/p", rules: rules)
      var files: [String] = []
      while let step = walk.next(disk.disk) { files += step.files ?? [] }
      return files
    }
    #expect(
      files(IgnoreRules(above: "/r/p", disk.disk)) == [
        "/r/p/a.yaml", "/r/p/keep.tmp.yaml", "/r/p/d/b.yaml", "/r/p/x/out/a.yaml",
      ])
    #expect(files(nil).count == 8)
    // There is no repository around it.
    #expect(IgnoreRules(above: "/q", disk.disk) == nil)
  }

  @Test func `a folder that cannot be listed is named`() {
    var walk = FolderWalk(root: "/none")
    let step = walk.next(disk.disk)
    #expect(step?.folder == "/none" && step?.files == nil)
    #expect(walk.next(disk.disk) == nil)
  }

  @Test(arguments: [
    ("/p/new.yaml", true), ("/p/x/y/new.yml", true), ("/p/.new.yaml", true), ("/p/.x/new.yaml", false),
    ("/p/x/node_modules/new.yaml", false), ("/pp/new.yaml", false), ("/p/x/.kstack-ls.yaml", false),
  ])
  func `what a walk would come to is known without it`(_ path: String, _ expected: Bool) {
    #expect(FolderWalk.reaches(path, from: "/p") == expected)
  }

  @Test(arguments: [
    ("/a/b/c", "/a", "b/c"), ("/a/c", "/a/b", "../c"), ("/c", "/a/b", "../../c"), ("/a/b", "", "a/b"),
    ("/ab/c", "/a", "../ab/c"),
  ])
  func `a relative path leads back`(_ path: String, _ folder: String, _ expected: String) {
    #expect(FilePath.relative(path, from: folder) == expected)
    #expect(FilePath.absolute(expected, in: folder) == path)
  }

  @Test(arguments: [
    ("/a/b", ["/a"], true), ("/a", ["/a"], true), ("/ab", ["/a"], false), ("/a", ["/a/b"], false), ("/a", ["/"], true),
    ("/", ["/"], true), ("/a", [], false), ("/x/y/z", ["/q", "/x/y"], true), ("a", ["/"], false),
  ])
  func `a path lies below one of many`(_ path: String, _ others: [String], _ expected: Bool) {
    #expect(FilePath.isAtOrBelow(path, anyOf: Set(others.map { $0[...] })) == expected)
    #expect(others.contains { FilePath.isAtOrBelow(path, $0) } == expected)
  }

  @Test(arguments: [("/a/b", "/a"), ("/a", "/"), ("/", "/")])
  func `the root has a folder too`(_ path: String, _ expected: String) {
    #expect(FilePath.folder(path) == expected)
    #expect(FilePath.beside("x", in: FilePath.folder(path)) == (expected == "/" ? "/x" : "\(expected)/x"))
  }

  @Test(arguments: [("../../x", "/a", nil), ("./x/../y", "/a", "/a/y"), ("/x", "/a", "/x"), (".", "/a", "/a")])
  func `dots are resolved by name`(_ path: String, _ folder: String, _ expected: String?) {
    #expect(FilePath.absolute(path, in: folder) == expected)
  }
}
