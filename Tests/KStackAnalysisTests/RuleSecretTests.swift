import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Secrets in plain text, and moving them out.
@Suite struct RuleSecretTests {
  @Test func plainTextSecretByName() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/web:1.0
          environment:
            DB_PASSWORD: hunter2
            ↑↑↑↑↑↑↑↑↑↑↑ information[plain-text-secret]: 'DB_PASSWORD' stands here in plain text; keep it in a secret and take it in with envFrom
            API_KEY: 5f2b7c
            ↑↑↑↑↑↑↑ information[plain-text-secret]: 'API_KEY' stands here in plain text; keep it in a secret and take it in with envFrom
            github-token: ghp_abc
            ↑↑↑↑↑↑↑↑↑↑↑↑ information[plain-text-secret]: 'github-token' stands here in plain text; keep it in a secret and take it in with envFrom
            PRIVATE_KEY: |
            ↑↑↑↑↑↑↑↑↑↑↑ information[plain-text-secret]: 'PRIVATE_KEY' stands here in plain text; keep it in a secret and take it in with envFrom
              -----BEGIN KEY-----
              abc
            SMTP_PASS: 12345
            ↑↑↑↑↑↑↑↑↑ information[plain-text-secret]: 'SMTP_PASS' stands here in plain text; keep it in a secret and take it in with envFrom
            DATABASE_URL: postgres://web:hunter2@db/shop
                          ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[plain-text-secret]: the password in this address stands here in plain text; keep 'DATABASE_URL' in a secret and take it in with envFrom
            AWS_SECRET_ACCESS_KEY: abcdef
            ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[plain-text-secret]: 'AWS_SECRET_ACCESS_KEY' stands here in plain text; keep it in a secret and take it in with envFrom
      """)
  }

  @Test func plainTextSecretByTheImage() {
    expectDiagnostics(
      """
      apps:
        queue:
          image: rabbitmq:4
          environment:
            RABBITMQ_ERLANG_COOKIE: abcdef
            ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[plain-text-secret]: 'RABBITMQ_ERLANG_COOKIE' stands here in plain text; keep it in a secret and take it in with envFrom
        other:
          image: example/web:1.0
          environment:
            RABBITMQ_ERLANG_COOKIE: abcdef
      """)
  }

  @Test func plainTextSecretLeavesInPeace() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/web:1.0
          environment:
            DB_PASSWORD_FILE: /run/secrets/db
            A_PASSWORD: ""
            B_PASSWORD: ${DB_PASSWORD}
            C_PASSWORD: changeme
            D_PASSWORD: <password>
            E_PASSWORD: "********"
            F_TOKEN: /var/run/token
            G_TOKEN: vault:secret/data/web#token
            H_TOKEN: "true"
            USE_TOKEN: 1
            TOKEN_URL: https://auth.example.org/token
            TOKEN_TTL: 3600
            PUBLIC_KEY: abc
            KEY: abc
            PASS: abc
            PROXY_PASS: http://localhost:8080
            URL: postgres://db/shop
            URL_2: https://web@example.org/
            URL_3: postgres://web:${PASSWORD}@db/shop
            MAX_TOKENS: 100
            SECRET_NAME: web
            X_SECRET: your-secret-here
      """)
  }

  // MARK: Fixes

  @Test func movingOneOfSeveral() throws {
    try expectFix(
      "plain-text-secret",
      """
      apps:
        web:
          image: example/web:1.0
          environment:
            MODE: fast
            DB_PASSWORD: hunter2 # ask Ann
            LEVEL: info
      """,
      """
      apps:
        web:
          image: example/web:1.0
          envFrom:
            - secret:
                name: web-secrets
          environment:
            MODE: fast
            # ask Ann
            LEVEL: info
      secrets:
        web-secrets:
          external: true

      """)
  }

  @Test func movingTheOnlyOneOfASidecar() throws {
    try expectFix(
      "plain-text-secret",
      """
      secrets:
          other: {external: true}
      apps:
          web:
              image: example/web:1.0
              sidecars:
                  auth:
                      image: example/auth:1.0
                      environment:
                          KEY_PASSPHRASE: >-
                              open
                              sesame
                      volumes:
                      - /data:/data

      """,
      """
      secrets:
          other: {external: true}
          web-auth-secrets:
              external: true
      apps:
          web:
              image: example/web:1.0
              sidecars:
                  auth:
                      image: example/auth:1.0
                      envFrom:
                      - secret:
                            name: web-auth-secrets
                      volumes:
                      - /data:/data

      """)
  }

  @Test func movingToASecretThatIsUsedAlready() throws {
    try expectFix(
      "plain-text-secret",
      """
      apps:
        web:
          image: example/web:1.0
          environment:
            MODE: fast
            DB_PASSWORD: hunter2
          envFrom:
            - secret: {name: credentials}
      secrets: {credentials: {external: true}}

      """,
      """
      apps:
        web:
          image: example/web:1.0
          environment:
            MODE: fast
          envFrom:
            - secret: {name: credentials}
      secrets: {credentials: {external: true}}

      """)
  }

  @Test func movingBesideAConfig() throws {
    try expectFix(
      "plain-text-secret",
      """
      apps:
        web:
          image: example/web:1.0
          envFrom:
            # settings
            - config:
                name: settings
          environment:
            DB_PASSWORD: hunter2
      configs: {settings: {external: true}}
      """,
      """
      apps:
        web:
          image: example/web:1.0
          envFrom:
            # settings
            - secret:
                name: web-secrets
            - config:
                name: settings
      configs: {settings: {external: true}}
      secrets:
        web-secrets:
          external: true

      """)
  }

  @Test func takingWhatIsMissing() throws {
    try expectFix(
      "missing-variable",
      "apps:\r\n  db:\r\n    image: postgres:17.2 # the shop's\r\n    volumes: [data:/var/lib/postgresql/data]\r\n",
      "apps:\r\n  db:\r\n    image: postgres:17.2 # the shop's\r\n    envFrom:\r\n      - secret:\r\n          name: db-secrets\r\n"
        + "    volumes: [data:/var/lib/postgresql/data]\r\nsecrets:\r\n  db-secrets:\r\n    external: true\r\n")
  }

  /// Whatever else depends on the text, or cannot be written there, stays as it is.
  @Test(arguments: [
    "apps: {web: {image: example/web:1.0, environment: {DB_PASSWORD: hunter2}}}\n",
    "apps:\n  web:\n    image: example/web:1.0\n    environment: {DB_PASSWORD: hunter2}\n    envFrom: [config: {name: a}]\n",
    "apps:\n  web: &web\n    image: example/web:1.0\n    environment:\n      DB_PASSWORD: hunter2\n",
    "apps:\n  web:\n    image: example/web:1.0\n    environment: &e\n      DB_PASSWORD: hunter2\n",
    "apps:\n  web:\n    image: example/web:1.0\n    environment:\n      DB_PASSWORD: &p hunter2\n",
    "apps:\n  web:\n    image: example/web:1.0\n    environment:\n      # why\n      DB_PASSWORD: hunter2\n",
    "apps:\n  Web_1:\n    image: example/web:1.0\n    environment:\n      DB_PASSWORD: hunter2\n",
    "x-e: &e\n  DB_PASSWORD: hunter2\napps:\n  web:\n    image: example/web:1.0\n    environment:\n      <<: *e\n      A: b\n",
  ])
  func isLeftToTheAuthor(text: String) throws {
    let found = try #require(diagnostics(text).first { $0.code == "plain-text-secret" })
    #expect(found.fixes.isEmpty)
  }

  private func expectFix(
    _ code: String, _ before: String, _ after: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try #require(diagnostics(before).first { $0.code == code }, sourceLocation: sourceLocation)
    let fix = try #require(found.fixes.first, sourceLocation: sourceLocation)
    let cured = try applying(fix.edits, to: before)
    expectText(cured, equals: after, sourceLocation: sourceLocation)
    #expect(!diagnostics(cured).contains { $0.severity < .hint }, sourceLocation: sourceLocation)
  }

  private func diagnostics(_ text: String) -> [Diagnostic] {
    StackFile(text: SourceText(text), context: AnalysisContext(languageID: "kstack")).diagnostics()
  }
}
