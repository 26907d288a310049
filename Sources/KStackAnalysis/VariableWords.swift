internal import YAMLSyntax

extension EffectiveConfiguration.Variable {
  /// Whether the name has one of some words, in upper or lower case.
  ///
  /// - Parameters:
  ///   - words: in upper case.
  ///   - separators: what stands between the words of a name.
  func isNamed(withOneOf words: [String], separators: String = "_-.") -> Bool {
    var rest = name.value
    while !rest.isEmpty {
      let end = rest.firstIndex { separators.utf8.contains($0) } ?? rest.endIndex
      let part = rest[..<end]
      let first = part.first?.uppercased
      if words.contains(where: {
        $0.utf8.count == part.count && $0.utf8.first == first && $0.utf8.elementsEqual(part.lazy.map(\.uppercased))
      }) {
        return true
      }
      rest = rest[end...].dropFirst()
    }
    return false
  }
}

extension UInt8 {
  fileprivate var uppercased: UInt8 {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= self ? self - 0x20 : self
  }
}
