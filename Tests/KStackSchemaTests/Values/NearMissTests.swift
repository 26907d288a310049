import KStackSchema
import Testing

private let containerKeys = [
  "image", "ports", "environment", "env_file", "envFrom", "volumes", "volumesFrom", "expose", "sidecars", "command",
  "args", "networks", "resources", "healthcheck", "deploy", "service", "networkPolicy", "securityContext",
  "annotations", "labels",
]

@Suite struct NearMissTests {
  @Test(arguments: [
    ("enviroment", "environment"), ("environement", "environment"), ("evnironment", "environment"),
    ("imgae", "image"), ("iamge", "image"), ("Image", "image"), ("IMAGE", "image"), ("imag", "image"),
    ("port", "ports"), ("potrs", "ports"), ("sidecar", "sidecars"), ("sidcars", "sidecars"), ("side-cars", "sidecars"),
    ("volumeFrom", "volumesFrom"), ("volumesfrom", "volumesFrom"), ("volumes_from", "volumesFrom"),
    ("volume", "volumes"), ("env-file", "env_file"), ("envfile", "env_file"), ("envFile", "env_file"),
    ("envfrom", "envFrom"), ("env_from", "envFrom"), ("health_check", "healthcheck"), ("healthCheck", "healthcheck"),
    ("comand", "command"), ("arg", "args"), ("env", "environment"), ("network", "networks"),
    ("ressources", "resources"),
    ("sec", "securityContext"), ("label", "labels"), ("anotations", "annotations"), ("network_policy", "networkPolicy"),
  ])
  func near(word: String, expected: String) {
    #expect(NearMiss.nearest(to: word.utf8, among: containerKeys) == expected)
  }

  @Test(arguments: [
    "depends_on", "restart", "build", "x", "", "im", "image", "container_name", "hostname", "user", "name", "path",
    "secrets", "test", "tty", "😀😀😀", String(repeating: "image", count: 20),
  ])
  func farOrEqual(word: String) {
    #expect(NearMiss.nearest(to: word.utf8, among: containerKeys) == nil)
  }

  @Test func aSlipBeatsAStart() {
    #expect(NearMiss.nearest(to: "port".utf8, among: ["portsAndMore", "ports"]) == "ports")
    #expect(NearMiss.nearest(to: "conf".utf8, among: ["configuration", "conf1"]) == "conf1")
  }

  @Test func theFirstOfEquallyNearWins() {
    #expect(NearMiss.nearest(to: "cat".utf8, among: ["bat", "hat"]) == "bat")
  }

  @Test func aTranspositionIsOneSlip() {
    #expect(NearMiss.nearest(to: "ab1".utf8, among: ["ba1"]) == "ba1")
    #expect(NearMiss.nearest(to: "tpc".utf8, among: ["tcp", "udp"]) == "tcp")
  }

  @Test func hostileTextIsAnswered() {
    for text in hostileTexts {
      let nearest = NearMiss.nearest(to: text, among: containerKeys)
      #expect(nearest.map(containerKeys.contains) ?? true)
    }
    #expect(NearMiss.nearest(to: "a".utf8, among: ["", String(repeating: "a", count: 100_000)]) == nil)
  }
}
