import Dispatch

/// What a function makes of each element, in their order, on as many cores as there are.
func concurrently<Element: Sendable, Result: Sendable>(
  _ elements: [Element], _ work: @Sendable (Element) -> Result
) -> [Result] {
  guard elements.count > 1 else { return elements.map(work) }
  var results: [Result?] = Array(repeating: nil, count: elements.count)
  results.withUnsafeMutableBufferPointer { buffer in
    // Each iteration writes to a place of its own, and all are done when this returns.
    nonisolated(unsafe) let places = buffer
    DispatchQueue.concurrentPerform(iterations: elements.count) { places[$0] = work(elements[$0]) }
  }
  return results.compactMap { $0 }
}
