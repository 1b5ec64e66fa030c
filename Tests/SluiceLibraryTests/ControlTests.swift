import SluiceEvaluator
import Testing

/// Corpora and figures that ask what a result depends on.
@Suite("Controls") struct ControlTests {
  private func said(_ script: String) -> String {
    var session = Session()
    return session.said(to: script, mode: .prompt)
  }

  @Test("Shuffled labels are as frequent as before, at other places")
  func shuffled() {
    let counts = { (corpus: String) in
      said(
        """
        corpus toy = toy_english(sentences=20)
        corpus other = shuffled(toy, pos)
        show \(corpus).pos
        """
      ).split(separator: "\n").dropFirst(3).joined(separator: "\n")
    }
    #expect(counts("toy") == counts("other"))
    #expect(counts("toy").contains("NOUN"))
    let text = said(
      """
      corpus toy = toy_english(sentences=40)
      corpus other = shuffled(toy, pos)
      task pos = toy.pos
      network net tasks=[pos] layers=1 hidden=8 word=8 characters=4 spelling=4 seed=1
      train net epochs=12 dev=none
      assert accuracy(net, pos, toy.train) > 0.5
      assert accuracy(net, pos, other.train) < 0.3
      """)
    #expect(!text.contains("error"), "\(text)")
  }

  @Test("A sample and its rest are all training sentences")
  func sample() {
    #expect(
      said(
        """
        corpus toy = toy_english(sentences=20, domains=[mail, travel])
        corpus some = sample(toy, 0.3)
        corpus rest = sample(toy, 0.3, rest=yes)
        show some.train
        show rest.train
        """
      ).split(separator: "\n").filter { $0.contains(".train:") }
        .map { $0.prefix { $0 != "," } } == [
          "some.train: 12 sentences", "rest.train: 28 sentences",
        ])
  }

  @Test("Domains are left out by name")
  func except() {
    #expect(
      said(
        """
        corpus toy = toy_english(sentences=20, domains=[mail, travel, news])
        show except(toy, [mail, news]).test
        """
      ).hasPrefix("toy: 120 sentences"))
    #expect(
      said(
        """
        corpus toy = toy_english(sentences=20, domains=[mail])
        print except(toy, mail)
        """
      ).contains("this leaves no domain of toy"))
  }

  @Test("A mean over domains is not the score of all sentences")
  func average() {
    let text = said(
      """
      corpus toy = toy_english(sentences=20, domains=[mail, travel])
      task pos = toy.pos
      network net tasks=[pos] layers=1 hidden=4 word=4 characters=4 spelling=4 seed=1
      train net epochs=1 dev=none
      let one = accuracy(net, pos, toy[mail].test)
      let two = accuracy(net, pos, toy[travel].test)
      assert abs(accuracy(net, pos, toy.test, average=domains) - (one + two) / 2) < 0.000001
      """)
    #expect(!text.contains("error"), "\(text)")
  }

  @Test("What was received is there from the start, epoch by epoch")
  func received() {
    let text = said(
      """
      corpus toy = toy_english(sentences=20)
      task pos = toy.pos
      task names = toy.ner
      network net tasks=[names, pos] alpha=0.25 layers=2 hidden=4 word=4 characters=4 spelling=4 seed=1
      train net epochs=3 dev=none
      let path = received(net, names, pos)
      assert length(path) == 4
      assert path[1] == 0.25
      assert path[4] == mean([received(net, names, pos, layer=1)[4], received(net, names, pos, layer=2)[4]])
      sluice net off
      print received(net, names, pos)
      """)
    #expect(text.contains("the sluices of net are off"), "\(text)")
    #expect(!text.contains("assertion"), "\(text)")
  }
}
