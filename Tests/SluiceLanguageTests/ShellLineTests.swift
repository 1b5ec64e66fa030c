import SluiceLanguage
import Testing

/// The program's own command line, typed where the language is expected.
@Suite("Shell lines") struct ShellLineTests {
  @Test(
    "A line that starts the program is told so",
    arguments: [
      ("sluice run x.sluice", "sluice run"),
      ("sluice params x", "sluice params"),
      ("sluice test", "sluice test"), ("sluice check lessons", "sluice check"),
      ("sluice walk \"x.sluice\"", "sluice walk"),
      ("sluice test --json x", "sluice test"),
      ("sluice --plain", "sluice --plain"),
      ("sluice -c \"print 1\"", "sluice -c"),
    ])
  func told(line: String, words: String) {
    #expect(
      shown(line).hasPrefix(
        "error[shell-line]: `\(words)` is a shell command, not a Sluice command"
      ))
    #expect(
      shown(line).hasSuffix(
        "= hint: leave with `quit` and type it in your shell; here, type the"
          + " commands themselves, such as `train net`"))
  }

  @Test(
    "Who wants help of it gets the language's",
    arguments: ["sluice --help", "sluice -h", "sluice help"])
  func help(line: String) {
    #expect(shown(line).hasPrefix("error[shell-line]"))
    #expect(shown(line).hasSuffix("= hint: here, `help` lists the commands"))
  }

  @Test(
    "Networks may be called as the program's commands",
    arguments: [
      "sluice run off", "sluice test frozen", "sluice check on init=0.5",
      "sluice net off", "sluice help off",
    ])
  func networks(line: String) {
    #expect(!shown(line).contains("error"))
  }

  @Test("A state misspelt is no file")
  func misspelt() {
    #expect(!shown("sluice run offf").contains("shell-line"))
  }
}
