import Foundation
import SluiceDiagnostics
import SluiceSession

/// What the program knows of the terminal it talks to.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  private static let environment = ProcessInfo.processInfo.environment

  /// Colour is for a capable terminal whose user did not decline it.
  static func hasColor(_ descriptor: Int32) -> Bool {
    isTerminal(descriptor) && environment["NO_COLOR", default: ""].isEmpty
      && environment["TERM"] != "dumb"
  }

  /// Columns of the terminal; 80 where there is none.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes a line, or nothing for an empty text.
  static func say(_ text: String) {
    guard !text.isEmpty else { return }
    write(text + "\n")
  }

  /// Writes an empty line.
  static func skipLine() { write("\n") }

  /// Writes text as it is.
  ///
  /// Nobody may be left to read it, as after `sluice run … | head -1`: then
  /// the program ends as one that the closed pipe killed.
  static func write(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch { Foundation.exit(128 + SIGPIPE) }
  }

  /// Writes a line to standard error; there is nobody to tell if it is closed.
  static func complain(_ text: String) { mutter(text + "\n") }

  fileprivate static func mutter(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  static func complain(_ diagnostics: [Diagnostic]) {
    if !diagnostics.isEmpty { meter.clear() }
    let color = hasColor(STDERR_FILENO)
    for diagnostic in diagnostics {
      complain(diagnostic.rendered(color: color))
    }
  }

  /// An output as this terminal shows it.
  static func show(_ output: Output) {
    meter.clear()
    let renderer = TerminalRenderer(
      width: isTerminal(STDOUT_FILENO) ? width : 80,
      color: hasColor(STDOUT_FILENO))
    say(renderer.render(output))
  }

  private static let meter = Meter()

  /// Tells of work that goes on: a line that is rewritten on a terminal, else
  /// a line per tenth of the work.
  static func progress() -> @Sendable (WorkProgress) -> Void {
    let isLive = isTerminal(STDERR_FILENO) && environment["TERM"] != "dumb"
    return { meter.tell($0, isLive: isLive) }
  }
}

/// Remembers what was last said of a piece of work.
private final class Meter: @unchecked Sendable {
  private let lock = NSLock()
  private var said = -1
  private var last = ContinuousClock.now
  private var isOpen = false

  /// Wipes the line, if there is one, before something else is said.
  func clear() {
    lock.lock()
    defer { lock.unlock() }
    guard isOpen else { return }
    isOpen = false
    Terminal.mutter("\r\u{1B}[K")
  }

  func tell(_ work: WorkProgress, isLive: Bool) {
    lock.lock()
    defer { lock.unlock() }
    let tenth = Int(work.fraction * 10)
    if isLive {
      let now = ContinuousClock.now
      guard now - last > .milliseconds(100) || work.fraction >= 1 else {
        return
      }
      last = now
      // Room is left for the `^C` that a terminal echoes.
      let line = work.text.prefix(max(20, Terminal.width - 3))
      isOpen = work.fraction < 1
      let text = isOpen ? "\r\u{1B}[K\(line)" : "\r\u{1B}[K"
      Terminal.mutter(text)
    } else if tenth != said {
      said = tenth
      if tenth > 0 { Terminal.complain("\(tenth * 10)% \(work.text)") }
    }
  }
}
