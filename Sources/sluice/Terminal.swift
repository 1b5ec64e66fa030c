import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

/// What the program knows of the terminal it talks to.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// A variable of the environment, empty where there is none.
  private static func variable(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }

  /// `--plain`: no cursor movement, no drawings, tables row by row. Set once,
  /// before anything is shown.
  nonisolated(unsafe) static var isPlain = false

  /// Colour is for a capable terminal whose user did not decline it.
  static func hasColor(_ descriptor: Int32) -> Bool {
    isTerminal(descriptor) && variable("NO_COLOR").isEmpty
      && variable("TERM") != "dumb" && !isPlain
  }

  /// Columns to write in: as many as `COLUMNS` says, else those of the
  /// terminal, else 80.
  static var width: Int {
    if let wished = Int(variable("COLUMNS")), wished > 0 { return wished }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
    else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes a line, or nothing for an empty text. Whoever wrote it, it commands
  /// no terminal: only what a renderer gives has styles.
  static func print(_ text: String) { printRendered(clean(text)) }

  private static func printRendered(_ text: String) {
    guard !text.isEmpty else { return }
    write(text + "\n")
  }

  private static func clean(_ text: String) -> String {
    onOneLine(text, keeping: "\n\t")
  }

  /// Writes an empty line.
  static func skipLine() { write("\n") }

  /// Writes text as it is.
  ///
  /// Nobody may be left to read it, as after `sluice run … | head -1`: then
  /// the program ends as one that the closed pipe killed.
  static func write(_ text: String) {
    let problem = send(text, to: STDOUT_FILENO)
    guard problem != 0 else { return }
    if problem == EPIPE { Foundation.exit(128 + SIGPIPE) }
    let mistake = Diagnostic(
      .unwritable, "the output cannot be written",
      hint: "the disk may be full, or the output closed")
    writeError(mistake.rendered(color: false) + "\n")
    Foundation.exit(mistake.code.exitStatus)
  }

  /// Writes a text to a descriptor.
  ///
  /// - Returns: The system's number for what went wrong; 0 if nothing did.
  private static func send(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      var sent = 0
      while sent < bytes.count {
        let rest = UnsafeBufferPointer(rebasing: bytes[sent...])
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno != EINTR { return errno }
        sent += max(0, count)
      }
      return 0
    }
  }

  /// All that comes from a pipe.
  ///
  /// - Returns: Its bytes.
  /// - Throws: `unreadable`, as of a folder or of what is closed.
  static func readPipe() throws(Diagnostic) -> [UInt8] {
    do {
      return [UInt8](try FileHandle.standardInput.readToEnd() ?? Data())
    } catch {
      throw Diagnostic(
        .unreadable, "standard input cannot be read",
        hint: "give a file: sluice < commands.txt")
    }
  }

  /// Writes a line to standard error; there is nobody to tell if it is closed.
  static func printError(_ text: String) { writeError(clean(text) + "\n") }

  /// Writes a line about how something was done, beside what it gave.
  static func note(_ text: String) {
    meter.clear()
    printError(text)
  }

  static func writeError(_ text: String) {
    _ = send(text, to: STDERR_FILENO)
  }

  static func printError(_ diagnostics: [Diagnostic]) {
    if !diagnostics.isEmpty { meter.clear() }
    let color = hasColor(STDERR_FILENO)
    let width = isTerminal(STDERR_FILENO) ? width : nil
    for diagnostic in diagnostics {
      writeError(
        diagnostic.rendered(color: color, width: width) + "\n")
    }
  }

  /// How this terminal shows what is printed.
  private static var renderer: TerminalRenderer {
    TerminalRenderer(
      width: width,
      color: hasColor(STDOUT_FILENO), isSpoken: isPlain,
      breaksLines: isTerminal(STDOUT_FILENO))
  }

  static func show(_ output: Output) {
    meter.clear()
    printRendered(rendered(output))
  }

  /// Shows what programs may read as well: in a pipe nothing of it is cut.
  static func showWhole(_ output: Output) {
    guard !isTerminal(STDOUT_FILENO) else { return show(output) }
    print(TerminalRenderer(width: 100_000, color: false).render(output))
  }

  /// Writes a line of which parts have a style.
  static func print(styled line: StyledText) {
    printRendered(renderer.render(line))
  }

  static func rendered(_ output: Output) -> String { renderer.render(output) }

  /// Shows a text in the user's pager.
  static func page(_ text: String) {
    meter.clear()
    let chosen = variable("PAGER")
    guard let pager = popen(chosen.isEmpty ? "less -R" : chosen, "w") else {
      return printRendered(text)
    }
    fputs(text + "\n", pager)
    pclose(pager)
  }

  private static let meter = Meter()

  /// Tells of work that goes on: a line that is rewritten on a terminal, else
  /// a line per tenth of the work.
  static func progress() -> @Sendable (WorkProgress) -> Void {
    let isLive =
      isTerminal(STDERR_FILENO) && variable("TERM") != "dumb" && !isPlain
    return { meter.tell($0, isLive: isLive) }
  }
}
