internal import KStackSchema

/// The port of the Service through which a container's port is reached, as kstack's converter makes Services.
struct ServicePort {
  /// The Service's name.
  var name: String
  var number: Int
  var isLoadBalancer: Bool

  /// An app has a Service on its first published port and a LoadBalancer on its second, a sidecar a Service with all of
  /// its ports. Nil for a port that gets none.
  ///
  /// - Parameters:
  ///   - position: the port's place in the list, from 0.
  ///   - clusterName: `APP` or `APP-SIDECAR`.
  init?(published: Int?, target: Int, position: Int, of kind: ContainerKind, named clusterName: String) {
    name = clusterName
    isLoadBalancer = false
    switch (kind, published, position) {
    case (.sidecar, _, _): number = published ?? target
    case (.app, let published?, 0): number = published
    case (.app, let published?, 1):
      name += "-lb"
      number = published
      isLoadBalancer = true
    case (.app, _, _): return nil
    }
  }
}
