/// The parts of a YAML 1.1 timestamp as written, not yet checked against the calendar.
struct TimestampFields {
  private let year: Int
  private let month: Int
  private let day: Int
  private let time: Time?
  /// PyYAML takes a plain scalar for a date only with two digits for month and day; behind a `!!timestamp` tag, or
  /// with a time of day, one is enough.
  let isImplicit: Bool

  private struct Time {
    var hour: Int
    var minute: Int
    var second: Int
    var microsecond: Int
    /// Minutes east of UTC, or nil for a time without a zone.
    var zone: Int?
  }

  /// Nil when the text has not the form of a timestamp (the pattern of PyYAML's constructor).
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    var scanner = ByteScanner(bytes, range)
    guard let year = scanner.number(digits: 4, 4), scanner.skip(UInt8(ascii: "-")) else { return nil }
    let monthStart = scanner.index
    guard let month = scanner.number(digits: 1, 2), scanner.skip(UInt8(ascii: "-")) else { return nil }
    let dayStart = scanner.index
    guard let day = scanner.number(digits: 1, 2) else { return nil }
    self.year = year
    self.month = month
    self.day = day
    if scanner.isAtEnd {
      time = nil
      isImplicit = dayStart - monthStart == 3 && scanner.index - dayStart == 2
      return
    }
    guard let time = Self.time(&scanner) else { return nil }
    self.time = time
    isImplicit = true
  }

  private static func time(_ scanner: inout ByteScanner) -> Time? {
    if !scanner.skip(UInt8(ascii: "T")), !scanner.skip(UInt8(ascii: "t")) {
      guard scanner.skipAll(where: isBlank) > 0 else { return nil }
    }
    guard let hour = scanner.number(digits: 1, 2), scanner.skip(UInt8(ascii: ":")),
      let minute = scanner.number(digits: 2, 2), scanner.skip(UInt8(ascii: ":")),
      let second = scanner.number(digits: 2, 2)
    else { return nil }
    var time = Time(hour: hour, minute: minute, second: second, microsecond: 0, zone: nil)
    if scanner.skip(UInt8(ascii: ".")) {
      let start = scanner.index
      time.microsecond = scanner.number(digits: 0, 6) ?? 0
      for _ in min(6, scanner.index - start)..<6 { time.microsecond *= 10 }
      scanner.skipAll(where: ByteScanner.isDigit)
    }
    if scanner.isAtEnd { return time }
    scanner.skipAll(where: isBlank)
    if scanner.skip(UInt8(ascii: "Z")) {
      time.zone = 0
    } else {
      let isWest = scanner.peek == UInt8(ascii: "-")
      guard scanner.skip(UInt8(ascii: "-")) || scanner.skip(UInt8(ascii: "+")),
        let hours = scanner.number(digits: 1, 2)
      else { return nil }
      var minutes = 0
      if scanner.skip(UInt8(ascii: ":")) {
        guard let written = scanner.number(digits: 2, 2) else { return nil }
        minutes = written
      }
      time.zone = (hours * 60 + minutes) * (isWest ? -1 : 1)
    }
    return scanner.isAtEnd ? time : nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// The date or time as Python's `str()` writes it, or the reason why there is no such moment.
  var loaded: LoadedScalar {
    guard year > 0 else { return .failure("there is no year 0") }
    guard (1...12).contains(month) else { return .failure("there is no month \(month)") }
    let monthText = Self.padded(year, 4) + "-" + Self.padded(month, 2)
    guard day >= 1, day <= daysInMonth else { return .failure("there is no day \(day) in \(monthText)") }
    let date = monthText + "-" + Self.padded(day, 2)
    guard let time else { return .date(date) }
    guard time.hour < 24 else { return .failure("there is no hour \(time.hour)") }
    guard time.minute < 60 else { return .failure("there is no minute \(time.minute)") }
    guard time.second < 60 else { return .failure("there is no second \(time.second)") }
    var text = date + " " + [time.hour, time.minute, time.second].map { Self.padded($0, 2) }.joined(separator: ":")
    if time.microsecond > 0 { text += "." + Self.padded(time.microsecond, 6) }
    if let zone = time.zone {
      let minutes = abs(zone)
      guard minutes < 24 * 60 else { return .failure("a time zone is less than 24 hours from UTC") }
      text += (zone < 0 ? "-" : "+") + Self.padded(minutes / 60, 2) + ":" + Self.padded(minutes % 60, 2)
    }
    return .dateTime(text)
  }

  private var daysInMonth: Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
