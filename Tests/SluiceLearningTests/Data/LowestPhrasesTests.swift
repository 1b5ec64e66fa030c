import Testing

@testable import SluiceLearning

@Suite("Lowest phrases") struct LowestPhrasesTests {
  @Test(
    "Only NP, VP, ADJP and SBAR without another of them in it are spans",
    arguments: [
      (
        "the/DT/(S(NP(NP* old/JJ/(ADJP*) man/NN/*) of/IN/(PP* Oslo/NNP/(NP*)))"
          + " sleeps/VBZ/(VP* well/RB/(ADVP*)))",
        "the/O old/B-ADJP man/O of/O Oslo/B-NP sleeps/B-VP well/I-VP"
      ),
      (
        "they/PRP/(S(NP-SBJ*) may/MD/(VP* ask/VB/(VP* why/WRB/(SBAR(WHADVP*)"
          + " not/RB/(S*)))))",
        "they/B-NP may/O ask/O why/B-SBAR not/I-SBAR"
      ),
      (
        "two/CD/(FRAG(NP*) cold/JJ/(ADJP*) old/JJ/(ADJP*) ./,/*)",
        "two/B-NP cold/B-ADJP old/B-ADJP ./O"
      ),
      ("who/WP/(WHNP*) ran/VBD/*", "who/O ran/O"),
    ])
  func lowest(parse: String, tags: String) throws {
    let sentence = try ParsedSentence(parse)
    #expect(sentence.text(LowestPhrases.tags(of: sentence.tree)) == tags)
  }
}
