extension [Comparison.Run] {
  /// The runs without those that are an earlier one again: of the same method,
  /// with the same weights and the same score. Where no network was trained,
  /// nobody can tell runs that are the same from runs that happen to score
  /// alike, and all are kept.
  package var distinct: [Comparison.Run] {
    var seen: Set<[String]> = []
    return filter { run in
      guard let trained = run.trained else { return true }
      return seen.insert([run.method, trained, "\(run.score)"]).inserted
    }
  }
}
