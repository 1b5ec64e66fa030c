import Foundation
import Testing

/// Random keys on a terminal: whatever is pressed, the prompt answers a line
/// that it knows afterwards. `Scripts/fuzz-prompt` presses many more, on a
/// program that watches its memory.
@Suite("Random keys at the prompt") struct RandomKeysTests {
  private static let environment = ProcessInfo.processInfo.environment
  /// How many keys are pressed, and those between two looks.
  private static let count =
    environment["SLUICE_RANDOM_KEYS"].flatMap(Int.init) ?? 400
  private static let seed =
    environment["SLUICE_RANDOM_SEED"].flatMap(UInt64.init) ?? 1
  private static let piece = 40
  private static let program =
    environment["SLUICE_PROGRAM"].map { URL(filePath: $0) }
    ?? ProgramTests.program
  /// For a program that watches its memory.
  private static let watched = [
    "ASAN_OPTIONS": "detect_leaks=0",
    "LD_LIBRARY_PATH": environment["SLUICE_READLINE"] ?? "",
  ]

  @Test("The prompt lives, and answers")
  func alive() throws {
    let folder = try ExampleFolder()
    var prompt: Dialogue?
    var pressed = 0
    var number = 0
    while pressed < Self.count {
      number += 1
      var keys = RandomKeys(seed: Self.seed &* 1_000_003 &+ UInt64(number))
      // Now and then a new one, on a terminal of another kind, and where keys
      // brought `quit` or Ctrl-D about.
      if number % 25 == 1 || prompt?.hasLeft == true {
        prompt?.type("\u{15}quit\n")
        prompt = try Dialogue(
          home: folder.path, in: folder.path, terminal: keys.terminal,
          environment: Self.watched, program: Self.program)
        prompt?.settled { $0.current == PromptTests.ready }
      }
      guard let prompt else { return }
      var typed: [String] = []
      for _ in 0..<Self.piece {
        typed.append(Self.act(keys.next(), on: prompt))
      }
      pressed += Self.piece
      try #require(
        prompt.hasLeft || Self.answers(prompt, number) || prompt.hasLeft,
        """
        after piece \(number): \(typed)
        \(prompt.settled().text().suffix(2000))
        """)
    }
    prompt?.type("\u{15}quit\n")
    #expect(prompt?.ends() == true && prompt?.hasLeft == true)
  }

  /// Does something.
  ///
  /// - Returns: What it was, for a message.
  private static func act(_ act: RandomKeys.Act, on prompt: Dialogue) -> String
  {
    switch act {
    case .type(let text): prompt.type(text)
    case .resize(let columns): prompt.resize(columns: columns)
    case .wait: Thread.sleep(forTimeInterval: 0.12)
    case .stop:
      let program = prompt.process.processIdentifier
      kill(program, SIGTSTP)
      Thread.sleep(forTimeInterval: 0.15)
      kill(program, SIGCONT)
    }
    return "\(act)"
  }

  /// Ends what may be open, and types a line that is known.
  private static func answers(_ prompt: Dialogue, _ number: Int) -> Bool {
    prompt.resize(columns: 80)
    for _ in 1...3 where prompt.process.isRunning {
      // A busy program may have stopped only after it was told to go on.
      kill(prompt.process.processIdentifier, SIGCONT)
      prompt.type("\u{1B}[201~")
      Thread.sleep(forTimeInterval: 0.05)
      prompt.type("\u{3}")
      Thread.sleep(forTimeInterval: 0.15)
      prompt.type("print \(number) * 1000000 + 7\n")
      if prompt.until("\(number)000007").contains("\(number)000007") {
        return true
      }
    }
    return false
  }
}
