import SluiceDiagnostics
import Testing

@testable import SluiceLearning

/// Errors by kind, and two files' labels against each other.
@Suite("Errors of labels") struct LabelErrorTests {
  private func errors(_ gold: String, _ predicted: String) -> [String] {
    func labels(_ text: String) -> [String] {
      text.split(separator: " ").map(String.init)
    }
    let evaluation = Evaluation(
      task: NetworkTask(
        name: "t", layer: "t", labels: labels(gold + " " + predicted)),
      scheme: TagScheme(labels: labels(gold)),
      sentences: [
        Evaluation.Sentence(
          number: 0, domain: "d", gold: labels(gold),
          predicted: labels(predicted))
      ])
    func said(_ span: Span?) -> String {
      span.map { "\($0.tokens) \($0.type)" } ?? "–"
    }
    return evaluation.errors(in: evaluation.sentences[0]).map {
      "\($0.kind) \(said($0.gold)), \(said($0.predicted))"
    }
  }

  @Test("Each span that is not right is counted once")
  func spans() {
    #expect(errors("B-A I-A O B-B", "B-A I-A O B-B") == [])
    #expect(errors("B-A I-A O", "B-B I-B O") == ["type 0..<2 A, 0..<2 B"])
    #expect(errors("B-A I-A O", "B-A O O") == ["border 0..<2 A, 0..<1 A"])
    #expect(
      errors("B-A O O", "O O B-A") == [
        "missed 0..<1 A, –", "invented –, 2..<3 A",
      ])
    // The span of its own type is the one that was meant.
    #expect(
      errors("B-B B-A", "B-A I-A") == [
        "border 1..<2 A, 0..<2 A", "missed 0..<1 B, –",
      ])
    #expect(
      errors("B-A I-A", "B-A B-A") == [
        "border 0..<2 A, 0..<1 A", "invented –, 1..<2 A",
      ])
  }

  @Test("Plain labels are wrong one by one")
  func plain() {
    #expect(
      errors("N V N", "N N V") == [
        "type 1..<2 V, 1..<2 N", "type 2..<3 N, 2..<3 V",
      ])
  }

  private func layer(_ text: String, _ name: String) throws -> ScoredLayer {
    ScoredLayer(
      Selection(try ColumnReader().corpus("# columns = form ner\n" + text)),
      layer: "ner", name: name)
  }

  @Test("Two files are scored, each by its own scheme")
  func scored() throws {
    let evaluation = try Evaluation(
      of: layer("a\tS-X\nb\tO\nc\tB-Y\nd\tE-Y\n", "p"),
      against: layer("a\tB-X\nb\tO\nc\tB-Y\nd\tO\n", "g"))
    #expect(evaluation.spans(.conlleval).all.right == 1)
    #expect(evaluation.spans(.conlleval).all.predicted == 2)
    #expect(evaluation.spans(.conlleval).f1.value == 0.5)
    #expect(evaluation.spans(.conlleval).macro(\.f1).value == 0.5)
  }

  @Test("Files of other sentences are refused")
  func other() throws {
    for (text, title) in [
      ("a\tO\n\nb\tO\n", "g and p have not as many sentences: 1 and 2"),
      ("a\tO\n", "sentence 1 has 2 words in g and 1 in p"),
      ("a\tO\nc\tO\n", "word 2 of sentence 1 is `b` in g and `c` in p"),
    ] {
      let (one, two) = (try layer(text, "p"), try layer("a\tO\nb\tO\n", "g"))
      do throws(Diagnostic) {
        _ = try Evaluation(of: one, against: two)
        Issue.record("nothing was thrown")
      } catch { #expect(error.title == title) }
    }
  }
}
