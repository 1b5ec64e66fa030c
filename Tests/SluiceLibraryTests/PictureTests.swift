import SluiceEvaluator
import SluiceLibrary
import Testing

/// Pictures of α say the same of networks that do the same.
@Suite("Pictures of α") struct PictureTests {
  private let start = """
    corpus toy = toy_english(sentences=8)
    task pos = toy.pos
    task names = toy.ner
    task chunks = toy.chunk
    network net tasks=[names, pos, chunks] layers=1 hidden=8 word=4 spelling=2 \
    head=4 seed=1
    train net epochs=2 dev=none
    train net epochs=3 dev=none

    """

  private func said(_ session: inout Session, _ script: String) -> String {
    let said = session.said(to: script, mode: .prompt)
    #expect(!said.contains("error"), "\(said)")
    return said
  }

  @Test("More subspaces that do the same are the same picture")
  func subspaces() {
    var session = Session()
    _ = said(&session, start)
    func picture() -> [Substring] {
      said(&session, "show net").split(separator: "\n").filter {
        $0.contains("→") || $0.hasPrefix("names") || $0.hasPrefix("pos  ")
      }
    }
    let two = picture()
    _ = said(&session, "subspaces net 4")
    #expect(picture() == two)
    _ = said(&session, "subspaces net 8")
    #expect(picture() == two)
  }

  @Test("All pairs of three tasks are drawn")
  func pairs() {
    var session = Session()
    _ = said(
      &session,
      start.split(separator: "\n").dropLast(2).joined(separator: "\n"))
    #expect(
      said(&session, "show net").contains(
        """
          │  1: 4|4  │  ══α══  │  1: 4|4  │  ══α══  │  1: 4|4  │
          └──────────┘  0.03→  └──────────┘  0.03→  └──────────┘
                ╰─────────── ←0.03 ══α══ 0.03→ ───────────╯
        """), "\(said(&session, "show net"))")
  }

  @Test("Curves of α, losses and scores count the same epochs")
  func epochs() {
    var session = Session()
    _ = said(&session, start)
    let alpha = said(&session, "plot net alpha")
    let loss = said(&session, "plot net loss")
    func axis(_ plot: String) -> [Substring] {
      plot.split(separator: "\n").first { $0.contains(" epoch ") }?
        .split(separator: " ") ?? []
    }
    #expect(axis(alpha) == ["0", "epoch", "5"])
    #expect(axis(loss) == ["3", "epoch", "5"])
    #expect(
      alpha.hasPrefix(
        "size of α between stacks, layer 1, of net over training, the 8 of 9"
          + " that moved most"))
    #expect(alpha.contains("names ← pos: "))
  }
}
