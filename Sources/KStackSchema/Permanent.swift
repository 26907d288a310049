/// A value that is written once and stays as long as the program.
///
/// The parts of a language point at one another and are pointed at from every node of every file. They are few and made
/// once, so they are never freed, and what points at them is copied like a number.
@usableFromInline
struct Permanent<Content: Sendable>: @unchecked Sendable {
  @usableFromInline let place: UnsafePointer<Content>

  init(_ content: Content) {
    let place = UnsafeMutablePointer<Content>.allocate(capacity: 1)
    place.initialize(to: content)
    self.place = UnsafePointer(place)
  }
}

/// A shape, a record or a key of a language: each is itself only, whatever others say the same.
public protocol LanguagePart: Sendable {
  /// Which part it is.
  var identity: Identity { get }
}

/// Which part of a language something is.
public struct Identity: @unchecked Sendable, Hashable {
  private let place: UnsafeRawPointer

  init<Content>(_ content: Permanent<Content>) { place = UnsafeRawPointer(content.place) }
}

/// Whether two are the same part, as with objects.
public func === <Part: LanguagePart>(left: Part?, right: Part?) -> Bool { left?.identity == right?.identity }
