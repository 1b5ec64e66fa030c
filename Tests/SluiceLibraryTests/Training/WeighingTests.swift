import SluiceEvaluator
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// How a user weighs tasks, and what is said of it.
@Suite("Weighing tasks") struct WeighingTests {
  static let refusals = [
    (
      "weighing=mgda",
      "`mgda` is no way to weigh tasks (choose fixed, uncertainty, dwa, random,"
        + " gradnorm, pcgrad, famo)"
    ),
    (
      "weighing=gradnrom",
      "`gradnrom` is no way to weigh tasks (did you mean `gradnorm`?)"
    ),
    (
      "weighing=dwa(temperature=0)",
      "`temperature` must be above 0, not 0.0"
    ),
    (
      "weighing=gradnorm(alpha=-1)",
      "`alpha` must be at least 0, not -1.0"
    ),
    (
      "weighing=famo(alpha=1)",
      "`famo` takes lr= and decay= (write famo(lr=…))"
    ),
    (
      "weighing=pcgrad(alpha=1)",
      "`pcgrad` takes no options (write weighing=pcgrad)"
    ),
  ]

  @Test("What cannot be is refused", arguments: refusals)
  func refused(option: String, told: String) throws {
    let notes = try Notes(
      SmallNetwork.script + "train net dev=none \(option)", files: [:])
    #expect(notes.mistakes == [told])
  }

  @Test("The constants of a paper can be others, and a variable may say which")
  func constants() throws {
    func weights(_ weighing: String) throws -> [Float] {
      try SmallNetwork.network(
        after: "train net epochs=3 dev=none seed=1 weighing=\(weighing)"
      ).weights
    }
    #expect(try weights("dwa") == weights("dwa(temperature=2)"))
    #expect(try weights("dwa") != weights("dwa(temperature=0.1)"))
    #expect(try weights("gradnorm") == weights("gradnorm(alpha=1.5, lr=0.025)"))
    let named = try SmallNetwork.network(
      after: "let rule = \"dwa\"\n"
        + "train net epochs=3 dev=none seed=1 weighing=rule")
    #expect(try named.weights == weights("dwa"))
  }

  @Test("A report has the weights of each epoch and those at the end")
  func report() throws {
    let text = try said(
      SmallNetwork.script
        + """
        train net epochs=2 dev=none weighing=gradnorm
        print length(net.run.weights) round(sum(net.run.weights), digits=3)
        """)
    #expect(text.contains("weight names"))
    #expect(text.contains("weight at the end"))
    #expect(text.hasSuffix("2 2"), "\(text)")
    let plain = try said(
      SmallNetwork.script + "train net epochs=2 dev=none weighing=pcgrad")
    #expect(!plain.contains("weight names"))
  }

  @Test("Where nothing was weighed there are no weights to ask for")
  func unweighed() throws {
    let notes = try Notes(
      SmallNetwork.script
        + "train net epochs=1 dev=none\nprint net.run.weights", files: [:])
    #expect(
      notes.mistakes == [
        "nothing weighed the tasks in this training (their losses counted as"
          + " their weights= say; `help weighing` says what else there is)"
      ])
  }

  @Test("With one task there is nothing to weigh, and that is said")
  func alone() throws {
    let text = try said(
      SmallNetwork.script + """
        network one tasks=[pos] layers=1 hidden=4 spelling=4
        train one epochs=1 dev=none weighing=famo
        """)
    #expect(
      text.contains("`weighing=` has no effect: only one task of one counts"))
  }
}
