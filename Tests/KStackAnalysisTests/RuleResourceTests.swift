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
                                ↑↑ error[invalid-quantity]: 'MB' is no unit of Kubernetes; write 256M or 256Mi fix*: replace '256MB' with '256M' fix: replace '256MB' with '256Mi'
                                            ↑ error[invalid-quantity]: a quantity has no spaces; write 0.5 fix*: replace '0.5 cores' with '0.5'
            requests: {memory: '0.5 Gi', cpu: half}
                                   ↑ error[invalid-quantity]: a quantity has no spaces; write 0.5Gi fix*: replace '0.5 Gi' with '0.5Gi'
                                              ↑↑↑↑ error[invalid-quantity]: 'half' is no quantity; write one such as 500m
          sidecars:
            a:
              image: example/a:1.0
              resources:
                limits: {memory: "", cpu: .inf}
                                 ↑↑ error[invalid-quantity]: a quantity is missing here; write one such as 256Mi
                                          ↑↑↑↑ error[invalid-quantity]: '.inf' is no quantity; write one such as 500m
                requests: {memory: 1_000_000_000, cpu: 1e}
                                                        ↑ error[invalid-quantity]: 'e' is no unit of Kubernetes; write one such as 500m
            b:
              image: example/b:1.0
              resources:
                limits: {memory: "${MEMORY}", cpu: 1.5}
                requests: {memory: 1e9, cpu: 500m}
            c:
              image: example/b:1.0
              resources:
                limits: {memory: 1gb, cpu: 2cpu}
                                  ↑↑ error[invalid-quantity]: 'gb' is no unit of Kubernetes; write 1G or 1Gi fix*: replace '1gb' with '1G' fix: replace '1gb' with '1Gi'
                                            ↑↑↑ error[invalid-quantity]: 'cpu' is no unit of Kubernetes; write 2 fix*: replace '2cpu' with '2'
      volumes:
        data: {size: 10GB}
        ↑↑↑↑ hint[unused-declaration]: no container uses the volume 'data' (unnecessary)
                       ↑↑ error[invalid-quantity]: 'GB' is no unit of Kubernetes; write 10G or 10Gi fix*: replace '10GB' with '10G' fix: replace '10GB' with '10Gi'
        logs: {size: 10}
        ↑↑↑↑ hint[unused-declaration]: no container uses the volume 'logs' (unnecessary)
                     ↑↑ warning[quantity-range]: '10' is a number of bytes; did you mean '10Gi'? fix: replace '10' with '10Gi'
        none: {size: true}
        ↑↑↑↑ hint[unused-declaration]: no container uses the volume 'none' (unnecessary)
                     ↑↑↑↑ error[wrong-type]: 'size' must be a quantity such as 10Gi, not a boolean
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
                             ↑↑↑↑ warning[quantity-range]: '256m' is thousandths of a byte; did you mean '256Mi'? fix*: replace '256m' with '256Mi'
                                        ↑↑↑ warning[quantity-range]: '500' is more cores than a machine has; did you mean '500m'? fix*: replace '500' with '500m'
            requests: {memory: -1Mi, cpu: 0}
                               ↑↑↑↑ error[quantity-range]: '-1Mi' is negative
          sidecars:
            a:
              image: example/a:1.0
              resources:
                limits: {memory: 0, cpu: "0"}
                                 ↑ warning[quantity-range]: a limit of 0 limits nothing; write an amount, or leave it out
                                         ↑↑↑ warning[quantity-range]: a limit of 0 limits nothing; write an amount, or leave it out
                requests: {memory: 512, cpu: 1u}
                                   ↑↑↑ warning[quantity-range]: '512' is a number of bytes; did you mean '512Mi'? fix: replace '512' with '512Mi'
            b:
              image: example/a:1.0
              resources:
                limits: {memory: 512Ki, cpu: 500Mi}
                                 ↑↑↑↑↑ warning[quantity-range]: '512Ki' is less than a mebibyte (1Mi), with which hardly anything starts
                                             ↑↑↑↑↑ warning[quantity-range]: '500Mi' is more cores than a machine has
                requests: {memory: 0, cpu: 64}
      volumes:
        data: {size: 0}
        ↑↑↑↑ hint[unused-declaration]: no container uses the volume 'data' (unnecessary)
                     ↑ error[quantity-range]: a volume can't have the size 0
        logs: {size: 0.5Gi}
        ↑↑↑↑ hint[unused-declaration]: no container uses the volume 'logs' (unnecessary)
        more: {size: 10}
        ↑↑↑↑ hint[unused-declaration]: no container uses the volume 'more' (unnecessary)
                     ↑↑ warning[quantity-range]: '10' is a number of bytes; did you mean '10Gi'? fix: replace '10' with '10Gi'
        less: {size: -5Gi}
        ↑↑↑↑ hint[unused-declaration]: no container uses the volume 'less' (unnecessary)
                     ↑↑↑↑ error[quantity-range]: '-5Gi' is negative
      """, fixes: true)
  }

  @Test func requestAboveLimit() {
    expectDiagnostics(
      """
      x-small: &small {memory: 64Mi, cpu: 100m}
                                          ↑↑↑↑ related[request-above-limit]: the limit is here
      x-bad: &bad
        limits: {cpu: 100m}
        requests: {cpu: 1}
                        ↑ related[request-above-limit]: it is written here
      apps:
        a:
          image: example/web:1.0
          resources:
            requests:
              memory: 1Gi
                      ↑↑↑ error[request-above-limit]: '1Gi' is requested, and the limit is '1000M'; the cluster refuses a request above its limit
              cpu: 0.5
            limits:
              memory: 1000M
                      ↑↑↑↑↑ related[request-above-limit]: the limit is here
              cpu: 500m
        b:
          image: example/web:1.0
          resources:
            requests: {memory: 64Mi, cpu: 2}
                                          ↑ error[request-above-limit]: '2' is requested, and the limit is '100m'; the cluster refuses a request above its limit
            limits: *small
        c:
          image: example/web:1.0
          deploy:
            resources: {requests: {cpu: 2}, limits: {cpu: 1}}
                                        ↑ error[request-above-limit]: '2' is requested, and the limit is '1'; the cluster refuses a request above its limit
                                                          ↑ related[request-above-limit]: the limit is here
        d:
          image: example/web:1.0
          resources: *bad
                     ↑↑↑↑ error[request-above-limit]: '1' is requested, and the limit is '100m'; the cluster refuses a request above its limit
        e:
          image: example/web:1.0
          resources: *bad
        f:
          image: example/web:1.0
          resources:
            requests: {<<: *small, memory: 128Mi}
                                           ↑↑↑↑↑ error[request-above-limit]: '128Mi' is requested, and the limit is '127.5Mi'; the cluster refuses a request above its limit
            limits: {memory: 127.5Mi}
                             ↑↑↑↑↑↑↑ related[request-above-limit]: the limit is here
        g:
          image: example/web:1.0
          resources:
            requests: {memory: 256MB}
                                  ↑↑ error[invalid-quantity]: 'MB' is no unit of Kubernetes; write 256M or 256Mi
            limits: {memory: 1Mi}
      """)
  }

  @Test func replicas() {
    expectDiagnostics(
      """
      apps:
        a: {image: "example/web:1.0", deploy: {replicas: 0}}
                                                         ↑ hint[no-replicas]: with 0 replicas no pod of the app runs
        b: {image: "example/web:1.0", deploy: {replicas: 1}}
        c: {image: "example/web:1.0", deploy: {replicas: -1}}
                                                         ↑↑ error[wrong-type]: 'replicas' must be a whole number, at least 0; '-1' is not
        d: {image: "example/web:1.0", deploy: {replicas: none}}
                                                         ↑↑↑↑ error[wrong-type]: 'replicas' must be a whole number, at least 0, not the text 'none'
      """)
  }
}
