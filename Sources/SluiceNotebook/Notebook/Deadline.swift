import Dispatch
import SluiceDiagnostics
import SluiceEvaluator
import Synchronization

/// Asks for an interrupt when a time has passed, unless it is dropped first.
///
/// The timer is made once and only ever cancelled, which any thread may.
final class Deadline: @unchecked Sendable {
  private struct State {
    var hasPassed = false
    var hasEnded = false
  }

  private let state = Mutex(State())
  private let timer: (any DispatchSourceTimer)?

  /// - Parameters:
  ///   - seconds: From now; nil for never.
  ///   - interrupt: What is asked.
  ///   - reason: Whose time it is.
  init(_ seconds: Double?, interrupt: Interrupt, _ reason: StopReason) {
    guard let seconds else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource()
    self.timer = timer
    timer.schedule(deadline: .now() + seconds)
    timer.setEventHandler { [weak self] in
      // In one with the flags: after the end nothing is asked any more.
      self?.state.withLock {
        guard !$0.hasEnded else { return }
        $0.hasPassed = true
        interrupt.request(reason)
      }
    }
    timer.resume()
  }

  deinit { timer?.cancel() }

  var hasPassed: Bool { state.withLock { $0.hasPassed } }

  /// Ends it: it will not ask for an interrupt any more.
  ///
  /// - Returns: Whether it did before.
  func end() -> Bool {
    state.withLock {
      $0.hasEnded = true
      return $0.hasPassed
    }
  }
}
