import KStackSchema
import Testing

@Suite struct QuantityTests {
  @Test(arguments: [
    ("0", 0), ("1", 1), ("-1", -1), ("+1.5", 1.5), (".5", 0.5), ("5.", 5), ("500m", 0.5), ("100u", 0.0001),
    ("1n", 0.000_000_001), ("1k", 1000), ("256M", 256_000_000), ("1G", 1e9), ("1T", 1e12), ("1P", 1e15), ("1E", 1e18),
    ("1Ki", 1024), ("256Mi", 268_435_456), ("0.5Gi", 536_870_912), ("1Ti", 1_099_511_627_776), ("1e3", 1000),
    ("1E3", 1000), ("12e-1", 1.2), ("1e+2", 100), ("00001", 1),
  ])
  func valid(text: String, expected: Double) throws {
    #expect(try Quantity.parse(text.utf8).get().value == expected)
  }

  @Test(arguments: [
    ("0.3", "300m"), ("1", "1000m"), ("1Gi", "1024Mi"), ("0.5Gi", "512Mi"), ("1M", "1000k"), ("1e3", "1k"),
    ("0.1", "100m"), ("1.1", "1100m"), ("2.50", "2500m"),
  ])
  func spellingsOfOneQuantityAreEqual(left: String, right: String) throws {
    let (left, right) = try (Quantity.parse(left.utf8).get(), Quantity.parse(right.utf8).get())
    #expect(!(left < right) && !(right < left))
  }

  @Test func megabytesAreLessThanMebibytes() throws {
    #expect(try Quantity.parse("256M".utf8).get() < Quantity.parse("256Mi".utf8).get())
    #expect(try Quantity.parse("400m".utf8).get() < Quantity.parse("1".utf8).get())
  }

  @Test func rangesAndSuffix() throws {
    let quantity = try Quantity.parse("1.5Gi".utf8).get()
    #expect(quantity.numberRange == 0..<3)
    #expect(quantity.suffixRange == 3..<5)
    #expect(quantity.suffix == .binary(30))
    #expect(try Quantity.parse("2e6".utf8).get().suffix == .decimal(6))
  }

  @Test(arguments: [
    ("", "empty ⟦⟧"),
    ("256MB", "unknownSuffix ⟦MB⟧ → 256M → 256Mi"),
    ("512mb", "unknownSuffix ⟦mb⟧ → 512M → 512Mi"),
    ("0.5 Gi", "whitespace ⟦ ⟧ → 0.5Gi"),
    ("0.5 GB", "whitespace ⟦ ⟧ → 0.5G → 0.5Gi"),
    ("512MiB", "unknownSuffix ⟦MiB⟧ → 512Mi"),
    ("512mi", "unknownSuffix ⟦mi⟧ → 512Mi"),
    ("1K", "unknownSuffix ⟦K⟧ → 1k → 1Ki"),
    ("1g", "unknownSuffix ⟦g⟧ → 1G → 1Gi"),
    ("2 cores", "whitespace ⟦ ⟧ → 2"),
    ("2cpu", "unknownSuffix ⟦cpu⟧ → 2"),
    ("500 millicores", "whitespace ⟦ ⟧ → 500m"),
    ("0,5", "unknownSuffix ⟦,5⟧ → 0.5"),
    ("1_000Mi", "unknownSuffix ⟦_000Mi⟧ → 1000Mi"),
    ("lots", "missingNumber ⟦lots⟧"),
    ("Mi", "missingNumber ⟦Mi⟧"),
    (".", "missingNumber ⟦.⟧"),
    ("1e1.5", "badExponent ⟦e1.5⟧"),
    ("1e99999", "badExponent ⟦e99999⟧"),
    ("1e", "unknownSuffix ⟦e⟧"),
    ("50%", "unknownSuffix ⟦%⟧"),
    ("1.2.3", "unknownSuffix ⟦.3⟧"),
  ])
  func faults(text: String, expected: String) {
    guard case .failure(let fault) = Quantity.parse(text.utf8) else {
      Issue.record("'\(text)' was accepted")
      return
    }
    #expect(render(fault.reason, fault.range, in: text, fault.suggestions) == expected)
    for suggestion in fault.suggestions { #expect((try? Quantity.parse(suggestion.utf8).get()) != nil) }
  }

  @Test func hostileTextIsAnswered() {
    for text in hostileTexts {
      switch Quantity.parse(text) {
      case .success(let quantity): #expect(!quantity.value.isNaN)
      case .failure(let fault): #expect(fault.range.lowerBound >= 0 && fault.range.upperBound <= text.count)
      }
    }
  }
}
