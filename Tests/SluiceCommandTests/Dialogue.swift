import Foundation
import Testing

/// The program in a pseudo-terminal, a key at a time.
final class Dialogue: @unchecked Sendable {
  let process = Process()
  private let keyboard: FileHandle
  private let master: Int32
  private let condition = NSCondition()
  // What the program wrote, of which `taken` bytes were looked at.
  private var written: [UInt8] = []
  private var taken = 0
  private var shown: Screen
  /// When something was written or typed.
  private var lastEvent = ContinuousClock.now

  /// How long anything may take that a person would wait for.
  private static let patience = Duration.seconds(20)

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - arguments: What follows its name.
  ///   - home: The user's folder.
  ///   - folder: Where it starts; nil for where the tests run.
  ///   - columns: How wide the terminal is.
  ///   - kind: What `TERM` says it is.
  ///   - environment: Further variables.
  ///   - program: What is started.
  /// - Throws: That there is no terminal, or no program.
  init(
    _ arguments: [String] = [], home: String, in folder: String? = nil,
    columns: UInt16 = 80, terminal kind: String = "dumb",
    environment: [String: String] = [:], program: URL = ProgramTests.program
  ) throws {
    var ends: (keyboard: Int32, terminal: Int32) = (-1, -1)
    var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    let opened = openpty(&ends.keyboard, &ends.terminal, nil, nil, &size)
    master = ends.keyboard
    shown = Screen(width: Int(columns), height: 40)
    let terminal = FileHandle(
      fileDescriptor: ends.terminal, closeOnDealloc: true)
    keyboard = FileHandle(fileDescriptor: master, closeOnDealloc: true)
    try #require(opened == 0)
    process.executableURL = program
    process.arguments = arguments
    process.environment = ["TERM": kind, "HOME": home, "LC_ALL": "C.UTF-8"]
      .merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.standardInput = terminal
    process.standardOutput = terminal
    process.standardError = terminal
    try process.run()
    listen()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// Takes down what the program writes, as long as it runs.
  private func listen() {
    let master = dup(master)
    Thread { [weak self] in
      var bytes = [UInt8](repeating: 0, count: 65_536)
      while true {
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        let found = poll(&ready, 1, 200)
        guard let self else { break }
        guard found > 0 else { continue }
        let count = read(master, &bytes, bytes.count)
        guard count > 0 else { break }
        self.take(bytes[..<count])
      }
      close(master)
    }.start()
  }

  private func take(_ bytes: ArraySlice<UInt8>) {
    condition.lock()
    written += bytes
    shown.write(bytes)
    lastEvent = .now
    condition.broadcast()
    condition.unlock()
  }

  // MARK: - Typing

  /// Types a text; for a line's end the key that sends a carriage return.
  ///
  /// The program does not control this terminal, as it does that of a shell.
  /// So what a terminal does at Ctrl-C is done here: it drops what was not read
  /// yet, sends the signal, and goes on showing what Ctrl-S held back.
  func type(_ text: String) {
    condition.lock()
    lastEvent = .now
    condition.unlock()
    let parts = text.replacing("\n", with: "\r")
      .split(separator: "\u{3}", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 { pressControlC() }
      if !part.isEmpty { keyboard.write(Data(part.utf8)) }
    }
  }

  private func pressControlC() {
    guard has(ISIG) else { return keyboard.write(Data([3])) }
    tcflush(master, TCOFLUSH)
    process.interrupt()
    if settings.c_iflag & tcflag_t(IXON) != 0 { keyboard.write(Data([17])) }
  }

  /// Makes the terminal wider or narrower.
  func resize(columns: UInt16) {
    var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    condition.lock()
    shown.resize(width: Int(columns))
    condition.unlock()
  }

  /// Whether the terminal echoes what is typed and takes it line by line, as
  /// one does that no editor holds.
  var isInOrder: Bool { has(ECHO | ICANON) }

  /// Whether the terminal shows what is typed.
  var echoes: Bool { has(ECHO) }

  private func has(_ flags: Int32) -> Bool {
    settings.c_lflag & tcflag_t(flags) == tcflag_t(flags)
  }

  /// How the terminal is set.
  private var settings: termios {
    var settings = termios()
    tcgetattr(master, &settings)
    return settings
  }

  /// Whether the program has ended in good order, or because Ctrl-C was
  /// pressed three times while it worked.
  var hasLeft: Bool {
    !process.isRunning && process.terminationReason == .exit
      && [0, 128 + SIGINT].contains(process.terminationStatus)
  }

  /// Waits for the program's end.
  ///
  /// - Returns: Whether it came.
  func ends() -> Bool { comes { !$0.process.isRunning } }

  /// Waits for something that is not to be seen on the screen.
  ///
  /// - Parameter isSo: Whether it has come.
  /// - Returns: Whether it came in time.
  func comes(_ isSo: (Dialogue) -> Bool) -> Bool {
    let end = ContinuousClock.now + Self.patience
    while !isSo(self), ContinuousClock.now < end {
      Thread.sleep(forTimeInterval: 0.01)
    }
    return isSo(self)
  }

  // MARK: - What is written

  /// Waits for a text in what was written since the last look.
  ///
  /// - Returns: All of that, with the text if it came.
  @discardableResult
  func until(_ text: String) -> String {
    let end = Date(timeIntervalSinceNow: 20)
    condition.lock()
    defer { condition.unlock() }
    while true {
      let seen = String(decoding: written[taken...], as: UTF8.self)
      if seen.contains(text) || Date() > end {
        taken = written.count
        return seen
      }
      _ = condition.wait(until: min(end, Date(timeIntervalSinceNow: 0.2)))
    }
  }

  /// What ``until(_:)`` reads, with plain line ends.
  func screen(until text: String) -> String {
    until(text).replacingOccurrences(of: "\r\n", with: "\n")
      .replacingOccurrences(of: "\r", with: "")
  }

  /// Types a line and gives the screen from there to the next prompt, that
  /// included, with plain line ends.
  func say(_ line: String, until prompt: String) -> String {
    type(line + "\n")
    return screen(until: prompt)
  }

  // MARK: - What is shown

  /// Waits until the screen is as it should be, and nothing moves any more.
  ///
  /// - Parameters:
  ///   - quiet: How long nothing was to be written after that, and after what
  ///     was typed.
  ///   - isReady: Whether the screen is as it should be.
  /// - Returns: The screen, at the latest when patience ends.
  @discardableResult
  func settled(
    _ quiet: Duration = .milliseconds(60),
    _ isReady: (Screen) -> Bool = { _ in true }
  ) -> Screen {
    let end = ContinuousClock.now + Self.patience
    condition.lock()
    defer { condition.unlock() }
    while ContinuousClock.now < end {
      if isReady(shown), ContinuousClock.now - lastEvent > quiet { break }
      _ = condition.wait(until: Date(timeIntervalSinceNow: 0.02))
    }
    return shown
  }

  /// Types keys and gives what the screen then shows from the cursor's line on.
  ///
  /// - Parameters:
  ///   - keys: What is typed.
  ///   - last: How the cursor's line is to begin; by default a fresh prompt.
  /// - Returns: The lines from that of the cursor on.
  func shows(after keys: String, at last: String = "sluice> ") -> String {
    let row = settled().cursorRow
    condition.lock()
    let before = written.count
    condition.unlock()
    type(keys)
    let isEntry = keys.hasSuffix("\n")
    let screen = settled(.milliseconds(isEntry ? 60 : 200)) {
      written.count > before
        && (isEntry
          ? $0.current == last && $0.cursorRow > row
          : $0.current.hasPrefix(last))
    }
    return screen.text(from: row)
  }
}
