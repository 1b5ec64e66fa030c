extension Method {
  /// A private and a shared subspace for each task; the shared ones are one.
  ///
  /// - Source: Daumé III 2007, <https://aclanthology.org/P07-1033>.
  package static let easyAdaptation = Method(
    name: "easy-adaptation",
    noun: "frustratingly easy domain adaptation",
    paper: "Daumé III 2007",
    idea:
      "the first subspace reads itself alone, and what the second of any task"
      + " sends all tasks receive alike",
    stacks: .ofEachTask,
    subspaces: 2,
    alpha: .trained,
    mixing: .alpha,
    bases: nil,
    ownWords: false,
    reading: .off,
    keepsSubspacesApart: true,
    tiedLayers: nil,
    regularizers: [],
    losses: .ofAllTasks,
    sharesHeads: false,
    projectsDomains: false,
    constraining: { network, _ in network.adaptEasily() })
}

extension Network {
  /// Makes the first subspace of each stack private and all others one mix:
  /// a private stream reads itself alone, and what a shared stream sends, every
  /// stack's stream of the same subspace receives alike.
  fileprivate mutating func adaptEasily() {
    let (n, s) = (architecture.streams, architecture.subspaces)
    for layer in 0..<architecture.layers {
      let weight = Weight.alpha(layer)
      guard var alpha = tensor(weight) else { continue }
      var fixed: Set<Int> = []
      for receiver in 0..<n {
        for sender in 0..<n {
          let (from, to) = (sender % s, receiver % s)
          if receiver != sender, from == 0 || to == 0 || from != to {
            alpha.values[receiver * n + sender] = 0
            fixed.insert(receiver * n + sender)
          }
        }
      }
      var tied: [[Int]] = []
      for sender in 0..<n where sender % s != 0 {
        let group = (0..<n).filter { $0 % s == sender % s }.map {
          $0 * n + sender
        }
        for entry in group {
          alpha.values[entry] = alpha.values[sender * n + sender]
        }
        tied.append(group)
      }
      set(weight, alpha)
      constraints.fixed[weight] = fixed
      constraints.tied[weight] = tied
    }
  }
}
