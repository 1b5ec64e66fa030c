import CLineEditor
import Foundation
import SluiceDiagnostics
import SluiceEvaluator

/// What signals do: while work goes on Ctrl-C asks it to stop at the next good
/// place; while a line is read, it and Ctrl-Z wait until readline has put the
/// terminal in order. What ends the program never waits for anybody.
enum Signals {
  // A signal handler can reach nothing but a global; it is set before the
  // handler is.
  nonisolated(unsafe) private static var watched: Interrupt?

  /// Signals that find the terminal as the editor has it.
  private static let ofEditing = [SIGINT, SIGTSTP, SIGTERM, SIGHUP, SIGQUIT]

  /// What a program ends with that Ctrl-C ended, as shells have it.
  private static let stopped: Int32 = 128 + SIGINT

  /// For the whole program, before it opens anything.
  static func prepare() {
    // Where one of the three is closed the next file would take its place, and
    // what is said would be written into it. Opened the wrong way round, so
    // that reading and writing still fail as of what is closed.
    for number in 0...2 where fcntl(Int32(number), F_GETFD) == -1 {
      _ = open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
    }
    // A file that may not grow is an error of writing, not a sudden end.
    signal(SIGXFSZ, SIG_IGN)
  }

  /// For a thread that only waits until the program ends: signals come to those
  /// that read and work.
  static func leaveToOthers() -> Never {
    var set = sigset_t()
    sigfillset(&set)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    while true { pause() }
  }

  /// For the time that work goes on.
  static func watch(_ interrupt: Interrupt) {
    watched = interrupt
    signal(SIGTSTP) { sluice_terminal_stop($0) }
    watchEnds()
    signal(SIGINT) { _ in
      guard let watched = Signals.watched else { return }
      watched.request(.user)
      // Who asks a third time does not want to wait.
      if watched.requests > 2 { sluice_terminal_leave(Signals.stopped) }
    }
    admit()
    // A reader that goes away is an error of writing, not a sudden end.
    signal(SIGPIPE, SIG_IGN)
  }

  /// The signal that ended the work in good order; 0 for none.
  nonisolated(unsafe) private static var ending: Int32 = 0

  /// For work that leaves a report: who ends it waits until that is written; who
  /// asks again does not.
  static func finishBeforeEnding() {
    for number in [SIGTERM, SIGHUP] {
      signal(number) { number in
        if Signals.ending != 0 { sluice_terminal_restore(number) }
        Signals.ending = number
        Signals.watched?.request(.terminated)
      }
    }
  }

  /// What a process ends with that was asked to stop.
  static var exitStatus: Int32 { 128 + (ending == 0 ? SIGINT : ending) }

  /// For the time that a line is read.
  static func watchEditing() {
    for number in [SIGINT, SIGTSTP] {
      signal(number) { sluice_readline_note($0) }
    }
    watchEnds()
    admit()
  }

  private static func watchEnds() {
    for number in [SIGTERM, SIGHUP, SIGQUIT] {
      signal(number) { sluice_terminal_restore($0) }
    }
  }

  /// Lets them through: a program that starts this one may have blocked them.
  private static func admit() {
    var set = sigset_t()
    sigemptyset(&set)
    for number in ofEditing { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
