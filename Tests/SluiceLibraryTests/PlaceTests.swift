import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import Testing

/// A network that every command has something to change of, and a copy.
private let twoNetworks = """
  corpus toy = toy_english(sentences=4)
  task pos = toy.pos
  task names = toy.ner
  network net tasks=[names, pos] layers=2 hidden=4 word=4 spelling=2 head=4
  freeze net.words
  tie net.layer[2]
  let before = net
  """

/// How each command that changes a network is written.
private let changes = [
  "train": "train NET epochs=1 dev=none", "subspaces": "subspaces NET 4",
  "skip": "skip NET off", "sluice": "sluice NET off",
  "set": "set NET.alpha[1] = 0.5", "freeze": "freeze NET.alpha",
  "thaw": "thaw NET.words", "tie": "tie NET.layer[1]",
  "untie": "untie NET.layer[2]",
  "prune": "tie NET.layer\nprune NET rounds=1 epochs=1 seed=1",
]

@Suite("A name is a place") struct PlaceTests {
  /// What is known of a network by a name.
  private func all(
    of name: String, in session: Session
  ) throws -> [String] {
    guard case .object(let object)? = session.state[name] else {
      throw Failure("\(name) is no object")
    }
    var session = session
    return [
      object.fingerprint, session.said(to: "show \(name)", mode: .prompt),
      session.said(to: "inspect \(name) free", mode: .prompt),
    ].map { $0.replacing("\(name):", with: "it:") }
  }

  @Test("Every command that changes what a name stands for is tried here")
  func complete() {
    let changing = Registry.standard.commands.filter {
      $0.signature.fields.contains { $0.info.type.use != .read }
    }
    #expect(Set(changing.map { $0.name }) == Set(changes.keys))
  }

  @Test(
    "`let` makes a copy: only the network that is named changes",
    arguments: changes.values.sorted(),
    [(named: "net", other: "before"), (named: "before", other: "net")])
  func copies(
    command: String, names: (named: String, other: String)
  ) throws {
    var session = Session()
    #expect(!session.said(to: twoNetworks).contains("error"))
    let start = try all(of: "net", in: session)
    #expect(try all(of: "before", in: session) == start)
    let text = command.replacing("NET", with: names.named)
    #expect(!session.said(to: text, mode: .prompt).contains("error"))
    #expect(try all(of: names.other, in: session) == start)
    #expect(try all(of: names.named, in: session) != start)
  }

  @Test(
    "In a loop over names only the network that is meant changes",
    arguments: changes.values.sorted(), ["net", "before"])
  func names(command: String, named: String) throws {
    var session = Session()
    #expect(!session.said(to: twoNetworks).contains("error"))
    let start = try all(of: "net", in: session)
    let text = """
      for n in [\(named)] {
        for m in [n] { \(command.replacing("NET", with: "m")) }
      }
      """
    #expect(!session.said(to: text, mode: .prompt).contains("error"))
    let untouched = named == "net" ? "before" : "net"
    #expect(try all(of: untouched, in: session) == start)
    #expect(try all(of: named, in: session) != start)
  }

  @Test(
    "A sweep's axis is each run's own copy, whatever is done to it",
    arguments: changes.values.sorted())
  func axes(command: String) throws {
    var session = Session()
    #expect(!session.said(to: twoNetworks).contains("error"))
    let start = try all(of: "net", in: session)
    let text = """
      sweep runs n=[net] time=1..2 {
        \(command.replacing("NET", with: "n"))
        let copy = n
      }
      """
    #expect(!session.said(to: text, mode: .prompt).contains("error"))
    #expect(try all(of: "net", in: session) == start)
    #expect(try all(of: "before", in: session) == start)
    guard case .object(let runs)? = session.state["runs"] else {
      throw Failure("no table")
    }
    let copies = (runs as? TableObject)?.column("copy") ?? []
    #expect(copies.count == 2)
    for copy in copies { #expect(copy.fingerprint != start[0]) }
  }

  @Test(
    "An item of a list is no place: it is refused, and nothing changes",
    arguments: changes.values.sorted(), ["nets[2]", "n"])
  func items(command: String, item: String) throws {
    var session = Session()
    let list = "\nlet nets = [net, before]\n"
    #expect(!session.said(to: twoNetworks + list).contains("error"))
    let start = try all(of: "net", in: session)
    let text = command.replacing("NET", with: item)
    let said = session.said(
      to: item == "n" ? "for n in nets { \(text) }" : text, mode: .prompt)
    #expect(said.hasPrefix("error[wrong-type]"), "\(said)")
    for name in ["net", "before", "nets[1]", "nets[2]"] {
      _ = session.said(to: "let it = \(name)", mode: .prompt)
      #expect(try all(of: "it", in: session) == start)
    }
  }

  @Test(
    "What a network's fingerprint tells apart is all that training depends on",
    arguments: changes.values.sorted())
  func fingerprints(command: String) throws {
    var session = Session()
    #expect(!session.said(to: twoNetworks).contains("error"))
    func fingerprint() -> String? {
      session.state["net"].map(\.fingerprint)
    }
    let start = fingerprint()
    let text = command.replacing("NET", with: "net")
    #expect(!session.said(to: text, mode: .prompt).contains("error"))
    #expect(fingerprint() != start)
  }

  @Test("In a loop over names each turn is about what that name stands for")
  func loops() {
    var session = Session()
    #expect(!session.said(to: twoNetworks).contains("error"))
    let said = session.said(
      to: """
        for n in [net, before] {
          sluice n off
          print n.epochs
          for m in [n] { subspaces m 4 }
        }
        print net.subspaces before.subspaces
        """, mode: .prompt)
    #expect(
      said == """
        net: sluices off, alpha is the identity; 2 subspaces; heads read all \
        layers by trained beta; layer 2 is shared by all stacks
        0
        net: sluices off, alpha is the identity; 4 subspaces; heads read all \
        layers by trained beta; layer 2 is shared by all stacks
        before: sluices off, alpha is the identity; 2 subspaces; heads read all \
        layers by trained beta; layer 2 is shared by all stacks
        0
        before: sluices off, alpha is the identity; 4 subspaces; heads read all \
        layers by trained beta; layer 2 is shared by all stacks
        4 4
        """)
  }

  @Test("What is no place is not changed, and the message says what to do")
  func refusals() {
    var session = Session()
    #expect(!session.said(to: twoNetworks).contains("error"))
    #expect(
      session.said(
        to: """
          let nets = [net, before]
          for n in nets { sluice n off }
          """, mode: .prompt) == """
          error[wrong-type]: `n` is a copy: changing it would change nothing
           --> demo.sluice:2:24
            |
          2 | for n in nets { sluice n off }
            |                        ^ is an item of a list of values
            = hint: write names in the loop itself, as in for n in [one, two], and each turn changes what that name stands for
          """)
    #expect(
      session.said(to: "set nets[1].alpha = 0", mode: .prompt) == """
        error[wrong-type]: `set` does not change a list
         --> demo.sluice:1:5
          |
        1 | set nets[1].alpha = 0
          |     ^^^^
          = hint: define it again: let nets = …
        """)
    #expect(
      session.said(to: "train nets[1] epochs=1", mode: .prompt) == """
        error[wrong-type]: only what has a name can be changed
         --> demo.sluice:1:7
          |
        1 | train nets[1] epochs=1
          |       ^^^^^^^ is a value without a name
          = hint: give it one first: let mine = nets[1]
        """)
  }

  @Test("A sweep's axis is each run's own copy") func sweeps() {
    var session = Session()
    #expect(!session.said(to: twoNetworks).contains("error"))
    let said = session.said(
      to: """
        sweep runs n=[net] times=1..2 {
          subspaces n 4
          let parts = n.subspaces
        }
        print runs.parts net.subspaces
        """, mode: .prompt)
    #expect(
      said == """
        runs: 2 runs over n, times; parts
        note: `times` is varied, but the block never uses it: runs that differ in it
        differ by chance, if at all
        [4, 4] 2
        """)
  }
}

private struct Failure: Error {
  let text: String
  init(_ text: String) { self.text = text }
}
