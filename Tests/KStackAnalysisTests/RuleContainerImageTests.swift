import KStackAnalysis
import TestSupport
import Testing
import YAMLSyntax

/// Images without a version, those that are no longer kept up, and slips in their names.
@Suite struct RuleContainerImageTests {
  @Test func floatingImage() {
    expectDiagnostics(
      """
      x-image: &image example/web
                      ↑↑↑↑↑↑↑↑↑↑↑ related[floating-image]: it is written here
      apps:
        a: {image: nginx}
                   ↑↑↑↑↑ hint[floating-image]: without a tag this is whatever is newest when the image is pulled; write a version
        b: {image: "nginx:latest"}
                          ↑↑↑↑↑↑ hint[floating-image]: 'latest' is whatever is newest when the image is pulled; write a version
        c: {image: nginx:latest-alpine}
        d: {image: registry.example.org:5000/web}
                   ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ hint[floating-image]: without a tag this is whatever is newest when the image is pulled; write a version
        e: {image: nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
        f: {image: Nginx}
                   ↑↑↑↑↑ error[image-reference]: an image's name is in lower case; write 'nginx'
        g: {image: *image}
                   ↑↑↑↑↑↑ hint[floating-image]: without a tag this is whatever is newest when the image is pulled; write a version
        h: {image: *image}
        i: {image: "nginx:${TAG}"}
                          ↑↑ error[image-reference]: '${' is no tag; tags have letters, digits, '_', '.' and '-'
      """)
  }

  /// Swift takes both for one text; their bytes differ, and so do the places of their faults.
  @Test func imagesThatLookAlike() {
    let file = StackFile(text: SourceText("apps:\n  a: {image: caf\u{e9}}\n  b: {image: cafe\u{301}}\n"))
    let guilty = file.diagnostics().filter { $0.code == "image-reference" }.map { Array(file.text.bytes[$0.range]) }
    #expect(guilty == [[0xC3, 0xA9], [0xCC, 0x81]])
  }

  @Test func deprecatedImage() {
    expectDiagnostics(
      """
      apps:
        a: {image: vault:1.13}
                   ↑↑↑↑↑ information[deprecated-image]: 'vault' should not be used any more (the Docker official image stopped with Vault 1.14); use 'hashicorp/vault' (deprecated) fix*: replace 'vault:1.13' with 'hashicorp/vault:1.13'
        b: {image: "docker.io/library/vault:latest"}
                    ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[deprecated-image]: 'docker.io/library/vault' should not be used any more (the Docker official image stopped with Vault 1.14); use 'hashicorp/vault' (deprecated) fix*: replace 'docker.io/library/vault:latest' with 'hashicorp/vault:latest'
                                            ↑↑↑↑↑↑ hint[floating-image]: 'latest' is whatever is newest when the image is pulled; write a version
        c: {image: bitnami/redis:7.4.1-debian-12-r0}
                   ↑↑↑↑↑↑↑↑↑↑↑↑↑ information[deprecated-image]: 'bitnami/redis' should not be used any more (versioned Bitnami images moved to docker.io/bitnamilegacy from 28 August 2025 and get no updates there); use 'redis' (deprecated) fix: replace 'bitnami/redis:7.4.1-debian-12-r0' with 'redis'
        d: {image: grafana/agent:v0.44.2}
                   ↑↑↑↑↑↑↑↑↑↑↑↑↑ information[deprecated-image]: 'grafana/agent' should not be used any more (end of life since 1 November 2025); use 'grafana/alloy' (deprecated) fix: replace 'grafana/agent:v0.44.2' with 'grafana/alloy'
        e: {image: prom/nginx-prometheus-exporter:1.4.0}
                   ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[deprecated-image]: 'prom/nginx-prometheus-exporter' should not be used any more (not an upstream name: the project documents Docker Hub nginx/..., GHCR, ECR Public and Quay only); use 'nginx/nginx-prometheus-exporter' (deprecated) fix*: replace 'prom/nginx-prometheus-exporter:1.4.0' with 'nginx/nginx-prometheus-exporter:1.4.0'
        f: {image: prom/haproxy-exporter:v0.15.0}
                   ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[deprecated-image]: 'prom/haproxy-exporter' should not be used any more (superseded for HAProxy 2.0 and later, whose built-in prometheus-exporter service serves the metrics; still of use for older servers) (deprecated)
        g: {image: jaegertracing/all-in-one:1.60}
                   ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[deprecated-image]: 'jaegertracing/all-in-one' should not be used any more (Jaeger v1 reached end of life on 31 December 2025; no further v1 releases); use 'jaegertracing/jaeger' (deprecated) fix: replace 'jaegertracing/all-in-one:1.60' with 'jaegertracing/jaeger'
        h: {image: hashicorp/vault:1.18}
        i: {image: bitnami/redis@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
                   ↑↑↑↑↑↑↑↑↑↑↑↑↑ information[deprecated-image]: 'bitnami/redis' should not be used any more (versioned Bitnami images moved to docker.io/bitnamilegacy from 28 August 2025 and get no updates there); use 'redis' (deprecated) fix: replace 'bitnami/redis@sha256:0123456789abcdef0123456789abcdef0123456…' with 'redis'
      """, fixes: true)
  }

  @Test func misspeltImage() {
    expectDiagnostics(
      """
      apps:
        a: {image: prom/node_exporter:v1.8.2}
                   ↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[misspelt-image]: 'prom/node_exporter' is no well-known image; did you mean 'prom/node-exporter'? fix*: replace 'prom/node_exporter:v1.8.2' with 'prom/node-exporter:v1.8.2'
        b: {image: ngnix:1.27}
                   ↑↑↑↑↑ information[misspelt-image]: 'ngnix' is no well-known image; did you mean 'nginx'? fix*: replace 'ngnix:1.27' with 'nginx:1.27'
        c: {image: 'fluent/fluentb:v1.17'}
                    ↑↑↑↑↑↑↑↑↑↑↑↑↑↑ information[misspelt-image]: 'fluent/fluentb' is no well-known image; did you mean 'fluent/fluentd'? fix*: replace 'fluent/fluentb:v1.17' with 'fluent/fluentd:v1.17'
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
