extension RandomAccessCollection where Index == Int {
  /// The first index from which on the condition holds, where it holds for all elements behind one for which it does;
  /// the end when it holds for none. Takes a logarithmic number of looks.
  @inlinable
  package func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
