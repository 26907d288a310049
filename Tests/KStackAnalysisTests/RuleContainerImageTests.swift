import KStackAnalysis
import TestSupport
import Testing

/// Images without a version, those that are no longer kept up, and slips in their names.
@Suite struct RuleContainerImageTests {
  @Test func floatingImage() {
    expectDiagnostics(
      """
      x-image: &image example/web
      apps:
        a: {image: nginx}
        b: {image: "nginx:latest"}
        c: {image: nginx:latest-alpine}
        d: {image: registry.example.org:5000/web}
        e: {image: nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
        f: {image: Nginx}
        g: {image: *image}
        h: {image: *image}
        i: {image: "nginx:${TAG}"}
      """)
  }

  @Test func deprecatedImage() {
    expectDiagnostics(
      """
      apps:
        a: {image: vault:1.13}
        b: {image: "docker.io/library/vault:latest"}
        c: {image: bitnami/redis:7.4.1-debian-12-r0}
        d: {image: grafana/agent:v0.44.2}
        e: {image: prom/nginx-prometheus-exporter:1.4.0}
        f: {image: prom/haproxy-exporter:v0.15.0}
        g: {image: jaegertracing/all-in-one:1.60}
        h: {image: hashicorp/vault:1.18}
        i: {image: bitnami/redis@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
      """, fixes: true)
  }

  @Test func misspeltImage() {
    expectDiagnostics(
      """
      apps:
        a: {image: prom/node_exporter:v1.8.2}
        b: {image: ngnix:1.27}
        c: {image: 'fluent/fluentb:v1.17'}
        d: {image: team/nginx:1.27}
        e: {image: app:1.0}
        f: {image: postgres16:1.0}
        g: {image: prom/node-exporter:v1.8.2}
        h: {image: registry.example.org/nginx:1.27}
        i: {image: myservice:1.0}
      """, fixes: true)
  }

  @Test func misspeltImageOfOnesOwn() {
    let context = AnalysisContext(extraImages: ["ngnix"], languageID: "kstack")
    expectDiagnostics("apps:\n  a: {image: ngnix:1.27}\n", context: context)
  }
}
