import TestSupport
import Testing

/// Quantities and numbers of pods.
@Suite struct RuleResourceTests {
  @Test func invalidQuantityEveryFault() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/web:1.0
          resources:
            limits: {memory: 256MB, cpu: 0.5 cores}
            requests: {memory: '0.5 Gi', cpu: half}
          sidecars:
            a:
              image: example/a:1.0
              resources:
                limits: {memory: "", cpu: .inf}
                requests: {memory: 1_000_000_000, cpu: 1e}
            b:
              image: example/b:1.0
              resources:
                limits: {memory: "${MEMORY}", cpu: 1.5}
                requests: {memory: 1e9, cpu: 500m}
            c:
              image: example/b:1.0
              resources:
                limits: {memory: 1gb, cpu: 2cpu}
      volumes:
        data: {size: 10GB}
        logs: {size: 10}
        none: {size: true}
      """, fixes: true)
  }

  @Test func quantityRange() {
    expectDiagnostics(
      """
      apps:
        web:
          image: example/web:1.0
          resources:
            limits: {memory: 256m, cpu: 500}
            requests: {memory: -1Mi, cpu: 0}
          sidecars:
            a:
              image: example/a:1.0
              resources:
                limits: {memory: 0, cpu: "0"}
                requests: {memory: 512, cpu: 1u}
            b:
              image: example/a:1.0
              resources:
                limits: {memory: 512Ki, cpu: 500Mi}
                requests: {memory: 0, cpu: 64}
      volumes:
        data: {size: 0}
        logs: {size: 0.5Gi}
        more: {size: 10}
        less: {size: -5Gi}
      """, fixes: true)
  }

  @Test func requestAboveLimit() {
    expectDiagnostics(
      """
      x-small: &small {memory: 64Mi, cpu: 100m}
      x-bad: &bad
        limits: {cpu: 100m}
        requests: {cpu: 1}
      apps:
        a:
          image: example/web:1.0
          resources:
            requests:
              memory: 1Gi
              cpu: 0.5
            limits:
              memory: 1000M
              cpu: 500m
        b:
          image: example/web:1.0
          resources:
            requests: {memory: 64Mi, cpu: 2}
            limits: *small
        c:
          image: example/web:1.0
          deploy:
            resources: {requests: {cpu: 2}, limits: {cpu: 1}}
        d:
          image: example/web:1.0
          resources: *bad
        e:
          image: example/web:1.0
          resources: *bad
        f:
          image: example/web:1.0
          resources:
            requests: {<<: *small, memory: 128Mi}
            limits: {memory: 127.5Mi}
        g:
          image: example/web:1.0
          resources:
            requests: {memory: 256MB}
            limits: {memory: 1Mi}
      """)
  }

  @Test func replicas() {
    expectDiagnostics(
      """
      apps:
        a: {image: "example/web:1.0", deploy: {replicas: 0}}
        b: {image: "example/web:1.0", deploy: {replicas: 1}}
        c: {image: "example/web:1.0", deploy: {replicas: -1}}
        d: {image: "example/web:1.0", deploy: {replicas: none}}
      """)
  }
}
