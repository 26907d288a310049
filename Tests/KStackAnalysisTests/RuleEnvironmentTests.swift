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
                    ↑↑↑ related[changed-value]: it is written here
      apps:
        web:
          image: example/web:1.0
          environment:
            A: true
               ↑↑↑↑ warning[changed-value]: 'true' is read as a boolean, and the container receives 'True'; put it in quotes fix*: put quotes around it
            B: off
               ↑↑↑ warning[changed-value]: 'off' is read as a boolean, and the container receives 'False'; put it in quotes fix*: put quotes around it
            C: 0755
               ↑↑↑↑ warning[changed-value]: '0755' is read as a number, and the container receives '493'; put it in quotes fix*: put quotes around it
            D: 1.10
               ↑↑↑↑ warning[changed-value]: '1.10' is read as a number, and the container receives '1.1'; put it in quotes fix*: put quotes around it
            E: 1_000
               ↑↑↑↑↑ warning[changed-value]: '1_000' is read as a number, and the container receives '1000'; put it in quotes fix*: put quotes around it
            F: 22:30:00
               ↑↑↑↑↑↑↑↑ warning[changed-value]: '22:30:00' is read as a number, and the container receives '81000'; put it in quotes fix*: put quotes around it
            G: .inf
               ↑↑↑↑ warning[changed-value]: '.inf' is read as a number, and the container receives 'inf'; put it in quotes fix*: put quotes around it
            H: +5
               ↑↑ warning[changed-value]: '+5' is read as a number, and the container receives '5'; put it in quotes fix*: put quotes around it
            I: 0x1F
               ↑↑↑↑ warning[changed-value]: '0x1F' is read as a number, and the container receives '31'; put it in quotes fix*: put quotes around it
            J: !!float 1
                       ↑ warning[changed-value]: '1' is read as a number, and the container receives '1.0'
            K: *flag
               ↑↑↑↑↑ warning[changed-value]: 'yes' is read as a boolean, and the container receives 'True'; put it in quotes
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
        ↑↑ warning[changed-key]: 'no' is read as a boolean, and the app is called 'False'; put it in quotes fix*: put quotes around it
          image: example/web:1.0
          environment:
            ON: "1"
            ↑↑ warning[changed-key]: 'ON' is read as a boolean, and the variable is called 'True'; put it in quotes fix*: put quotes around it
            "OFF": "1"
            1.10: a
            ↑↑↑↑ warning[changed-key]: '1.10' is read as a number, and the variable is called '1.1'; put it in quotes fix*: put quotes around it
            null: b
            ↑↑↑↑ warning[changed-key]: 'null' is read as null, and the variable is called 'None'; put it in quotes fix*: put quotes around it
            Y: c
          labels: {0755: d}
                   ↑↑↑↑ warning[changed-key]: '0755' is read as a number, and the entry is called '493'; put it in quotes fix*: put quotes around it
      volumes:
        2024-01-01: {size: 1Gi}
        ↑↑↑↑↑↑↑↑↑↑ hint[unused-declaration]: no container uses the volume '2024-01-01' (unnecessary)
        yes: {size: 1Gi}
        ↑↑↑ warning[changed-key]: 'yes' is read as a boolean, and the volume is called 'True'; put it in quotes fix*: put quotes around it
        ↑↑↑ hint[unused-declaration]: no container uses the volume 'yes' (unnecessary)
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
               ↑ warning[variable-name]: the name of a variable has no spaces; older clusters refuse the pod
            1ST: e
            ↑ warning[variable-name]: the name of a variable can't begin with a digit; older clusters refuse the pod fix*: replace '1ST' with '_1ST'
            80: f
            ↑ warning[variable-name]: the name of a variable can't begin with a digit; older clusters refuse the pod fix*: replace '80' with '_80'
            A=B: g
             ↑↑ error[variable-name]: '=B' can't be in the name of a variable, which goes before the ':'; the cluster refuses the pod
            ÄGER: h
            ↑ error[variable-name]: 'Ä' can't be in the name of a variable; the cluster refuses the pod
            A/B: i
             ↑ warning[variable-name]: '/' can't be in the name of a variable; older clusters refuse the pod fix*: replace 'A/B' with 'A_B'
            "": j
            ↑↑ error[variable-name]: the name of a variable is empty; the cluster refuses the pod
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
                 ↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[missing-variable]: 'postgres' does not start without 'POSTGRES_PASSWORD', and nothing sets it fix: take variables from the secret 'a-secrets'
        b:
          image: docker.io/library/mysql:8.4
                 ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[missing-variable]: 'mysql' does not start without 'MYSQL_ROOT_PASSWORD', and nothing sets it fix: take variables from the secret 'b-secrets'
          environment:
            MYSQL_DATABASE: shop
          args: [--skip-name-resolve]
        c:
          image: {repository: postgres}
          ↑↑↑↑↑ error[wrong-type]: 'image' must be an image such as nginx:1.27, not a mapping
        d:
          image: quay.io/oauth2-proxy/oauth2-proxy:v7.7.1
                 ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[missing-variable]: 'quay.io/oauth2-proxy/oauth2-proxy' does not start without 'OAUTH2_PROXY_CLIENT_SECRET' and 'OAUTH2_PROXY_COOKIE_SECRET', and nothing sets them fix: take variables from the secret 'd-secrets'
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
                          ↑↑ error[image-reference]: '${' is no tag; tags have letters, digits, '_', '.' and '-'
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
          ↑↑↑↑↑↑↑↑↑↑ warning[unknown-key]: unknown key 'enviroment'; did you mean 'environment'?
        b:
          image: postgres:17.2
          environment: [POSTGRES_PASSWORD=changeme]
          ↑↑↑↑↑↑↑↑↑↑↑ error[environment-list]: 'environment' must be a mapping, 'NAME: value', not a list
        c:
          image: postgres:17.2
          environment: {POSTGRES_PASSWROD: changeme}
                        ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[misspelt-variable]: 'postgres' is not known to read 'POSTGRES_PASSWROD'; did you mean 'POSTGRES_PASSWORD'?
        d:
          image: postgres:17.2
                 ↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[missing-variable]: 'postgres' does not start without 'POSTGRES_PASSWORD', and nothing sets it
          environment:
          ↑↑↑↑↑↑↑↑↑↑↑ warning[missing-value]: 'environment' is empty; it needs at least one variable, or remove the key
      """)
  }

  @Test func missingVariableBehindAnAlias() {
    expectDiagnostics(
      """
      x-db: &db
        image: postgres:17.2
               ↑↑↑↑↑↑↑↑↑↑↑↑↑ related[missing-variable]: it is written here
      apps:
        a: *db
           ↑↑↑ warning[missing-variable]: 'postgres' does not start without 'POSTGRES_PASSWORD', and nothing sets it
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
            ↑↑↑↑↑↑↑↑↑↑↑ information[misspelt-variable]: 'fluent/fluentd' is not known to read 'FLUENTD_CNF'; did you mean 'FLUENTD_CONF'? fix*: replace 'FLUENTD_CNF' with 'FLUENTD_CONF'
            FLUENTD_CONFIG: b
            ↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[misspelt-variable]: 'fluent/fluentd' is not known to read 'FLUENTD_CONFIG'; did you mean 'FLUENTD_CONF'? fix*: replace 'FLUENTD_CONFIG' with 'FLUENTD_CONF'
            fluentd_opt: c
            FLUENTD_HOST: d
            HTTP_PORT: e
        db:
          image: postgres:17.2
          environment:
            POSTGRES_PASSWORD: changeme
            POSTGRES_PASS: changeme
            POSTGRESS_USER: web
            ↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[misspelt-variable]: 'postgres' is not known to read 'POSTGRESS_USER'; did you mean 'POSTGRES_USER'? fix*: replace 'POSTGRESS_USER' with 'POSTGRES_USER'
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
                       ↑↑↑↑↑↑↑↑ related[missing-env-file]: it is written here
      apps:
        a:
          image: example/web:1.0
          env_file: web.env
        b:
          image: example/web:1.0
          env_file:
            - web.env
            - ./wbe.env
              ↑↑↑↑↑↑↑↑↑ warning[missing-env-file]: there is no file './wbe.env'; it is looked for beside this file
            - /etc/web.env
            - "/etc/none.env"
              ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ warning[missing-env-file]: there is no file '/etc/none.env'
            - ${STAGE}.env
            - ~/web.env
        c:
          image: example/web:1.0
          env_file: *files
                    ↑↑↑↑↑↑ warning[missing-env-file]: there is no file 'lost.env'; it is looked for beside this file
      """, context: context)
  }
}
