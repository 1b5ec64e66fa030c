import SluiceDiagnostics
@testable import SluiceEvaluator
import SluiceLanguage
import SluiceRandom
import SluiceTensor
import Testing

/// Values of all kinds, as commands make them.
private func samples() throws -> [(kind: Kind, value: Value)] {
  var session = Session()
  #expect(
    !session.said(
      to: """
        corpus toy = toy_english(sentences=4)
        task pos = toy.pos
        task names = toy.ner
        network net tasks=[names, pos] layers=2 hidden=4 word=4 spelling=2 head=4
        train net epochs=1 dev=none
        sweep runs x=1..2 { let y = x }
        let part = toy.train
        let layer = toy.pos
        let alphas = net.alpha
        let matrix = net.alpha[1]
        let run = net.run
        let number = 1
        let text = "a"
        let truth = true
        let list = [1, 2]
        let range = 1..2
        """
    ).contains("error"))
  session.state.define("word", as: .symbol("a"))
  return try session.state.values.sorted { $0.key < $1.key }.map { _, value in
    (try #require(value.kind), value)
  }
}

/// What putting a value into a field says, in a run or in a dry run.
private func said<Root>(
  of value: Value, in field: Field<Root>, isDry: Bool
) -> Stop? where Root: Declared {
  var state = State()
  state.define("given", as: value)
  var environment = Environment()
  environment.dryRun = isDry ? DryRun() : nil
  let source = SourceText("given", name: "<prompt>")
  let context = Context(
    state, environment, source: source, mode: .prompt, given: [:],
    stream: RandomStream(seed: 1))
  var root = Root()
  do throws(Stop) {
    try field.store(&root, Expression(.name("given"), span: 0..<5), context)
    return environment.dryRun?.findings.mistakes.first.map(Stop.mistake)
  } catch { return error }
}

@Suite("Kinds") struct KindTests {
  @Test(
    "A dry run that knows no more than a value's kind refuses what running does"
  )
  func refusals() throws {
    let samples = try samples()
    #expect(Set(samples.map(\.kind)).count == 15)
    var refused = 0
    func check<Root: Declared>(_ type: Root.Type) {
      for field in type.fields where field.info.role != .newName {
        for (kind, value) in samples {
          let real = said(of: value, in: field, isDry: false)
          let dry = said(of: .unknown(kind: kind), in: field, isDry: true)
          guard real?.mistake?.code == .wrongType else {
            #expect(
              dry?.mistake?.code != .wrongType,
              "\(type.name) \(field.info.name) may take \(kind.phrase)")
            continue
          }
          // Whether a number is whole, and what is in a list, only the value
          // tells.
          guard real?.mistake?.title.hasSuffix("found \(kind.phrase)") == true
          else { continue }
          refused += 1
          #expect(
            dry == real, "\(type.name) \(field.info.name): \(kind.phrase)")
        }
      }
    }
    for command in Registry.standard.commands { check(command) }
    for function in Registry.standard.functions { check(function) }
    #expect(refused > 500)
  }

  @Test("A dry run takes a value of which nothing is known everywhere")
  func unknown() {
    func check<Root: Declared>(_ type: Root.Type) {
      for field in type.fields where field.info.role != .newName {
        let dry = said(of: .unknown(kind: nil), in: field, isDry: true)
        #expect(dry?.mistake == nil, "\(type.name) \(field.info.name)")
      }
    }
    for command in Registry.standard.commands { check(command) }
    for function in Registry.standard.functions { check(function) }
  }
}
