/// What an image is run for. The set is closed: the data may use no other word.
public enum ImageCategory: String, Sendable, Hashable, CaseIterable {
  case auth
  case backup
  case cache
  case configReload = "config-reload"
  case dashboard
  case dataTransformer = "data-transformer"
  case database
  case logging
  case metrics
  case objectStore = "object-store"
  case policy
  case proxy
  case queue
  case runtime
  case search
  case secrets
  case serviceMesh = "service-mesh"
  case sync
  case telemetryCollector = "telemetry-collector"
  case tls
  case tracing
  case tunnel
  case utility
  case waf
  case web
}
