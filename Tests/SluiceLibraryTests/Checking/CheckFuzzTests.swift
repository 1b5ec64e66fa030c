import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput
import SluiceRandom
import SluiceTensor
import Testing

/// Notebooks spoiled at random, checked and run.
@Suite("Check, with spoiled notebooks") struct CheckFuzzTests {
  /// A small notebook with a bit of everything.
  static let lines = """
    param epochs: int = 1 in 1..3
    param part = mail in [mail, travel]
    corpus toy = toy_english(sentences=4, domains=[mail, travel])
    task pos = toy.pos
    task names = toy.ner metric=accuracy
    let width = 4
    network net tasks=[names, pos] layers=2 hidden=width word=2 characters=2 spelling=2 head=2
    set net.alpha[1][names.1, pos.2] = 0 fixed
    set net.beta[pos] = [0.5, 0.5]
    freeze net.alpha[2]
    tie net.layer[1]
    skip net mean
    subspaces net 2
    sluice net on init=balanced
    train net on=toy[part].train dev=toy[part].dev epochs=epochs
    inspect net alpha
    evaluate net on=toy.test by=domain
    let score = accuracy(net, pos, toy.test)
    let rates = [0.1, 0.2]
    print "rate" rates[2] score round(score * 2, digits=1) net.alpha[1][1, 2]
    assert score >= 0 and length(rates) == 2
    for i in 1..2 { print i + width }
    if width > 2 { print score } else { print part }
    sweep runs h=[2, 4] { let area = h * width }
    print mean(runs.area) max(rates)
    save net "out/net.safetensors"
    load again "out/net.safetensors"
    predict again text="Anna reads ."
    """.split(separator: "\n").map(String.init)

  /// Mistakes that no check may miss.
  static let names: Set<Code> = [
    .unknownName, .unknownFunction, .unknownOption, .unknownChoice,
    .unknownDomain, .repeatedOption, .missingArgument, .extraArgument,
  ]

  static let pieces = lines.flatMap(pieces(of:))

  /// Words, signs and the blanks between them.
  static func pieces(of line: String) -> [String] {
    var pieces: [String] = []
    for character in line {
      let isWord = character.isLetter || character.isNumber || character == "_"
      if isWord, let last = pieces.last?.last,
        last.isLetter || last.isNumber || last == "_"
      {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }

  static func spoiled(_ seed: UInt64) -> [String] {
    var random = RandomStream(seed: seed)
    var lines = lines
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let number = Int.random(in: lines.indices, using: &random)
      var pieces = pieces(of: lines[number])
      let place = Int.random(in: pieces.indices, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: lines.remove(at: number)
      case 1:
        lines.swapAt(number, Int.random(in: lines.indices, using: &random))
      case 2:
        pieces.remove(at: place)
        lines[number] = pieces.joined()
      default:
        pieces[place] = Self.pieces.randomElement(using: &random) ?? ""
        lines[number] = pieces.joined()
      }
    }
    return lines
  }

  @Test("Where a check finds something, running fails", arguments: 0..<8)
  func agrees(part: Int) throws {
    let count =
      ProcessInfo.processInfo.environment["SLUICE_FUZZ"].flatMap(Int.init) ?? 12
    for seed in part * count..<(part + 1) * count {
      let text = Self.spoiled(UInt64(seed)).joined(separator: "\n") + "\n"
      let folder = try ExampleFiles.folder()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let access = FileAccess.notebook(in: folder)
      let found = Checking.findings(
        Checking.cell(text), in: folder, access: access
      ).filter { ![.unusedParameter, .unreachable].contains($0.code) }
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
      var session = Session(
        Environment(folder: folder, access: access, threads: 1))
      let source = SourceText(text, name: "doc.sluice", firstLine: 2)
      // With a syntax error nothing runs.
      let isParsed = parse(
        source, shapes: session.environment.registry.shapes
      ).diagnostics.isEmpty
      let failed = session.run(source, mode: .file, goOn: { _ in }) { _ in }
        .diagnostics
      let lines = Set(failed.compactMap(\.place?.line))
      // What is wrong with a block that is not taken, or with what an
      // assertion would say, no run meets.
      let apart = ["if ", "assert "]
      for mistake in found
      where isParsed
        && !apart.contains(
          where: mistake.place?.text.hasPrefix ?? { _ in true })
      {
        #expect(
          lines.contains(mistake.place?.line ?? 0),
          "seed \(seed): \(mistake.rendered(color: false))\n\(text)")
      }
      if let first = failed.first, Self.names.contains(first.code) {
        #expect(
          found.contains { $0.place?.line == first.place?.line },
          "seed \(seed): missed \(first.rendered(color: false))")
      }
    }
  }
}
