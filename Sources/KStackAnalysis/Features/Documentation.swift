internal import KStackImages
internal import KStackSchema

enum Documentation {
  static func markdown(of key: Key) -> String { key.documentation }
  static func markdown(of image: KnownImage) -> String { image.summary }
  static func markdown(of variable: KnownImage.Variable) -> String { variable.description }
}
