import Foundation
import SluiceEvaluator
import SluiceRandom
import Testing

private let start = """
  corpus toy = toy_english(sentences=4)
  task pos = toy.pos
  task names = toy.ner
  network net tasks=[names, pos] layers=2 hidden=8 word=4 spelling=2 head=4

  """

/// What was fixed, tied and frozen is so after every change of shape, or a note
/// says that it is no longer.
@Suite("Constraints and changes of shape") struct ToggleTests {
  private func session(_ script: String, in folder: String = ".") -> Session {
    var session = Session(Environment(folder: folder))
    let said = session.said(to: start + script, mode: .prompt)
    #expect(!said.contains("error"), "\(said)")
    return session
  }

  /// The columns `frozen`, `fixed` and `tied` of `inspect net free`, by part.
  private func held(_ session: Session) -> [String: [Int]] {
    var session = session
    let table = session.said(to: "inspect net free", mode: .prompt)
    return Dictionary(
      uniqueKeysWithValues: table.split(separator: "\n").dropFirst().map {
        let words = $0.split(separator: " ").map(String.init)
        let numbers = words.suffix(5).map {
          Int($0.replacing(",", with: "")) ?? -1
        }
        return (
          words.dropLast(5).joined(separator: " "), Array(numbers[1...3])
        )
      })
  }

  @Test("Cut streams keep what is fixed and tied, and the way back restores it")
  func subspaces() {
    var session = session(
      """
      set net.alpha[2][names, pos] = 0 fixed
      tie net.alpha[1][names, pos]
      """)
    let before = held(session)
    #expect(before["alpha"] == [0, 4, 3])
    #expect(
      session.said(to: "subspaces net 4", mode: .prompt)
        == "net: 8 × 8 alpha trained; 4 subspaces; heads read all layers by"
        + " trained beta")
    #expect(held(session)["alpha"] == [0, 16, 12])
    #expect(
      session.said(
        to: """
          train net epochs=1 dev=none
          assert net.alpha[2][names.2, pos.3] == 0
          assert net.alpha[1][names.1, pos.3] == net.alpha[1][names.3, pos.1]
          assert net.alpha[1][names.1, pos.2] != 0
          """, mode: .prompt
      ).contains("error") == false)
    session = self.session(
      """
      set net.alpha[2][names, pos] = 0 fixed
      tie net.alpha[1][names, pos]
      subspaces net 4
      subspaces net 2
      """)
    #expect(held(session) == before)
  }

  @Test("What cannot be kept is listed")
  func listed() {
    var session = session(
      """
      set net.alpha[2][names.1, pos] = 0.5 fixed
      tie net.alpha[1][names.1, pos]
      """)
    #expect(
      session.said(to: "subspaces net off", mode: .prompt) == """
        net: 2 × 2 alpha trained; no subspaces; heads read all layers by trained beta
        note: reinitialized: alpha[2]
        note: no longer fixed or tied: 2 tied entries of alpha[1] and 2 fixed entries of
        alpha[2]; `inspect net free` shows what is
        """)
    #expect(held(session)["alpha"] == [0, 0, 0])
  }

  @Test("What is switched off keeps its entries, and says so")
  func off() {
    var session = session(
      """
      set net.alpha[2][names, pos] = 0 fixed
      set net.beta[pos] = [1, 0] fixed
      """)
    let before = held(session)
    #expect(
      session.said(to: "sluice net off\nskip net mean", mode: .prompt) == """
        net: sluices off, alpha is the identity; 2 subspaces; names reads all by beta, \
        pos reads layer 1
        note: kept for when it is switched on again: 4 fixed entries of alpha[2]
        net: sluices off, alpha is the identity; 2 subspaces; heads read the mean of the \
        layers
        note: kept for when it is switched on again: 2 fixed entries of beta
        """)
    _ = session.said(
      to: """
        subspaces net 4
        sluice net on
        subspaces net 2
        skip net on
        """, mode: .prompt)
    #expect(held(session) == before)
  }

  @Test("`init=` resets α but for what is fixed, and says so")
  func reset() {
    var session = session(
      """
      set net.alpha[1][names, pos] = 0.25 fixed
      tie net.alpha[2][names.1]
      """)
    #expect(
      session.said(
        to: """
          sluice net on init=identity
          print net.alpha[1][names.1] net.alpha[2][names.1]
          """, mode: .prompt) == """
          net: 4 × 4 alpha trained; 2 subspaces; heads read all layers by trained beta
          note: 4 fixed entries of α stay as before: thaw α first to reset all of it
          [1, 0, 0.25, 0.25] [0.25, 0.25, 0.25, 0.25]
          """)
  }

  @Test("Learned numbers that one stream has no place for are not dropped")
  func oneStream() {
    var session = session(
      """
      network h tasks=[names, pos] method=hard subspaces=2 layers=1 hidden=8 \
      word=4 spelling=2 head=4
      sluice h on
      set h.alpha[1] = 0.5
      train h epochs=1 dev=none
      """)
    #expect(
      session.said(to: "subspaces h off", mode: .prompt) == """
        error[needs-rebuild]: this would throw away what h has learned in alpha[1]
         --> demo.sluice:1:1
          |
        1 | subspaces h off
          | ^^^^^^^^^^^^^^^
          = hint: add rebuild=yes to reinitialize those weights
        """)
  }

  @Test("Subspaces that are kept apart are not cut without a word")
  func apart() {
    var session = session(
      """
      network e tasks=[names, pos] method=easy-adaptation layers=1 hidden=8 \
      word=4 spelling=2 head=4
      train e epochs=1 dev=none
      """)
    #expect(
      session.said(to: "subspaces e 4", mode: .prompt).hasPrefix(
        "error[needs-rebuild]: this would throw away what e has learned in"
          + " layer[1]"))
  }

  @Test("After any toggles, what was held is held, or a note names it")
  func random() throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var random = RandomStream(seed: 3)
    let toggles = [
      "subspaces net 1", "subspaces net 2", "subspaces net 4",
      "subspaces net 8", "sluice net off", "sluice net on", "sluice net frozen",
      "sluice net on init=balanced", "skip net off", "skip net on",
      "skip net concat", "skip net sum", "train net epochs=1 dev=none",
      "save net \"toggled.safetensors\"\nload net \"toggled.safetensors\"",
      "set net.penalty = 0.1",
    ]
    let constraints = [
      "set net.alpha[2][names, pos] = 0 fixed", "tie net.alpha[1][names, pos]",
      "set net.beta[pos] = [1, 0] fixed", "freeze net.words",
      "tie net.beta[names]", "tie net.layer[2]", "freeze net.layer[1]",
      "set net.alpha[1][1, 1] = 0.5 fixed",
    ]
    func pick(_ words: [String]) -> String {
      words[Int(random.next() % UInt64(words.count))]
    }
    for _ in 0..<12 {
      var session = session(
        (0..<3).map { _ in pick(constraints) }.joined(separator: "\n"),
        in: folder)
      var before = held(session)
      for _ in 0..<6 {
        let toggle = pick(toggles)
        let said = session.said(to: toggle, mode: .prompt)
        if said.contains("error[needs-rebuild]") { continue }
        #expect(!said.contains("error"), "\(toggle): \(said)")
        let after = held(session)
        for (part, counts) in before {
          let now = after[part] ?? []
          let isLess = zip(counts, now).contains {
            $0 > 0 && $1 == 0
          }
          let isSaid =
            said.contains("no longer fixed or tied")
            || said.contains("kept for when it is switched on again")
            // α that was frozen as a whole, or has no weights at all.
            || toggle.hasPrefix("sluice")
          #expect(!isLess || isSaid, "\(toggle), \(part): \(said)")
        }
        before = after
      }
    }
  }
}
