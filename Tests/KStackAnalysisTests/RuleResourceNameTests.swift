import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Names that become names of Kubernetes objects.
@Suite struct RuleResourceNameTests {
  // MARK: InvalidName

  @Test func invalidNameEveryFault() {
    expectDiagnostics(
      """
      apps:
        Web: {image: nginx:1.27}
        ↑↑↑ error[invalid-name]: an app's name is in lower case; write 'web' fix*: rename 'Web' to 'web'
        my_app: {image: nginx:1.27}
        ↑↑↑↑↑↑ error[invalid-name]: '_' can't be part of an app's name, which has lower-case letters, digits and '-'; write 'my-app' fix*: rename 'my_app' to 'my-app'
        my.app: {image: nginx:1.27}
        ↑↑↑↑↑↑ error[invalid-name]: '.' can't be part of an app's name, which has lower-case letters, digits and '-'; write 'my-app'
        1st: {image: nginx:1.27}
        2nd: {image: nginx:1.27, ports: ["8080:80"]}
        ↑↑↑ error[invalid-name]: an app's name starts with a letter, for its Service is called so too; write 'app-2nd' fix*: rename '2nd' to 'app-2nd'
        -a: {image: nginx:1.27}
        ↑↑ error[invalid-name]: an app's name starts with a letter or digit; write 'a' fix*: rename '-a' to 'a'
        a-: {image: nginx:1.27}
        ↑↑ error[invalid-name]: an app's name ends with a letter or digit; write 'a'
        "": {image: nginx:1.27}
        ↑↑ error[invalid-name]: an app's name can't be empty
        "***": {image: nginx:1.27}
        ↑↑↑↑↑ error[invalid-name]: '***' can't be part of an app's name, which has lower-case letters, digits and '-'
        "${NAME}": {image: nginx:1.27}
        good:
          image: nginx:1.27
          sidecars:
            Logger: {image: fluent/fluentd:v1.17}
            ↑↑↑↑↑↑ error[invalid-name]: a sidecar's name is in lower case; write 'logger' fix*: rename 'Logger' to 'logger'
            log_ger: {image: fluent/fluentd:v1.17}
            ↑↑↑↑↑↑↑ error[invalid-name]: '_' can't be part of a sidecar's name, which has lower-case letters, digits and '-'; write 'log-ger' fix*: rename 'log_ger' to 'log-ger'
            9: {image: fluent/fluentd:v1.17}
            "9": {image: fluent/fluentd:v1.17}
            end-: {image: fluent/fluentd:v1.17}
            ↑↑↑↑ error[invalid-name]: a sidecar's name ends with a letter or digit; write 'end' fix*: rename 'end-' to 'end'
        free: {image: nginx:1.27}
        Free: {image: nginx:1.27}
        ↑↑↑↑ error[invalid-name]: an app's name is in lower case; write 'free'
      """, fixes: true)
  }

  @Test func invalidNameOfVolumesConfigsAndSecrets() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          volumes: [a.b:/a, Data_1:/b]
          envFrom:
            - secret: {name: Api_Key}
            - config: {name: 'settings.'}
      volumes:
        a.b: {size: 1Gi}
        Data_1: {size: 1Gi}
        ↑↑↑↑↑↑ error[invalid-name]: a volume's name is in lower case; write 'data-1' fix*: rename 'Data_1' to 'data-1' everywhere
      configs:
        'settings.': {external: true}
        ↑↑↑↑↑↑↑↑↑↑↑ error[invalid-name]: a config's name ends with a letter or digit; write 'settings' fix*: rename 'settings.' to 'settings' everywhere
      secrets:
        Api_Key: {external: true}
        ↑↑↑↑↑↑↑ error[invalid-name]: a secret's name is in lower case; write 'api-key' fix*: rename 'Api_Key' to 'api-key' everywhere
      """, fixes: true)
  }

  @Test func invalidNameOfAnUndeclaredVolume() {
    expectDiagnostics(
      """
      apps:
        web:
          image: nginx:1.27
          volumes: [Data:/a, 'Data:/b', ok:/c]
                    ↑↑↑↑ error[invalid-name]: a volume's name is in lower case; write 'data' fix*: rename 'Data' to 'data' everywhere
          sidecars:
            backup: {image: example/backup:1.0, volumes: [Data:/a:ro]}
      """, fixes: true)
  }

  @Test func invalidNameOfAnAppWhoseSidecarHasAService() {
    expectDiagnostics(
      """
      apps:
        1st:
        ↑↑↑ error[invalid-name]: an app's name starts with a letter, for its Service is called so too; write 'app-1st' fix*: rename '1st' to 'app-1st'
          image: nginx:1.27
          sidecars:
            metrics: {image: example/metrics:1.0, ports: ["9100:9100"]}
      """, fixes: true)
  }

  @Test func invalidNameTooLong() {
    let label = String(repeating: "a", count: 60)
    expectDiagnostics(
      """
      apps:
        \(label)bcd: {image: nginx:1.27}
        \(label)bcde: {image: nginx:1.27}
        ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[invalid-name]: an app's name has at most 63 characters, this one has 64
        \(label):
          image: nginx:1.27
          sidecars:
            ab: {image: fluent/fluentd:v1.17}
            abc: {image: fluent/fluentd:v1.17}
            ↑↑↑ error[invalid-name]: a sidecar's name counts as 'APP-SIDECAR', with at most 63 characters; this makes 64; write 'ab'
        b\(label):
        ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ error[invalid-name]: kstack makes a Service 'baaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' of it, which has 69 characters; at most 63 are allowed fix*: rename 'baaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' to 'baaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
          image: nginx:1.27
          ports: ["80:80"]
          expose:
            - shop.example.org: {protocol: http}
      """, fixes: true)
  }

  @Test(arguments: [
    (
      """
      apps:
        Web_App:  # the shop
          image: nginx:1.27
          ports: ["8080:80"]
          sidecars:
            metrics: {image: example/metrics:1.0, ports: ["9100:9100"]}
        api:
          image: nginx:1.27
          environment:
            URL: http://Web_App:8080/Web_App
            PEER: "Web_App:8080"
            WEB_HOST: Web_App
            TITLE: Web_App
            METRICS: http://Web_App-metrics:9100
      """,
      """
      apps:
        web-app:  # the shop
          image: nginx:1.27
          ports: ["8080:80"]
          sidecars:
            metrics: {image: example/metrics:1.0, ports: ["9100:9100"]}
        api:
          image: nginx:1.27
          environment:
            URL: http://web-app:8080/Web_App
            PEER: "web-app:8080"
            WEB_HOST: web-app
            TITLE: Web_App
            METRICS: http://web-app-metrics:9100
      """
    ),
    (
      """
      volumes:
        "Data": {size: 1Gi}
      apps:
        web:
          image: nginx:1.27
          volumes: &volumes
            - Data:/data
            - 'Data:/more:ro'
        api:
          image: nginx:1.27
          volumes: *volumes
      """,
      """
      volumes:
        "data": {size: 1Gi}
      apps:
        web:
          image: nginx:1.27
          volumes: &volumes
            - data:/data
            - 'data:/more:ro'
        api:
          image: nginx:1.27
          volumes: *volumes
      """
    ),
    (
      """
      configs:
        Web_Config: {external: true}
      apps:
        web:
          image: nginx:1.27
          envFrom: [config: {name: Web_Config}]
          volumesFrom: [config: {name: "Web_Config", mountPath: /a}]
          sidecars:
            Side: {image: example/side:1.0}
      """,
      """
      configs:
        web-config: {external: true}
      apps:
        web:
          image: nginx:1.27
          envFrom: [config: {name: web-config}]
          volumesFrom: [config: {name: "web-config", mountPath: /a}]
          sidecars:
            Side: {image: example/side:1.0}
      """
    ),
  ])
  func invalidNameRenamesItsUses(before: String, after: String) throws {
    let found = StackFile(text: SourceText(before), context: AnalysisContext(languageID: "kstack")).diagnostics()
    let fix = try #require(found.first { $0.code == "invalid-name" }?.fixes.first)
    expectText(try applying(fix.edits, to: before), equals: after)
  }

  // MARK: NameCollision

  @Test func nameCollision() {
    expectDiagnostics(
      """
      apps:
        web:
        ↑↑↑ related[name-collision]: the other one is here
        ↑↑↑ related[name-collision]: the other one is here
          image: nginx:1.27
          ports: ["8080:80", "8081:81"]
          expose:
            - shop.example.org: {protocol: http, port: 8080}
          sidecars:
            metrics: {image: example/metrics:1.0}
            ↑↑↑↑↑↑↑ related[name-collision]: the other one is here
            lb: {image: example/lb:1.0, ports: ["82"]}
            ↑↑ warning[name-collision]: sidecar 'lb' of 'web' and the load balancer of app 'web' are both called 'web-lb' in the cluster; rename one
        web-metrics: {image: example/a:1.0}
        ↑↑↑↑↑↑↑↑↑↑↑ warning[name-collision]: app 'web-metrics' and sidecar 'metrics' of 'web' are both called 'web-metrics' in the cluster; rename one
        web-ingress: {image: example/a:1.0, ports: ["83:83"]}
        ↑↑↑↑↑↑↑↑↑↑↑ warning[name-collision]: app 'web-ingress' and the ingress Service of app 'web' are both called 'web-ingress' in the cluster; rename one
        api:
          image: nginx:1.27
          ports: ["84:80", "85:81"]
        api-lb: {image: example/a:1.0}
        a:
          image: example/a:1.0
          sidecars:
            b-c: {image: example/a:1.0, ports: ["90"]}
            ↑↑↑ related[name-collision]: the other one is here
        a-b:
          image: example/a:1.0
          sidecars:
            c: {image: example/a:1.0, ports: ["91"]}
            ↑ warning[name-collision]: sidecar 'c' of 'a-b' and sidecar 'b-c' of 'a' are both called 'a-b-c' in the cluster; rename one
      """)
  }
}
