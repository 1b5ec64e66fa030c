import SluiceEvaluator
import SluiceOutput
import SluiceTensor
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// What α is said to be worth.
@Suite("Measures of sharing") struct SharingMeasureTests {
  private static let training = "train net epochs=6 dev=none\n"
  private static let trained = SmallNetwork.script + training

  private func numbers(_ script: String) throws -> [Double] {
    let text = try said(Self.trained + script)
    let last = text.split(separator: "\n").last { !$0.hasPrefix("note") } ?? ""
    return last.split { " [],".contains($0) }.compactMap { Double($0) }
  }

  @Test("What a stream reads adds up to 1")
  func flow() throws {
    let text = try said(Self.trained + "inspect net flow on=toy.dev")
    let rows = text.split(separator: "\n").filter {
      $0.hasPrefix("names.") || $0.hasPrefix("pos.")
    }.map { $0.split(separator: " ").dropFirst().compactMap { Double($0) } }
    #expect(rows.count == 8)
    for row in rows { #expect(abs(row.reduce(0, +) - 1) < 0.003) }
  }

  @Test("A scale that all of a receiver's α share is not in the flow")
  func scale() throws {
    let session = SmallNetwork.session(after: Self.training)
    let found = try SmallNetwork.object(
      "net", of: NetworkObject.self, in: session)
    var selection = try SmallNetwork.object(
      "toy", of: CorpusObject.self, in: session
    ).selection
    selection.split = "dev"
    func shares(_ network: Network) throws -> Output {
      var probe = try SharingProbe(
        network, on: network.tasks.map { _ in selection }, threads: 1)
      return try SharingReport(
        Reference(
          NetworkObject(network: network, tasks: []), called: "net", at: 0..<0)
      ).flow(&probe)
    }
    var scaled = found.network
    let last = scaled.architecture.layers - 1
    var alpha = try #require(scaled.tensor(.alpha(last)))
    for i in 0..<4 { alpha.values[i] *= -2 }
    scaled.set(.alpha(last), alpha)
    #expect(try shares(scaled) == shares(found.network))
  }

  @Test("By its mean a sender that never varies is worth nothing")
  func closingByMean() throws {
    let zero = try numbers("print closing(net, names, pos, toy.dev)")
    let mean = try numbers("print closing(net, names, pos, toy.dev, with=mean)")
    #expect(zero != mean)
    #expect(zero.count == 1 && mean.count == 1)
  }

  @Test("Means of what was closed are what the entries let through")
  func offsets() {
    var a = Architecture(stackOfTask: [0, 1])
    a.hidden = 4
    a.layers = 1
    a.subspaces = 2
    // From the second stack's first subspace to the first's second.
    let offsets = StateOffsets(
      [(layer: 0, receiver: 1, sender: 2)],
      alpha: { _ in (0..<16).map(Float.init) },
      means: [[[0, 0, 0, 0, 0, 0, 0, 0], [1, 2, 3, 4, 5, 6, 7, 8]]], a)
    var values = [Float](repeating: 0, count: 16)
    values.withUnsafeMutableBufferPointer { memory in
      guard let base = memory.baseAddress else { return }
      offsets.add(
        toLayer: 0,
        [
          Block(base, rows: 1, columns: 8),
          Block(base + 8, rows: 1, columns: 8),
        ])
    }
    // α[1, 2] is 6; the units are those of each direction.
    #expect(values[..<8] == [0, 0, 6, 12, 0, 0, 30, 36])
    #expect(values[8...].allSatisfy { $0 == 0 })
  }

  @Test("What a task keeps of its own, and receives")
  func received() throws {
    let own = try numbers("print received(net, names, names)")
    let from = try numbers("print received(net, names, pos)")
    #expect(own.count == 7 && from.count == 7)
    #expect(own[0] > 0.4 && abs(from[0] - 0.0333) < 1e-3)
  }

  @Test("A refit trains copies, and leaves the network as it is")
  func refit() throws {
    var session = SmallNetwork.session(after: Self.training)
    let before = session.state["net"]?.fingerprint
    let line = "print refit(net, names, pos, toy.dev, epochs=2, seed=1)"
    let first = session.said(to: line, mode: .prompt)
    #expect(Double(first) != nil)
    #expect(session.said(to: line, mode: .prompt) == first)
    #expect(session.state["net"]?.fingerprint == before)
    let notes = try Notes(
      Self.trained + "print refit(net, names, names, toy.dev)", files: [:])
    #expect(
      notes.mistakes == [
        "names and names have one stack: there is no sluice between them (name"
          + " two tasks with stacks of their own)"
      ])
  }
}
