/// Sequences laid side by side by time step, longest first, without padding.
///
/// - Shapes: `starts` is `[longest + 1]`; the row of item `t` of sequence `b` is
///   `starts[t] + b`.
package struct Packing: Sendable, Equatable {
  /// How long each sequence is, longest first.
  package let lengths: [Int]
  /// Where each time step's rows start; the last number counts all rows.
  package let starts: [Int]

  /// - Parameter lengths: Lengths of at least 1, longest first.
  package init(lengths: [Int]) {
    precondition(
      zip(lengths, lengths.dropFirst()).allSatisfy(>=)
        && lengths.allSatisfy { $0 > 0 }, "longest first, none empty")
    self.lengths = lengths
    var starts = [0]
    var live = lengths.count
    for t in 0..<(lengths.first ?? 0) {
      while live > 0, lengths[live - 1] <= t { live -= 1 }
      starts.append(starts[t] + live)
    }
    self.starts = starts
  }

  /// How many sequences there are.
  package var count: Int { lengths.count }
  /// How many items there are in all.
  package var rows: Int { starts.last ?? 0 }

  /// The row of item `t` of sequence `b`.
  package func row(_ t: Int, of b: Int) -> Int { starts[t] + b }
}
