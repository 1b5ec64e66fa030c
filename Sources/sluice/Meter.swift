import CLineEditor
import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceOutput

/// Tells of work that goes on: on a terminal a block of lines that is drawn
/// again and again, elsewhere a line per tenth of the work.
final class Meter: @unchecked Sendable {
  private let lock = NSLock()
  private var said = -1
  private var last = ContinuousClock.now - .seconds(1)
  /// Lines of the block that stand on the screen.
  private var shown = 0

  /// Wipes the block, if there is one, before something else is said.
  func clear() {
    lock.lock()
    defer { lock.unlock() }
    draw([])
  }

  func tell(_ work: WorkProgress, isLive: Bool) {
    lock.lock()
    defer { lock.unlock() }
    let tenth = Int(work.fraction * 10)
    guard isLive else {
      if tenth != said, tenth > 0 {
        Terminal.printError("\(tenth * 10)% \(work.text)")
      }
      said = tenth
      return
    }
    let now = ContinuousClock.now
    guard now - last > .milliseconds(100) || work.fraction >= 1 else { return }
    last = now
    guard work.fraction < 1 else { return draw([]) }
    // Room is left for the `^C` that a terminal echoes.
    let room = max(20, Terminal.width - 3)
    let renderer = TerminalRenderer(
      width: room, color: Terminal.hasColor(STDERR_FILENO))
    let block = renderer.lines(of: work.block())
    let lines = block.isEmpty ? [StyledText(work.text)] : block
    draw(lines.map { renderer.render($0.cut(to: room)) })
  }

  /// Puts lines in the place of those that stand there.
  ///
  /// While they stand, what is typed is not shown: an Enter would move them.
  /// After Ctrl-Z they begin anew below what the shell has shown meanwhile.
  private func draw(_ lines: [String]) {
    if sluice_terminal_take_resumption() != 0 { shown = 0 }
    guard shown > 0 || !lines.isEmpty else { return }
    if lines.isEmpty {
      sluice_terminal_unhush()
    } else {
      sluice_terminal_hush()
    }
    Terminal.writeError(
      TerminalRenderer.wiping(lines: shown) + lines.joined(separator: "\n"))
    shown = lines.count
  }
}
