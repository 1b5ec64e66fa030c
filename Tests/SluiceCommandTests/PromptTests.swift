import Foundation
import Testing

/// The prompt in a terminal of its own, a key at a time.
@Suite("The prompt") struct PromptTests {
  /// A program that runs in a pseudo-terminal.
  private struct Dialogue {
    let process = Process()
    let keyboard: FileHandle
    private let screen: Int32

    /// Starts the program with an empty home.
    init(home: String) throws {
      var ends: (keyboard: Int32, terminal: Int32) = (-1, -1)
      let opened = openpty(&ends.keyboard, &ends.terminal, nil, nil, nil)
      try #require(opened == 0)
      screen = ends.keyboard
      let terminal = FileHandle(
        fileDescriptor: ends.terminal, closeOnDealloc: true)
      keyboard = FileHandle(fileDescriptor: screen, closeOnDealloc: true)
      process.executableURL = ProgramTests.program
      process.environment = ["TERM": "dumb", "HOME": home]
      process.standardInput = terminal
      process.standardOutput = terminal
      process.standardError = terminal
      try process.run()
    }

    func type(_ text: String) { keyboard.write(Data(text.utf8)) }

    /// Reads until a text stands on the screen, at most ten seconds.
    func until(_ text: String) -> String {
      var seen: [UInt8] = []
      let end = ContinuousClock.now + .seconds(10)
      while ContinuousClock.now < end {
        var ready = pollfd(fd: screen, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 100) > 0 else { continue }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(screen, &bytes, bytes.count)
        guard count > 0 else { break }
        seen += bytes[..<count]
        if String(decoding: seen, as: UTF8.self).contains(text) { break }
      }
      return String(decoding: seen, as: UTF8.self)
    }
  }

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
