import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceOutput
import SluicePrompt
import Testing

/// What Tab offers, against what the language takes.
@Suite("Completion") struct CompleterTests {
  /// A session with one of everything.
  private static let session: Session = {
    var session = Session()
    let outcome = session.run(
      SourceText(
        """
        param rounds = 2
        corpus toy = toy_english(sentences=20, domains=[mail, travel])
        task pos = toy.pos
        task names = toy.ner metric=span_f1
        network net tasks=[names, pos] layers=2 hidden=8 word=8 characters=4 spelling=4
        train net epochs=1
        sweep runs method=[hard, sluice] seed=1..2 { let score = seed }
        """, name: "setup"), mode: .prompt
    ) { _ in }
    #expect(outcome.diagnostics == [])
    return session
  }()

  private static func words(_ text: String) -> [String] {
    Completer(
      session, verbs: PromptVerb.completed(checkpoints: [Candidate("start")])
    ).completions(of: text)
      .candidates.map(\.text)
  }

  @Test(
    "At each place the words that belong there",
    arguments: [
      ("tr", ["train"]),
      ("train ", ["net"]),
      ("train net opt", ["optimizer="]),
      ("train net epochs=", ["length(", "rounds"]),
      ("train net optimizer=", ["adam", "sgd"]),
      ("train net on=", ["conll", "toy"]),
      ("evaluate net by=", ["domain"]),
      ("network other tasks=[names, p", ["pos"]),
      ("network other tasks=[pos] main=", ["names", "pos"]),
      ("network other tasks=[pos] skip=", ["beta", "concat", "mean", "off"]),
      ("print net.be", ["beta"]),
      ("print net.alpha[", ["1", "2"]),
      (
        "print net.alpha[2][",
        ["names.1", "names.2", "pos.1", "pos.2"]
      ),
      ("print net.alpha[2][names.1, pos.", ["1", "2"]),
      ("set net.alpha[2][", ["names", "names.1"]),
      ("freeze net.la", ["layer"]),
      ("freeze net.layer[", ["1", "2"]),
      ("tie net.alpha[1][names, p", ["pos", "pos.1", "pos.2"]),
      ("task more = toy.", ["chunk", "ner", "pos", "train"]),
      ("print accuracy(net, ", ["names", "pos"]),
      ("print accuracy(net, pos, toy.te", ["test"]),
      ("print accuracy(net, pos, toy.test, av", ["average="]),
      ("print accuracy(net, pos, toy.test, average=", ["all", "domains"]),
      ("show toy[", ["mail", "travel"]),
      ("corpus part = except(toy, ", ["mail", "travel"]),
      ("task same = layer(toy, ", ["chunk", "ner", "pos"]),
      ("compare runs of=", ["score"]),
      ("compare runs by=", ["method", "seed"]),
      ("set net.", ["alpha", "beta", "penalty"]),
      ("train net on=toy.", ["dev", "test", "train"]),
      ("save ", ["net", "runs"]),
      ("if true {\n  tra", ["train"]),
      ("set net.beta[", ["names", "pos"]),
      ("set net.alpha[1][names, pos] = 0 ", ["fixed"]),
      ("help a", ["abs", "accuracy", "assert"]),
      ("restore ", ["start"]),
      (":time tra", ["train"]),
      ("for x ", ["in"]),
      ("if true { ", ["print", "train"]),
      ("if true {\n  train ", ["net"]),
      ("print [1,\n  rou", ["round(", "rounds"]),
      ("let total = ro", ["round(", "rounds"]),
    ])
  func places(text: String, wanted: [String]) {
    let words = Self.words(text)
    for word in wanted {
      #expect(
        words.contains { $0.hasPrefix(word) },
        "`\(text)` offers \(words.joined(separator: " "))")
    }
  }

  @Test(
    "Nowhere words that do not",
    arguments: [
      "let ", "corpus ", "network ", "print \"na", "train net net",
      "let a = 1 ", "subspaces net 4 5", "undo ", "nobody.", "print 1 2.",
      "train net epochs=3 epochs", "print net.alpha[loss(net, pos, toy.test)].",
      ":time und", ":time :o", "set net.wo", "train net on=toy.po",
      "compare runs of=see", "train net optimizer=sgd(",
      "freeze net.alpha[9][", "for ",
    ])
  func nothing(text: String) {
    #expect(Self.words(text) == [])
  }

  /// Lines of all kinds: every example that help prints.
  private static let lines: [String] = {
    let registry = Registry.standard
    let examples =
      registry.commands.flatMap { $0.examples }
      + registry.functions.flatMap { $0.examples }
      + LanguageForm.all.flatMap(\.examples)
      + registry.ideas.flatMap(\.examples)
    return Array(Set(examples)).sorted()
  }()

  /// What may follow a word that is not the last of its line; brackets that
  /// are open are closed behind it.
  private static let endings = [
    "", " x", " 1", "1", "x", ", x", ", 1", "=x", "=1", " = x", " = 1",
    " x = 1", " x { }", " { }", " x in [1] { }", " x=[1] { let y = 1 }",
    " true { }", ".1", ".1, x", "[1]", "1) x",
  ]

  /// Whether some line begins so that the parser takes.
  private static func isTaken(_ text: String) -> Bool {
    let closers: [Character: Character] = ["(": ")", "[": "]", "{": "}"]
    // After an option a value is what mostly follows.
    let first = text.hasSuffix("=") ? ["1", "x", "[x]"] : []
    return (first + endings).contains { ending in
      let line = text + ending
      var open: [Character] = []
      var isQuoted = false
      for character in line {
        if character == "\"" { isQuoted.toggle() }
        if isQuoted { continue }
        if let closer = closers[character] {
          open.append(closer)
        } else if character == open.last {
          open.removeLast()
        }
      }
      let whole = line + String(open.reversed())
      return ["", " { let y = 1 }", " = 1"].contains {
        parse(
          SourceText(whole + $0, name: "line"),
          shapes: Registry.standard.shapes
        ).diagnostics.isEmpty
      }
    }
  }

  @Test("Nothing is offered that the parser refuses")
  func accepted() {
    let own = Set(PromptVerb.all.map(\.name))
    // Many lines begin alike, and a word is offered at each of its letters.
    let texts = Set(
      Self.lines.flatMap { line in line.indices.map { line[..<$0] } })
    var count = 0
    var all: Set<String> = []
    for text in texts.map(String.init) {
      let (start, candidates) = Completer(Self.session).completions(of: text)
      let before = String(decoding: text.utf8.prefix(start), as: UTF8.self)
      let isQuoted = before.hasSuffix("\"")
      for candidate in candidates where !own.contains(candidate.text) {
        count += 1
        all.insert(before + candidate.text + (isQuoted ? "\"" : ""))
      }
    }
    for typed in all { #expect(Self.isTaken(typed), "`\(typed)`") }
    #expect(count > 5_000)
  }

  @Test("Every command, option and function of the examples is offered")
  func complete() throws {
    let registry = Registry.standard
    let known =
      registry.commandNames + registry.functionNames.map { $0 + "(" }
      + registry.commands.flatMap { $0.shape.options }.map { $0 + "=" }
    // What a sweep varies has names of its own.
    for line in Self.lines where !line.hasPrefix("sweep") {
      for word in known {
        for range in line.ranges(of: word) {
          let before = line[..<range.lowerBound]
          let marks = " ([{=,"
          let isWord = before.last.map(marks.contains) ?? true
          let isCommand = !word.hasSuffix("(") && !word.hasSuffix("=")
          guard isWord, !isCommand || before.isEmpty,
            before.count(where: { $0 == "\"" }) % 2 == 0
          else { continue }
          let isWhole =
            range.upperBound == line.endIndex || !isCommand
            || line[range.upperBound] == " "
          guard isWhole else { continue }
          let text = String(before + word.prefix(1))
          #expect(Self.words(text).contains(word), "`\(text)`")
        }
      }
    }
  }

  @Test("Files and folders, in quotes and after :open")
  func paths() throws {
    let folder = try ExampleFiles.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let completer = Completer(
      Session(Environment(folder: folder)),
      verbs: PromptVerb.completed(checkpoints: []))
    func words(_ text: String) -> [String] {
      completer.completions(of: text).candidates.map(\.text)
    }
    #expect(
      words("corpus c = columns(\"my-c")
        == ["my-chunks.txt", "my-corpus/"])
    #expect(
      words("corpus c = columns(\"my-corpus/")
        == ["my-corpus/dev.tsv", "my-corpus/test.tsv", "my-corpus/train.tsv"])
    #expect(words("load net \"my-t") == ["my-treebank.conllu"])
    #expect(words(":open my-n") == ["my-names.txt"])
  }

  @Test("The list has what each word is, and of many the words alone")
  func list() {
    let few = CandidateList([
      Candidate("a", "the first"), Candidate("bcd", "another one of them"),
    ])
    func lines(_ list: CandidateList, width: Int) -> [String] {
      TerminalRenderer(width: width).lines(of: list.output).map(\.plain)
    }
    #expect(
      lines(few, width: 80) == ["a    the first", "bcd  another one of them"])
    #expect(
      lines(few, width: 20)
        == ["a    the first", "bcd  another one of", "     them"])
    let many = CandidateList((10...60).map { Candidate("w\($0)") })
    #expect(lines(many, width: 20).first == "w10  w23  w36  w49")
    #expect(lines(many, width: 20).count == 13)
  }
}
