import Foundation
import Testing

@testable import SluiceLearning

/// What a network's heads are comes back from files, and from states that were
/// kept.
@Suite("Kept heads") struct KeptHeadTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var change: @Sendable (inout Architecture) -> Void
  }

  static let cases = [
    Case(testDescription: "linear heads") { $0.headHidden = [] },
    Case(testDescription: "two hidden layers") { $0.headHidden = [8, 4] },
    Case(testDescription: "a CRF and a softmax") {
      $0.headOfTask = [.crf, .softmax]
    },
    Case(testDescription: "projections, shared CRF heads") {
      $0.headOfTask = [.crf, .crf]
      $0.sharesHeads = true
      $0.domainOfTask = [0, 1]
    },
  ]

  @Test("come back to the bit", arguments: cases)
  func roundTrip(_ test: Case) throws {
    let corpus = try NetworkTests.corpus()
    var network = NetworkTests.network(corpus, seed: 3, test.change)
    network.tasks[1].transitions = .valid
    network = try NetworkTests.trained(network, corpus, epochs: 1).network
    let bytes = try Checkpoint.encode(network).encoded()
    let back = try Checkpoint.decode(
      Safetensors(bytes, name: "net"), name: "net")
    #expect(back.weights == network.weights)
    #expect(back.architecture == network.architecture)
    #expect(back.constraints == network.constraints)
    #expect(try Checkpoint.encode(back).encoded() == bytes)
    let words = PlainText.corpus("Anna sent the report to Bob .")
    let labelling = try network.labelling(
      of: [0], in: words, withProbabilities: true, threads: 1)
    #expect(
      try back.labelling(
        of: [0], in: words, withProbabilities: true, threads: 1) == labelling)
    #expect(
      labelling[0].probabilities.joined().allSatisfy {
        (0...1.00001).contains($0)
      })
    let kept = try JSONDecoder().decode(
      Network.self, from: JSONEncoder().encode(network))
    #expect(kept.weights == network.weights)
    #expect(kept.architecture == network.architecture)
  }

  @Test("A file that is older than these has one hidden layer and a softmax")
  func older() throws {
    let a = try JSONDecoder().decode(
      Architecture.self,
      from: Data(
        """
        {"columnOfTask": [0, 1], "wordWidth": 6, "characterWidth": 4,
        "characterHidden": 4, "hidden": 8, "layers": 2, "subspaces": 2,
        "headHidden": 7, "wiring": "concat", "activation": "none",
        "skip": "beta", "sluice": "trained", "blocks": false,
        "sharedStack": false, "distance": 0, "lasso": 0, "orthogonal": 0,
        "penalty": {"weight": 0, "kind": "columns"}}
        """.utf8))
    #expect(a.headHidden == [7])
    #expect(a.headOfTask == [.softmax, .softmax])
    #expect(!a.sharesHeads)
    #expect(a.domains == 0)
    // And what can be said in its form is.
    let said = try JSONSerialization.jsonObject(with: JSONEncoder().encode(a))
    let fields = try #require(said as? [String: Any])
    #expect(fields["headHidden"] as? Int == 7)
    #expect(
      ["headOfTask", "sharesHeads", "domainOfTask"].allSatisfy {
        fields[$0] == nil
      })
  }

  @Test("Files with heads that cannot be are refused")
  func tampered() throws {
    let corpus = try NetworkTests.corpus()
    for change: @Sendable (inout Architecture) -> Void in [
      { $0.headHidden = [8, 0] },
      { $0.headHidden = [Int](repeating: 1, count: 65) },
      { $0.domainOfTask = [0, 2] },
      { $0.domainOfTask = [0] },
    ] {
      let file = Checkpoint.encode(NetworkTests.network(corpus))
      let text = try #require(file.metadata["structure"])
      var structure = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8))
          as? [String: Any])
      var a = NetworkTests.network(corpus).architecture
      change(&a)
      structure["architecture"] = try JSONSerialization.jsonObject(
        with: JSONEncoder().encode(a))
      var changed = file
      changed.metadata["structure"] = String(
        decoding: try JSONSerialization.data(withJSONObject: structure),
        as: UTF8.self)
      let given = changed
      #expect(throws: (any Error).self) {
        _ = try Checkpoint.decode(given, name: "net")
      }
    }
  }

  @Test("Tasks of one layer share labels and a head, and keep them equal")
  func shared() throws {
    let corpus = try NetworkTests.corpus()
    var a = Architecture(stackOfTask: [0, 0, 0])
    a.hidden = 4
    a.subspaces = 1
    a.headOfTask = [.crf, .crf, .crf]
    a.sharesHeads = true
    let labels = [["O", "B-A"], ["A", "B"], ["B-A", "I-A", "O"]]
    let names = ["one", "two", "three"]
    var network = Network(
      a,
      tasks: zip(names, zip(["ner", "pos", "ner"], labels)).map {
        NetworkTask(name: $0, layer: $1.0, labels: $1.1)
      },
      vocabulary: Vocabulary([Selection(corpus)]), seed: 1)
    network.tieHeads()
    let union = ["O", "B-A", "I-A"]
    #expect(network.tasks.map(\.labels) == [union, ["A", "B"], union])
    func isOne() -> Bool {
      ["hidden.weight", "out.bias", "transition", "end"].allSatisfy { name in
        let weights = [0, 2].map { task in
          network.layout.weight(named: "head.\(task).\(name)").flatMap {
            network.tensor($0)
          }
        }
        return weights[0] != nil && weights[0] == weights[1]
      }
    }
    #expect(isOne())
    network.adopt(
      network.vocabulary, nil, labels: [["O"], ["A"], ["O", "B-B"]],
      schemes: network.tasks.map(\.scheme))
    #expect(
      network.tasks.map(\.labels) == [["O", "B-B"], ["A"], ["O", "B-B"]])
    #expect(isOne())
    #expect(network.constraints.shared.count == 7)
  }
}
