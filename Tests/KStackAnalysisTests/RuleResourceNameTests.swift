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
        my_app: {image: nginx:1.27}
        my.app: {image: nginx:1.27}
        1st: {image: nginx:1.27}
        2nd: {image: nginx:1.27, ports: ["8080:80"]}
        -a: {image: nginx:1.27}
        a-: {image: nginx:1.27}
        "": {image: nginx:1.27}
        "***": {image: nginx:1.27}
        "${NAME}": {image: nginx:1.27}
        good:
          image: nginx:1.27
          sidecars:
            Logger: {image: fluent/fluentd:v1.17}
            log_ger: {image: fluent/fluentd:v1.17}
            9: {image: fluent/fluentd:v1.17}
            "9": {image: fluent/fluentd:v1.17}
            end-: {image: fluent/fluentd:v1.17}
        free: {image: nginx:1.27}
        Free: {image: nginx:1.27}
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
      configs:
        'settings.': {external: true}
      secrets:
        Api_Key: {external: true}
      """, fixes: true)
  }

  @Test func invalidNameTooLong() {
    let label = String(repeating: "a", count: 60)
    expectDiagnostics(
      """
      apps:
        \(label)bcd: {image: nginx:1.27}
        \(label)bcde: {image: nginx:1.27}
        \(label):
          image: nginx:1.27
          sidecars:
            ab: {image: fluent/fluentd:v1.17}
            abc: {image: fluent/fluentd:v1.17}
        b\(label):
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
          image: nginx:1.27
          ports: ["8080:80", "8081:81"]
          expose:
            - shop.example.org: {protocol: http, port: 8080}
          sidecars:
            metrics: {image: example/metrics:1.0}
            lb: {image: example/lb:1.0, ports: ["82"]}
        web-metrics: {image: example/a:1.0}
        web-ingress: {image: example/a:1.0, ports: ["83:83"]}
        api:
          image: nginx:1.27
          ports: ["84:80", "85:81"]
        api-lb: {image: example/a:1.0}
        a:
          image: example/a:1.0
          sidecars:
            b-c: {image: example/a:1.0, ports: ["90"]}
        a-b:
          image: example/a:1.0
          sidecars:
            c: {image: example/a:1.0, ports: ["91"]}
      """)
  }
}
