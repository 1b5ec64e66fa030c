import CReadline
import Foundation
import SluiceSession

/// What Ctrl-C does: while work goes on it asks it to stop at the next good
/// place, while a line is read it clears the entry.
enum Signals {
  // A signal handler can reach nothing but a global; it is set before the
  // handler is.
  nonisolated(unsafe) private static var watched: Interrupt?

  static func watch(_ interrupt: Interrupt) {
    watched = interrupt
    signal(SIGINT) { _ in Signals.watched?.request() }
    admit()
    // A reader that goes away is an error of writing, not a sudden end.
    signal(SIGPIPE, SIG_IGN)
  }

  static func watchEditing() {
    signal(SIGINT) { _ in sluice_readline_interrupt() }
    admit()
  }

  /// Lets Ctrl-C through: a program that starts this one may have blocked it.
  private static func admit() {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
