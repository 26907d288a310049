import Foundation
import TestSupport
import Testing
import YAMLSyntax

@testable import KStackAnalysis

/// What a file looks like after a refactoring: nothing is touched that it is not about.
@Suite struct RefactoringTests {
  /// A refactoring lives in a file of its name.
  @Test func `every file of refactorings is in the list`() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/KStackAnalysis")
    let names = try FileManager.default.contentsOfDirectory(atPath: sources.appending(path: "Refactorings").path)
      .filter { $0.hasSuffix(".swift") }.map { $0.prefix(1).lowercased() + $0.dropFirst().dropLast(6) }
    let text = try String(contentsOf: sources.appending(path: "Refactoring.swift"), encoding: .utf8)
    let list = try #require(text.split(separator: "static let all: [Refactoring] = [").last).prefix { $0 != "]" }
    let listed = list.split { !$0.isLetter }.map(String.init)
    #expect(listed.sorted() == names.sorted())
    #expect(Refactoring.all.count == listed.count)
  }

  // MARK: Secrets

  private static let secrets = """
    apps:
      db:
        image: postgres:17.2
        environment:
          POSTGRES_DB: shop
          POSTGRES_PASSWORD: correct-horse # old
          API_TOKEN: 'abc123'
    """

  @Test func `secrets come from a Secret`() throws {
    try expectRefactoring(
      Self.secrets.replacing("shop", with: "sh█op"),
      "take 'POSTGRES_PASSWORD', 'API_TOKEN' from the secret 'db-secrets'; you put the values there",
      gives: """
        apps:
          db:
            image: postgres:17.2
            envFrom:
              - secret:  # has POSTGRES_PASSWORD, API_TOKEN
                  name: db-secrets
            environment:
              POSTGRES_DB: shop
              # old
        secrets:
          db-secrets:
            external: true

        """)
  }

  @Test func `an environment of secrets alone goes`() throws {
    try expectRefactoring(
      """
      apps:
        db█:
          image: postgres:17.2
          environment:
            POSTGRES_PASSWORD: correct-horse
            API_TOKEN: |
              abc123
          labels: {a: b}
      secrets:
        db-secrets:
          external: true
      """, "take 'POSTGRES_PASSWORD', 'API_TOKEN' from the secret 'db-secrets'; you put the values there",
      gives: """
        apps:
          db:
            image: postgres:17.2
            envFrom:
              - secret:  # has POSTGRES_PASSWORD, API_TOKEN
                  name: db-secrets
            labels: {a: b}
        secrets:
          db-secrets:
            external: true
        """)
  }

  @Test func `secrets that serve elsewhere stay`() throws {
    try expectOffers(
      Self.secrets.replacing("'abc123'", with: "&t 'abc123'").replacing("DB: ", with: "D█B: "),
      "take 'POSTGRES_PASSWORD' from the secret 'db-secrets'; you put the values there")
    try expectOffers(Self.secrets.replacing("environment:", with: "environment: &e").replacing("DB: ", with: "D█B: "))
  }

  // MARK: Forms

  @Test func `an environment list becomes a mapping, and no mapping a list`() throws {
    let list = "apps:\n  a:\n    image: a:1\n    environment:\n      - A=b # why\n      - C=█1\n"
    let mapping = "apps:\n  a:\n    image: a:1\n    environment:\n      A: b # why\n      C: \"1\"\n"
    try expectRefactoring(list, "write 'environment' as a mapping", gives: mapping)
    try expectOffers(mapping.replacing("A: b", with: "A: b█"))
  }

  @Test func `a port as a mapping and back`() throws {
    let text = "apps:\n  a:\n    image: a:1\n    ports:\n      - '8080:80'\n      - \"53:53/udp\" # names\n"
    let port = text.replacing("53:53", with: "5█3:53")
    let mapping =
      "apps:\n  a:\n    image: a:1\n    ports:\n      - '8080:80'\n"
      + "      - target: 53 # names\n        published: 53\n        protocol: udp\n"
    try expectRefactoring(port, "write the port as a mapping", gives: mapping)
    try expectOffers(mapping.replacing("published", with: "pub█lished"))
    try expectRefactoring(
      mapping.replacing(" # names", with: "").replacing("protocol: udp", with: "protocol: u█dp # names"),
      "write the port as text", gives: text.replacing("\"53:53/udp\"", with: "'53:53/udp'"))
  }

  @Test func `all ports of a list`() throws {
    try expectRefactoring(
      "apps:\n  a:\n    image: a:1\n    po█rts: [\"80:80\", 90, *p, \"81/tcp\"]\nx-p: 1\n".replacing(
        ", 90, *p", with: ""),
      "write 'ports' as mappings",
      gives:
        "apps:\n  a:\n    image: a:1\n    ports: [{target: 80, published: 80}, {target: 81, protocol: tcp}]\nx-p: 1\n")
  }

  @Test func `a volume under volumesFrom`() throws {
    try expectRefactoring(
      """
      apps:
        a:
          image: a:1
          volumesFrom:
            - source: data
              mountPath: /da█ta # all
      """, "mount it under 'volumes'",
      gives: """
        apps:
          a:
            image: a:1
            volumes:
              - data:/data # all
        """)
  }

  // MARK: Volumes

  private static let pod = """
    apps:
      app:
        image: example/app:1.0
        volumes:
          - data:/shared
          - "logs:/var/log"
        sidecars:
          backup:
            image: example/backup:1.0

    """

  @Test func `a sidecar reads its app's volume`() throws {
    let own = Self.pod + "        volumes:\n          - keys:/keys # own\n"
    try expectOffers(
      own.replacing("backup:\n", with: "backup█:\n"), "mount 'data' read-only in sidecar 'backup' of 'app'",
      "mount 'logs' read-only in sidecar 'backup' of 'app'", "move sidecar 'backup' out of 'app' as an app")
    try expectRefactoring(
      own.replacing("data:/", with: "da█ta:/"), "mount 'data' read-only in sidecar 'backup' of 'app'",
      gives: own + "          - data:/shared:ro\n")
    try expectOffers(
      (own + "          - logs:/shared\n").replacing("data:/", with: "da█ta:/"),
      "declare all 3 missing names: 'data', 'logs', 'keys'")
    try expectRefactoring(
      (Self.pod + "        volumes: [keys:/keys]\n").replacing("logs:/", with: "lo█gs:/"),
      "mount 'logs' read-only in sidecar 'backup' of 'app'",
      gives: Self.pod + "        volumes: [keys:/keys, logs:/var/log:ro]\n")
  }

  @Test func `with its first own mount a sidecar keeps what it inherited`() throws {
    try expectRefactoring(
      Self.pod.replacing("data:/", with: "da█ta:/"),
      "mount 'data' read-only in sidecar 'backup' of 'app', the others as inherited",
      gives: Self.pod + "        volumes:\n          - data:/shared:ro\n          - logs:/var/log\n")
  }

  // MARK: Declarations

  @Test func `all missing names are declared at once`() throws {
    try expectRefactoring(
      """
      apps:
        a:
          image: a:1
          envFrom:
            - config: {name: com█mon}
            - secret: {name: keys}
          volumes: ["data:/data", "/host:/host"]
      configs:
        other: {file: o.env}
      """, "declare all 3 missing names: 'data', 'common', 'keys'",
      gives: """
        apps:
          a:
            image: a:1
            envFrom:
              - config: {name: common}
              - secret: {name: keys}
            volumes: ["data:/data", "/host:/host"]
        configs:
          other: {file: o.env}
          common:
            external: true
        volumes:
          data:
            size: 1Gi
        secrets:
          keys:
            external: true

        """)
  }

  // MARK: Texts that serve elsewhere

  @Test(arguments: [
    "  a: &a\n    image: a:1\n    environment:\n      API_TO█KEN: abcdef\n  b: *a\n",
    "  a: &a\n    image: a:1\n    volumes: [\"/a:/a\", \"d:/d\"]\n    sidecars:\n      s█:\n        image: s:1\n"
      + "        volumes: [\"/b:/b\"]\n  b: *a\n",
    "  a: &a\n    image: a:1\n  b█:\n    image: b:1\n  c: *a\n",
  ])
  func `what an alias repeats is left alone`(apps: String) throws {
    try expectOffers("apps:\n" + apps)
  }

  @Test func `a fault elsewhere is in nobody's way`() throws {
    try expectRefactoring(
      "apps:\n  a:\n    image: a:1\n    labels\n  b:\n    image: b:1\n    ports: [\"8█0:80\"]\n",
      "write the port as a mapping",
      gives: "apps:\n  a:\n    image: a:1\n    labels\n  b:\n    image: b:1\n    ports: [{target: 80, published: 80}]\n"
    )
  }

  // MARK: Nothing to offer

  @Test(arguments: [
    "apiVersion: v1\napps:\n  a:\n    image: a\n    ports: [\"8█0:80\"]\n",
    "apps:\n  a:\n    image: a:1\n    ports: [\"8█0:80\", \"9]\n",
    "apps:\n  a█:\n    image: a:1\n    labels\n  b:\n    image: b:1\n",
    "x: &c\n  image: a:1\n  ports: [\"8█0:80\"]\napps:\n  a: *c\n",
  ])
  func `nothing is offered`(fixture: String) throws {
    try expectOffers(fixture)
  }
}
