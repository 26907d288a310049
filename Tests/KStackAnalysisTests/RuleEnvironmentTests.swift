import KStackAnalysis
import TestSupport
import Testing

/// What a container receives as its environment: values, names, what the image reads, and files.
@Suite struct RuleEnvironmentTests {
  // MARK: ChangedValue, ChangedKey

  @Test func changedValueEveryType() {
    expectDiagnostics(
      """
      x-flag: &flag yes
      apps:
        web:
          image: example/web:1.0
          environment:
            A: true
            B: off
            C: 0755
            D: 1.10
            E: 1_000
            F: 22:30:00
            G: .inf
            H: +5
            I: 0x1F
            J: !!float 1
            K: *flag
            L: 8080
            M: -1
            N: 0.5
            O: 1e3
            P: y
            Q: "true"
            R: !!str true
            S: True
            T: 08
            U: 1.0
      """, fixes: true)
  }

  @Test func changedKeyOfEveryKind() {
    expectDiagnostics(
      """
      apps:
        no:
          image: example/web:1.0
          environment:
            ON: "1"
            "OFF": "1"
            1.10: a
            null: b
            Y: c
          labels: {0755: d}
      volumes:
        2024-01-01: {size: 1Gi}
        yes: {size: 1Gi}
      """, fixes: true)
  }

  // MARK: VariableName

  @Test func variableNameEveryFault() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/web:1.0
          environment:
            GOOD_1: a
            also.good-too: b
            _X: c
            LOG LEVEL: d
            1ST: e
            80: f
            A=B: g
            ÄGER: h
            A/B: i
            "": j
            ${NAME}: k
            LOG_LEVEL: l
      """, fixes: true)
  }

  // MARK: MissingVariable

  @Test func missingVariableWhenNothingSetsIt() {
    expectDiagnostics(
      """
      apps:
        a:
          image: postgres:17.2
        b:
          image: docker.io/library/mysql:8.4
          environment:
            MYSQL_DATABASE: shop
          args: [--skip-name-resolve]
        c:
          image: {repository: postgres}
        d:
          image: quay.io/oauth2-proxy/oauth2-proxy:v7.7.1
          environment:
            OAUTH2_PROXY_CLIENT_ID: web
      """, fixes: true)
  }

  @Test func missingVariableIsSilentWhenSomethingCouldSetIt() {
    expectDiagnostics(
      """
      x-database: &database
        image: postgres:17.2
        env_file: db.env
      x-secret: &secret {POSTGRES_PASSWORD_FILE: /run/secrets/db}
      apps:
        a:
          image: postgres:17.2
          environment: {POSTGRES_HOST_AUTH_METHOD: trust}
        b:
          <<: *database
          sidecars:
            exporter:
              image: postgres:17.2
        c:
          image: postgres:17.2
          environment: {<<: *secret}
        d:
          image: postgres:17.2
          command: [sleep, "10"]
        e:
          image: mariadb:11
          environment: {MARIADB_RANDOM_ROOT_PASSWORD: "1"}
        f:
          image: quay.io/oauth2-proxy/oauth2-proxy:v7.7.1
          args: [--client-id=web]
        g:
          image: postgres:${VERSION}
        h:
          image: team/postgres:17
      """)
  }

  @Test func missingVariableIsNotSaidTwice() {
    expectDiagnostics(
      """
      apps:
        a:
          image: postgres:17.2
          enviroment: {POSTGRES_PASSWORD: changeme}
        b:
          image: postgres:17.2
          environment: [POSTGRES_PASSWORD=changeme]
        c:
          image: postgres:17.2
          environment: {POSTGRES_PASSWROD: changeme}
        d:
          image: postgres:17.2
          environment:
      """)
  }

  @Test func missingVariableBehindAnAlias() {
    expectDiagnostics(
      """
      x-db: &db
        image: postgres:17.2
      apps:
        a: *db
        b: *db
      """, fixes: true)
  }

  // MARK: MisspeltVariable

  @Test func misspeltVariable() {
    expectDiagnostics(
      """
      apps:
        log:
          image: fluent/fluentd:v1.17
          environment:
            FLUENTD_CNF: a
            FLUENTD_CONFIG: b
            fluentd_opt: c
            FLUENTD_HOST: d
            HTTP_PORT: e
        db:
          image: postgres:17.2
          environment:
            POSTGRES_PASSWORD: changeme
            POSTGRES_PASS: changeme
            POSTGRESS_USER: web
            POSTGRES_HOST: db
            POSTGRES_PORT: 5432
            PGDATA1: /data
      """, fixes: true)
  }

  // MARK: MissingEnvFile

  @Test func missingEnvFile() {
    let context = AnalysisContext(languageID: "kstack", existingPaths: ["web.env", "/etc/web.env"])
    expectDiagnostics(
      """
      x-files: &files [lost.env]
      apps:
        a:
          image: example/web:1.0
          env_file: web.env
        b:
          image: example/web:1.0
          env_file:
            - web.env
            - ./wbe.env
            - /etc/web.env
            - "/etc/none.env"
            - ${STAGE}.env
            - ~/web.env
        c:
          image: example/web:1.0
          env_file: *files
      """, context: context)
  }
}
