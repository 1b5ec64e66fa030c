import SluiceLearning

extension MethodTests {
  /// Those that hold something of a sluice network fast, or add to its loss.
  static let heldFast = [
    Case(
      testDescription: "single task", method: .single, tasks: 1,
      plain: { PlainMethods.single($0, $1) }),
    Case(
      testDescription: "hard parameter sharing", method: .hard,
      plain: { PlainMethods.hard($0, $1) },
      breaking: { _ = $0.reshape { $0.stackOfTask = [0, 1] } }),
    Case(
      testDescription: "hard parameter sharing, CRF heads", method: .hard,
      plain: { PlainMethods.hard($0, $1) }, head: .crf),
    Case(
      testDescription: "domain projections", method: .domainProjections,
      plain: { PlainMethods.domainProjections($0, $1) }, hasOneHead: true,
      breaking: { $0.constraints.shared = [] }),
    Case(
      testDescription: "domain projections, a CRF head",
      method: .domainProjections,
      plain: { PlainMethods.domainProjections($0, $1) }, head: .crf,
      hasOneHead: true,
      breaking: {
        $0.constraints.shared.removeAll { $0[0].name == "head.0.transition" }
      }),
    Case(
      testDescription: "low supervision at layer 1", method: .lowSupervision,
      plain: { PlainMethods.lowSupervision(at: 1)($0, $1) },
      breaking: { _ = $0.untie(layers: [0]) }),
    Case(
      testDescription: "low supervision at layer 2", method: .lowSupervision,
      tied: 2, plain: { PlainMethods.lowSupervision(at: 2)($0, $1) },
      breaking: { $0.constraints.fixed = [:] }),
    Case(
      testDescription: "low supervision at the last layer",
      method: .lowSupervision, tied: 3,
      plain: { PlainMethods.lowSupervision(at: 3)($0, $1) },
      breaking: { _ = $0.untie(layers: [2]) }),
    Case(
      testDescription: "split at the input", method: .split, tied: 0,
      plain: { PlainMethods.split(after: 0)($0, $1) },
      breaking: { $0.tie(layers: [0]) }),
    Case(
      testDescription: "split after layer 1", method: .split,
      plain: { PlainMethods.split(after: 1)($0, $1) },
      breaking: { _ = $0.untie(layers: [0]) }),
    Case(
      testDescription: "split after layer 2", method: .split, tied: 2,
      plain: { PlainMethods.split(after: 2)($0, $1) },
      breaking: { _ = $0.untie(layers: [1]) }),
    Case(
      testDescription: "split at the heads", method: .split, tied: 3,
      plain: { PlainMethods.split(after: 3)($0, $1) },
      breaking: { _ = $0.untie(layers: [2]) }),
    Case(
      testDescription: "soft sharing", method: .softSharing,
      plain: { PlainMethods.softSharing($0, $1) },
      penalty: { PlainMethods.distance($0, 0.1) },
      breaking: {
        _ = $0.reshape { $0.regularizers[StackDistance.self].weight = 0 }
      }),
    Case(
      testDescription: "group lasso", method: .groupLasso,
      plain: { PlainMethods.softSharing($0, $1) }, lasso: 0.02,
      breaking: {
        _ = $0.reshape { $0.regularizers[GroupLasso.self].weight = 0 }
      }),
    Case(
      testDescription: "private and shared stacks", method: .privateShared,
      plain: { PlainMethods.privateShared($0, $1) },
      statePenalty: { PlainMethods.orthogonality($0, $1, 0.5) },
      breaking: {
        _ = $0.reshape { $0.regularizers[StackOrthogonality.self].weight = 0 }
      }),
    Case(
      testDescription: "frustratingly easy domain adaptation",
      method: .easyAdaptation,
      plain: { PlainMethods.easyAdaptation($0, $1) },
      alphaEntries: [0, 5, 10, 15],
      breaking: { _ = $0.reshape { $0.blocks = false } }),
    Case(
      testDescription: "easy domain adaptation, alpha", method: .easyAdaptation,
      plain: { PlainMethods.easyAdaptation($0, $1) },
      alphaEntries: [0, 5, 10, 15],
      breaking: { $0.constraints.tied = [:] }),
  ]
}
