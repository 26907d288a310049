extension Language {
  /// kstack's compose format, the format of the sidecar guide.
  public static let kstack = Language(name: "kstack", root: .record(.stack), patterns: SidecarPattern.all)
}
