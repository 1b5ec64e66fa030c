import CLineEditor
import Foundation
import SluiceEvaluator

/// What signals do: while work goes on Ctrl-C asks it to stop at the next good
/// place; while a line is read, readline puts the terminal in order first.
enum Signals {
  // A signal handler can reach nothing but a global; it is set before the
  // handler is.
  nonisolated(unsafe) private static var watched: Interrupt?

  /// Signals that find the terminal as the editor has it.
  private static let ofEditing = [SIGINT, SIGTSTP, SIGTERM, SIGHUP, SIGQUIT]

  /// For the time that work goes on.
  static func watch(_ interrupt: Interrupt) {
    watched = interrupt
    signal(SIGTSTP, SIG_DFL)
    for number in [SIGTERM, SIGHUP, SIGQUIT] {
      signal(number) { sluice_terminal_restore($0) }
    }
    signal(SIGINT) { _ in Signals.watched?.request() }
    admit()
    // A reader that goes away is an error of writing, not a sudden end.
    signal(SIGPIPE, SIG_IGN)
  }

  /// For the time that a line is read.
  static func watchEditing() {
    for number in ofEditing {
      signal(number) { sluice_readline_note($0) }
    }
    admit()
  }

  /// Lets them through: a program that starts this one may have blocked them.
  private static func admit() {
    var set = sigset_t()
    sigemptyset(&set)
    for number in ofEditing { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
