import Foundation
import Testing

/// The prompt in a terminal of its own, a key at a time.
@Suite("The prompt") struct PromptTests {
  @Test("It greets, answers, goes on after a mistake, and Ctrl-D leaves")
  func dialogue() throws {
    let home = FileManager.default.temporaryDirectory
      .appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(
      atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    let prompt = try Dialogue(home: home)
    defer { prompt.process.terminate() }

    #expect(prompt.until("sluice> ").contains("`help` lists the commands"))
    prompt.type("print 6 * 7\n")
    #expect(prompt.until("sluice> ").contains("\n42\r\n"))
    prompt.type("print nobody\n")
    #expect(prompt.until("sluice> ").contains("nothing is called `nobody`"))
    prompt.type("print [1,\n")
    #expect(prompt.until("...> ").contains("...> "))
    prompt.type("2]\n")
    #expect(prompt.until("sluice> ").contains("[1, 2]\r\n"))

    // Ctrl-C clears the entry: what is typed after it stands alone.
    prompt.type("print 1 +")
    #expect(prompt.until("print 1 +").contains("print 1 +"))
    prompt.process.interrupt()
    #expect(prompt.until("sluice> ").contains("^C"))
    prompt.type("print 5 + 6\n")
    #expect(prompt.until("sluice> ").contains("\n11\r\n"))

    prompt.type("\u{4}")
    prompt.process.waitUntilExit()
    #expect(prompt.process.terminationStatus == 0)
    let history = try String(
      contentsOfFile: "\(home)/.sluice_history", encoding: .utf8)
    #expect(history.contains("print [1,\n2]\n"))
  }
}
