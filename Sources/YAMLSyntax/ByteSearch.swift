extension UnsafeBufferPointer<UInt8> {
  /// Whether these are the same bytes; they are compared eight at a time.
  func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    let (left, right) = (UnsafeRawBufferPointer(self), UnsafeRawBufferPointer(other))
    var offset = 0
    while offset + 8 <= count {
      let one = left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if one != right.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
      offset += 8
    }
    while offset < count {
      if left[offset] != right[offset] { return false }
      offset += 1
    }
    return true
  }

  /// The first place of a byte from `start` on; eight bytes are looked at together.
  func firstPlace(of byte: UInt8, from start: Int) -> Int? {
    let raw = UnsafeRawBufferPointer(self)
    let low7: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let wanted = UInt64(byte) &* 0x0101_0101_0101_0101
    var offset = Swift.max(start, 0)
    while offset + 8 <= count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ wanted
      // The top bit of each byte that is zero.
      let found = ~(((word & low7) &+ low7) | word | low7)
      if found != 0 { return offset + found.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < count {
      if raw[offset] == byte { return offset }
      offset += 1
    }
    return nil
  }
}
