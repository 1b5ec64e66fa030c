import Foundation
import Testing

/// The program in a pseudo-terminal, a key at a time.
struct Dialogue {
  let process = Process()
  private let keyboard: FileHandle
  private let master: Int32

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - arguments: What follows its name.
  ///   - home: The user's folder.
  ///   - folder: Where it starts; nil for where the tests run.
  ///   - columns: How wide the terminal is.
  ///   - kind: What `TERM` says it is.
  init(
    _ arguments: [String] = [], home: String, in folder: String? = nil,
    columns: UInt16 = 80, terminal kind: String = "dumb"
  ) throws {
    var ends: (keyboard: Int32, terminal: Int32) = (-1, -1)
    var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    let opened = openpty(&ends.keyboard, &ends.terminal, nil, nil, &size)
    try #require(opened == 0)
    master = ends.keyboard
    let terminal = FileHandle(
      fileDescriptor: ends.terminal, closeOnDealloc: true)
    keyboard = FileHandle(fileDescriptor: master, closeOnDealloc: true)
    process.executableURL = ProgramTests.program
    process.arguments = arguments
    process.environment = ["TERM": kind, "HOME": home]
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.standardInput = terminal
    process.standardOutput = terminal
    process.standardError = terminal
    try process.run()
  }

  func type(_ text: String) { keyboard.write(Data(text.utf8)) }

  /// Makes the terminal wider or narrower.
  func resize(columns: UInt16) {
    var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Whether the terminal echoes what is typed and takes it line by line, as
  /// one does that no editor holds.
  var isInOrder: Bool {
    var settings = termios()
    guard tcgetattr(master, &settings) == 0 else { return false }
    let wanted = tcflag_t(ECHO | ICANON)
    return settings.c_lflag & wanted == wanted
  }

  /// Reads until a text stands on the screen, at most ten seconds.
  func until(_ text: String) -> String {
    var seen: [UInt8] = []
    let end = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < end {
      var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 100) > 0 else { continue }
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(master, &bytes, bytes.count)
      guard count > 0 else { break }
      seen += bytes[..<count]
      if String(decoding: seen, as: UTF8.self).contains(text) { break }
    }
    return String(decoding: seen, as: UTF8.self)
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
}
