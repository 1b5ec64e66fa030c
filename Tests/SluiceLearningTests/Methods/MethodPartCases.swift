import SluiceLearning

extension MethodTests {
  /// Those that bring a part of their own, and cross-stitch networks beside them.
  static let withParts = [
    Case(
      testDescription: "adversarial private and shared stacks",
      method: .adversarial, plain: { PlainMethods.privateShared($0, $1) },
      statePenalty: {
        $0.tape.sum(
          PlainMethods.orthogonality($0, $1, 0.5),
          PlainSimilarity.adversary($0, $1, 0.05))
      }, isApart: true,
      breaking: {
        _ = $0.reshape { $0.regularizers[Adversary.self].weight = 0 }
      }),
    Case(
      testDescription: "private and shared stacks that look alike",
      method: .privateShared, plain: { PlainMethods.privateShared($0, $1) },
      statePenalty: {
        $0.tape.sum(
          PlainMethods.orthogonality($0, $1, 0.5),
          PlainSimilarity.discrepancy($0, $1, 0.3))
      }, isApart: true,
      change: { $0.regularizers[MeanDiscrepancy.self].weight = 0.3 },
      breaking: {
        _ = $0.reshape { $0.regularizers[MeanDiscrepancy.self].weight = 0 }
      }),
    Case(
      testDescription: "sparse combinations of bases", method: .sparseBases,
      plain: PlainBases(count: 3).states,
      bases: PlainBases(count: 3),
      change: { $0.regularizers[BasisLasso.self].weight = 0.02 },
      breaking: {
        _ = $0.reshape { $0.regularizers[BasisLasso.self].weight = 0 }
      }),
    Case(
      testDescription: "bases that meet their bound", method: .sparseBases,
      tasks: 3, plain: PlainBases(count: 2, tasks: 3).states,
      bases: PlainBases(count: 2, tasks: 3, bound: 0.9),
      change: {
        $0.bases = .init(count: 2, bound: 0.9)
        $0.regularizers[BasisLasso.self].weight = 0.02
      },
      breaking: { _ = $0.reshape { $0.bases?.bound = 2 } }),
    Case(
      testDescription: "hierarchical sharing across languages",
      method: .hierarchical, plain: PlainMixing.ownWords,
      breaking: { _ = $0.reshape { $0.ownWords = false } }),
    Case(
      testDescription: "sparse sharing", method: .sparseSharing,
      plain: PlainMixing.masked(SparseMasks.has),
      constraining: SparseMasks.set,
      breaking: { $0.constraints.masks = [:] }),
    Case(
      testDescription: "cross-stitch", method: .crossStitch,
      plain: { PlainMethods.crossStitch($0, $1) },
      breaking: { $0.constraints.frozen.insert(Weight.alpha(1)) }),
    Case(
      testDescription: "mixture of experts", method: .mixtureOfExperts,
      plain: PlainExperts.experts(3, oneGate: true),
      breaking: { _ = $0.reshape { $0.mixing = .gates(.init()) } }),
    Case(
      testDescription: "mixture of experts, one task",
      method: .mixtureOfExperts, tasks: 1,
      plain: PlainExperts.experts(3, tasks: 1, oneGate: true)),
    Case(
      testDescription: "multi-gate mixture of experts", method: .mmoe,
      plain: PlainExperts.experts(3),
      breaking: {
        _ = $0.reshape { $0.mixing = .gates(.init(isShared: true)) }
      }),
    Case(
      testDescription: "multi-gate, four experts, three tasks", method: .mmoe,
      tasks: 3, plain: PlainExperts.experts(4, tasks: 3),
      change: { $0.mixing = .gates(.init(experts: 4)) },
      breaking: { $0.constraints.frozen.formUnion($0.gates) }),
    Case(
      testDescription: "multi-gate, gates read states", method: .mmoe,
      plain: PlainExperts.experts(2, readState: true),
      change: { $0.mixing = .gates(.init(experts: 2, reads: .state)) },
      breaking: {
        _ = $0.reshape { $0.mixing = .gates(.init(experts: 2)) }
      }),
    Case(
      testDescription: "progressive layered extraction", method: .ple,
      plain: PlainExperts.progressive(1, readState: true),
      breaking: {
        _ = $0.reshape {
          $0.mixing = .gates(.init(experts: 1, hasOwn: true))
        }
      }),
    Case(
      testDescription: "progressive, two experts, gates read the input",
      method: .ple, plain: PlainExperts.progressive(2, readState: false),
      change: { $0.mixing = .gates(.init(experts: 2, hasOwn: true)) },
      breaking: { $0.constraints.frozen.formUnion($0.gates) }),
    Case(
      testDescription: "concat sharing", method: .concatSharing,
      plain: PlainMixing.concat(tasks: 2),
      breaking: { _ = $0.reshape { $0.mixing = .alpha } }),
    Case(
      testDescription: "concat sharing of three", method: .concatSharing,
      tasks: 3, plain: PlainMixing.concat(tasks: 3),
      breaking: {
        $0.constraints.frozen.insert(Weight.matrices(1, stack: 2))
      }),
    Case(
      testDescription: "learned branching", method: .branching,
      plain: PlainMixing.branching(PlainMixing.noise),
      perturbation: PlainMixing.drawn,
      breaking: { $0.constraints.frozen.insert(Weight.choices(1)) }),
    Case(
      testDescription: "branching, choices made", method: .branching,
      plain: PlainMixing.branching(nil),
      breaking: { _ = $0.reshape { $0.sluice = .off } }),
  ]
}

extension Network {
  /// What its gates have to learn.
  fileprivate var gates: Set<Weight> {
    Set(layout.entries.map(\.weight).filter { $0.part.name == "gates" })
  }
}
