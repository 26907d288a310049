// swift-tools-version: 6.2
import PackageDescription

/// Swift 6 mode comes with the tools version; a warning stops the build.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "kstack-language-server",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "kstack-language-server", targets: ["kstack-language-server"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

    .target(name: "YAMLSyntax", dependencies: ["CLibYAML"], swiftSettings: strict),
    .testTarget(
      name: "YAMLSyntaxTests", dependencies: ["TestSupport", "YAMLSyntax"], swiftSettings: strict),

    .target(name: "KStackSchema", swiftSettings: strict),
    .testTarget(name: "KStackSchemaTests", dependencies: ["KStackSchema"], swiftSettings: strict),

    .executableTarget(name: "EmbedImages", swiftSettings: strict),
    .plugin(
      name: "EmbedImagesPlugin", capability: .buildTool(), dependencies: ["EmbedImages"],
      path: "Sources/EmbedImagesPlugin"),
    .target(
      name: "KStackImages", dependencies: ["KStackSchema"], exclude: ["images.json"], swiftSettings: strict,
      plugins: ["EmbedImagesPlugin"]),
    .testTarget(name: "KStackImagesTests", dependencies: ["KStackImages"], swiftSettings: strict),

    .target(
      name: "KStackAnalysis", dependencies: ["KStackImages", "KStackSchema", "YAMLSyntax"], swiftSettings: strict),
    .testTarget(
      name: "KStackAnalysisTests", dependencies: ["KStackAnalysis", "KStackSchema", "TestSupport", "YAMLSyntax"],
      swiftSettings: strict),

    .target(name: "LanguageServerProtocol", swiftSettings: strict),
    .testTarget(
      name: "LanguageServerProtocolTests", dependencies: ["LanguageServerProtocol"], swiftSettings: strict),

    .target(
      name: "KStackLanguageServer",
      dependencies: ["KStackAnalysis", "KStackSchema", "LanguageServerProtocol", "YAMLSyntax"], swiftSettings: strict),
    .testTarget(
      name: "KStackLanguageServerTests",
      dependencies: ["KStackAnalysis", "KStackLanguageServer", "LanguageServerProtocol", "TestSupport", "YAMLSyntax"],
      swiftSettings: strict),

    .target(name: "CStart"),
    .executableTarget(
      name: "kstack-language-server",
      dependencies: [
        "CStart", "KStackAnalysis", "KStackLanguageServer", "KStackSchema", "LanguageServerProtocol", "YAMLSyntax",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "kstack-benchmarks",
      dependencies: [
        "CLibYAML", "KStackAnalysis", "YAMLSyntax",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks", exclude: ["README.md"], swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["KStackAnalysis", "LanguageServerProtocol"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "KStackAnalysis", "LanguageServerProtocol", "TestSupport", "YAMLSyntax", "kstack-language-server",
      ],
      swiftSettings: strict),
  ]
)
