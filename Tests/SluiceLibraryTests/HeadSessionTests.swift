import SluiceEvaluator
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// How heads are asked for, and what is said of them.
@Suite("Heads in a session") struct HeadSessionTests {
  private static let start = """
    corpus toy = toy_english(sentences=20, domains=[mail])
    task pos = toy.pos
    task names = toy.ner head=crf

    """
  private static let size =
    " layers=1 hidden=4 word=4 characters=4 spelling=4 seed=1"

  private func network(_ options: String) throws -> Network {
    var session = Session()
    let outcome = session.said(
      to: Self.start + "network net tasks=[names, pos]" + Self.size + options)
    #expect(!outcome.contains("error"), "\(outcome)")
    return try SmallNetwork.object("net", of: NetworkObject.self, in: session)
      .network
  }

  private func mistake(_ options: String) -> String {
    var session = Session()
    return session.said(
      to: Self.start + "network net tasks=[names, pos]" + Self.size + options
    )
    .split(separator: "\n").first { $0.hasPrefix("error") }.map(String.init)
      ?? ""
  }

  @Test("have as many hidden layers as they are asked to have")
  func depth() throws {
    #expect(try network("").architecture.headHidden == [100])
    #expect(try network(" head=5").architecture.headHidden == [5])
    #expect(try network(" head=[5, 3]").architecture.headHidden == [5, 3])
    #expect(try network(" head=0").architecture.headHidden == [])
  }

  @Test(
    "Layers that cannot be are refused",
    arguments: [
      ("[5, 0]", "error[out-of-range]: `head` must be from 1 to 8192, not 0"),
      ("9000", "error[out-of-range]: `head` must be from 1 to 8192, not 9000"),
      ("-1", "error[out-of-range]: `head` must be from 1 to 8192, not -1"),
      (
        "[]", "error[out-of-range]: `head` must have from 1 to 64 layers, not 0"
      ),
    ])
  func refused(head: String, said: String) {
    #expect(mistake(" head=\(head)") == said)
  }

  @Test("A CRF's labels are well-formed, and its task says what it has")
  func crf() throws {
    let network = try network("")
    #expect(network.architecture.headOfTask == [.crf, .softmax])
    #expect(network.tasks[0].validTransitions != nil)
    var session = Session()
    _ = session.said(to: Self.start)
    #expect(session.said(to: "show names").contains("head crf"))
    #expect(
      session.said(to: "task more = toy.ner head=crfs").contains(
        "did you mean `crf`?"))
  }

  @Test(
    "Sentences that break their scheme are counted when they are trained on")
  func broken() throws {
    let text = """
      Anna\tB-PER
      sleeps\tO

      Bob\tI-PER
      sleeps\tO

      She\tO
      met\tO
      Carl\tB-PER

      """
    let script = """
      corpus text = columns("text", columns=[form, ner])
      task names = text.ner head=crf transitions=valid
      network net tasks=[names] layers=1 hidden=4 word=4 characters=4 spelling=4 seed=1
      train net on=text.train dev=none epochs=1
      """
    let notes = try Notes(script, files: ["text/train.tsv": text]).notes
    #expect(
      notes.contains(
        "labels that break their scheme are learned from without"
          + " transitions=valid, which is never to give them: 1 of 3 sentences"
          + " of names"), "\(notes)")
  }

  @Test("are shared by tasks of one layer, and not by others")
  func shared() throws {
    var session = Session()
    let said = session.said(
      to: """
        corpus a = toy_english(sentences=20, domains=[mail])
        corpus b = toy_english(sentences=20, domains=[news], seed=2)
        task one = a.ner head=crf
        task two = b.ner head=crf
        task pos = b.pos
        network net tasks=[one, two, pos] heads=shared projection=yes\(Self.size)
        network all tasks=[one, two] method=domain-projections\(Self.size)
        """)
    #expect(!said.contains("error"), "\(said)")
    let net = try SmallNetwork.object(
      "net", of: NetworkObject.self, in: session
    ).network
    #expect(net.architecture.headGroups(net.tasks) == [[0, 1], [2]])
    #expect(net.architecture.domainOfTask == [0, 1, 1])
    #expect(net.constraints.shared.count == 7)
    let all = try SmallNetwork.object(
      "all", of: NetworkObject.self, in: session
    ).network
    #expect(all.architecture.domainOfTask == [0, 1])
    #expect(all.architecture.stacks == 1)
    #expect(
      session.said(to: "show all").contains(
        "heads: one crf, two crf; one and two share one; projection 1 for one;"
          + " projection 2 for two"))
    #expect(
      session.said(
        to: "network other tasks=[one, pos] heads=shared" + Self.size
      ).contains(
        "note: `heads=shared` has no effect: no two tasks of other are of layers"
      ))
    let other = session.said(
      to: """
        task three = a.ner
        network third tasks=[two, three] heads=shared\(Self.size)
        """)
    #expect(
      other.contains(
        "error[wrong-type]: two and three are to share a head, but two asks for"
          + " crf and three for softmax"), "\(other)")
  }
}
