import SluiceDiagnostics
import SluiceRandom
import SluiceTensor
import Testing
@testable import SluiceLearning

/// Broken files are read or refused; a trap would end the test run.
@Suite("Broken files") struct ReaderFuzzTests {
  @Test("No reader traps on a damaged file", arguments: samples)
  func survives(_ sample: Sample) {
    var stream = RandomStream(seed: 1).split(sample.testDescription)
    for _ in 0..<400 {
      let bytes = Self.damaged(Array(sample.text.utf8), &stream)
      do throws(Diagnostic) {
        let corpus = try sample.reader.corpus(bytes: bytes)
        #expect(corpus.sentenceEnds.last == corpus.words.count)
        for layer in corpus.layers {
          #expect(layer.labels.count == corpus.words.count)
        }
      } catch {
        #expect(isWhole(error))
      }
    }
  }

  /// A message has a title, and marks a part of its line.
  private func isWhole(_ error: Diagnostic) -> Bool {
    guard !error.title.isEmpty, error.hint != nil else { return false }
    guard let place = error.place else { return true }
    return place.line > 0 && place.columns.upperBound <= place.text.utf8.count
  }

  static func damaged(
    _ bytes: [UInt8], _ stream: inout RandomStream
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &stream) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &stream)
      switch Int.random(in: 0..<5, using: &stream) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &stream)
      case 1: bytes.remove(at: at)
      case 2: bytes.removeSubrange(at...)
      case 3: bytes.insert(contentsOf: bytes[at...].prefix(20), at: at)
      default:
        let marks = Array("\t\n #_()*-.".utf8)
        bytes[at] = marks.randomElement(using: &stream) ?? 0
      }
    }
    return bytes
  }

  struct Sample: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var reader: any CorpusReader
    var text: String
  }

  static let samples = [
    Sample(
      testDescription: "columns", reader: ColumnReader(),
      text: "# columns = FORM POS NER\nÅsa\tN\tB-PER\ngår\tV\tO\n\nJa\tI\t_\n"
    ),
    Sample(
      testDescription: "CoNLL-U",
      reader: ConllUReader(features: ["feats.Number", "misc.SpaceAfter"]),
      text: "# text = Åh\n1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n"
        + "1\tåh\tåh\tI\tI\tNumber=Sing\t0\troot\t_\tSpaceAfter=No\n"
        + "1.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n"),
    Sample(
      testDescription: "CoNLL-2000", reader: Conll2000Reader(),
      text: "We PRP B-NP\ngo VBP B-VP\n\nÅ RB B-ADVP\n"),
    Sample(
      testDescription: "CoNLL-2003", reader: Conll2003Reader(),
      text: "-DOCSTART- -X- - O\n\nÅsa N I-NP I-PER\ngo V I-VP O\n"),
    Sample(
      testDescription: "CoNLL-2012", reader: Conll2012Reader(),
      text: "#begin document (x); part 000\n"
        + "bc/x 0 0 Åsa NNP (S(NP* - - - - (PERSON* -\n"
        + "bc/x 0 1 B NNP *)) go 01 - - *) -\n\n#end document\n"),
  ]
}
