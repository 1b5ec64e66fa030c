import Testing

@testable import SluiceLearning

@Suite("Base chunks") struct BaseChunksTests {
  @Test("A parse has the chunks that CoNLL-2000 would have", arguments: cases)
  func divides(_ example: Example) throws {
    let sentence = try ParsedSentence(example.parse)
    #expect(sentence.text(BaseChunks.tags(of: sentence.tree)) == example.chunks)
  }

  struct Example: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var parse: String
    var chunks: String

    init(_ description: String, _ parse: String, _ chunks: String) {
      testDescription = description
      self.parse = parse
      self.chunks = chunks
    }
  }

  static let cases = nounPhrases + verbPhrases + others

  private static let nounPhrases = [
    Example(
      "a noun phrase with modifiers, and a prepositional phrase behind it",
      "the/DT/(NP(NP* very/RB/(ADJP* old/JJ/*) state/NN/(NML* school/NN/*)"
        + " board/NN/*) of/IN/(PP* Oslo/NNP/(NP*)))",
      "the/B-NP very/I-NP old/I-NP state/I-NP school/I-NP board/I-NP of/B-PP"
        + " Oslo/B-NP"),
    Example(
      "what follows the head in the same phrase starts afresh",
      "a/DT/(NP* man/NN/* old/JJ/(ADJP* enough/RB/*) who/WP/(SBAR(WHNP*)"
        + " sleeps/VBZ/(S(VP*))))",
      "a/B-NP man/I-NP old/B-ADJP enough/I-ADJP who/B-NP sleeps/B-VP"),
    Example(
      "'s opens the chunk of what is possessed",
      "North/NNP/(NP(NP* Korea/NNP/* 's/POS/*) old/JJ/* leader/NN/*)",
      "North/B-NP Korea/I-NP 's/B-NP old/I-NP leader/I-NP"),
    Example(
      "but not where nothing is possessed",
      "at/IN/(PP* Anna/NNP/(NP* 's/POS/*))", "at/B-PP Anna/B-NP 's/O"),
    Example(
      "coordinated and appositive noun phrases are apart",
      "Anna/NNP/(NP(NP*) ,/,/* a/DT/(NP* nurse/NN/*) ,/,/* and/CC/*"
        + " Omar/NNP/(NP*))",
      "Anna/B-NP ,/O a/B-NP nurse/I-NP ,/O and/O Omar/B-NP"),
    Example(
      "words that are coordinated are one chunk, their conjunctions too",
      "both/CC/(NP* Anna/NNP/* and/CC/* Omar/NNP/*)",
      "both/B-NP Anna/I-NP and/I-NP Omar/I-NP"),
    Example(
      "a pronoun is no head beside a noun", "Anna/NNP/(NP* and/CC/* I/PRP/*)",
      "Anna/B-NP and/O I/O"),
    Example(
      "pronouns are heads among themselves",
      "him/PRP/(NP* or/CC/* her/PRP/*)", "him/B-NP or/I-NP her/I-NP"),
    Example(
      "brackets and quotes before the first word are outside, others within",
      "(/-LRB-/(NP* ``/``/* big/JJ/* ''/''/* Oslo/NNP/* )/-RRB-/*)",
      "(/O ``/O big/B-NP ''/I-NP Oslo/I-NP )/O"),
    Example(
      "numbers", "at/IN/(NP(QP* least/JJS/* ten/CD/*) days/NNS/*)",
      "at/B-NP least/I-NP ten/I-NP days/I-NP"),
    Example(
      "else belongs to its noun",
      "anybody/NN/(S(NP(NP*) else/JJ/(ADJP*)) sleeps/VBZ/(VP*))",
      "anybody/B-NP else/I-NP sleeps/B-VP"),
    Example(
      "another adjective does not",
      "anybody/NN/(S(NP(NP*) old/JJ/(ADJP*)) sleeps/VBZ/(VP*))",
      "anybody/B-NP old/B-ADJP sleeps/B-VP"),
  ]

  private static let verbPhrases = [
    Example(
      "a chain of verbs with adverbs between them, and an infinitive",
      "they/PRP/(S(NP*) have/VBP/(VP* not/RB/* often/RB/(ADVP*)"
        + " wanted/VBN/(VP* to/TO/(S(VP* go/VB/(VP* home/RB/(ADVP*)))))))",
      "they/B-NP have/B-VP not/I-VP often/I-VP wanted/I-VP to/I-VP go/I-VP"
        + " home/B-ADVP"),
    Example(
      "an object parts the verbs",
      "ask/VB/(S(VP* him/PRP/(S(NP*) to/TO/(VP* go/VB/(VP*)))))",
      "ask/B-VP him/B-NP to/B-VP go/I-VP"),
    Example(
      "a comma does, too", "go/VB/(VP* ,/,/* wait/VB/*)",
      "go/B-VP ,/O wait/B-VP"),
    Example(
      "adverbs right before the verb in its phrase belong to it",
      "now/RB/(VP(ADVP*) called/VBN/* Oslo/NNP/(S(NP*)))",
      "now/B-VP called/I-VP Oslo/B-NP"),
    Example(
      "those before the phrase do not",
      "it/PRP/(S(NP*) also/RB/(ADVP*) fell/VBD/(VP*))",
      "it/B-NP also/B-ADVP fell/B-VP"),
    Example(
      "not before what is no verb is outside",
      "is/VBZ/(VP* not/RB/* sure/JJ/(ADJP*))", "is/B-VP not/O sure/B-ADJP"),
    Example(
      "not at the end is an adverb", "they/PRP/(S(NP*) do/VBP/(VP* not/RB/*))",
      "they/B-NP do/B-VP not/B-ADVP"),
    Example(
      "verbs that share what follows are one chunk",
      "stop/VB/(VP* and/CC/* think/VB/*)", "stop/B-VP and/I-VP think/I-VP"),
    Example(
      "coordinated verb phrases are apart, the first in the chain before it",
      "will/MD/(VP* go/VB/(VP(VP* home/RB/(ADVP*)) or/CC/* wait/VB/(VP*)))",
      "will/B-VP go/I-VP home/B-ADVP or/O wait/B-VP"),
    Example(
      "a verb before its subject is outside",
      "do/VBP/(SQ* n't/RB/* you/PRP/(NP*) go/VB/(VP*) ?/./*)",
      "do/O n't/B-ADVP you/B-NP go/B-VP ?/O"),
  ]

  private static let others = [
    Example(
      "prepositions of several words, and an adverb before them",
      "just/RB/(PP(ADVP*) because/IN/* of/IN/* Oslo/NNP/(NP*))",
      "just/B-PP because/I-PP of/I-PP Oslo/B-NP"),
    Example(
      "coordinated prepositions are apart",
      "before/IN/(PP* or/CC/* after/IN/* school/NN/(NP*))",
      "before/B-PP or/O after/B-PP school/B-NP"),
    Example(
      "complementizers",
      "even/RB/(SBAR(ADVP*) though/IN/* it/PRP/(S(NP*) fell/VBD/(VP*)))",
      "even/B-SBAR though/I-SBAR it/B-NP fell/B-VP"),
    Example(
      "particles", "find/VB/(VP* out/RP/(PRT*) soon/RB/(ADVP*))",
      "find/B-VP out/B-PRT soon/B-ADVP"),
    Example(
      "an adjective phrase up to its head",
      "much/RB/(ADJP(ADVP* too/RB/*) old/JJ/* for/IN/(PP* him/PRP/(NP*)))",
      "much/B-ADJP too/I-ADJP old/I-ADJP for/B-PP him/B-NP"),
    Example(
      "coordinated adjectives are one chunk",
      "good/JJ/(ADJP* or/CC/* bad/JJ/*)", "good/B-ADJP or/I-ADJP bad/I-ADJP"),
    Example(
      "punctuation parts them", "good/JJ/(ADJP* ,/,/* and/CC/* near/JJ/*)",
      "good/B-ADJP ,/O and/O near/B-ADJP"),
    Example(
      "a measure before an adverb is a noun phrase",
      "a/DT/(ADVP(NP* year/NN/*) ago/RB/*)", "a/B-NP year/I-NP ago/B-ADVP"),
    Example(
      "conjunctions of several words",
      "and/CC/(CONJP* not/RB/*) a/DT/(NP* patient/NN/*)",
      "and/B-CONJP not/I-CONJP a/B-NP patient/I-NP"),
    Example(
      "interjections and list marks",
      "1/LS/(TOP(LST* )/-RRB-/*) oh/UH/(INTJ* no/UH/* !/./*))",
      "1/B-LST )/I-LST oh/B-INTJ no/I-INTJ !/O"),
    Example(
      "words in no phrase of theirs",
      "why/WRB/(FRAG(WHADVP*) not/RB/* New/NNP/(X* York/NNP/*) ?/./*)",
      "why/B-ADVP not/B-ADVP New/B-NP York/I-NP ?/O"),
    Example(
      "function tags are no part of a type",
      "Anna/NNP/(S(NP-SBJ-1*) up/RP/(ADVP|PRT*) fell/VBD/(VP=2*))",
      "Anna/B-NP up/B-ADVP fell/B-VP"),
    Example(
      "traces are no words",
      "what/WP/(SBAR(WHNP-1*) */-NONE-/(S(NP-SBJ*) wants/VBZ/(VP*"
        + " */-NONE-/(S(NP-SBJ*) to/TO/(VP* go/VB/(VP*))))))",
      "what/B-NP */O wants/B-VP */I-VP to/I-VP go/I-VP"),
  ]
}
