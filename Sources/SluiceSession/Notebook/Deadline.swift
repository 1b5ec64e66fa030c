import Dispatch
import Synchronization

/// Asks for an interrupt when a time has passed, unless it is dropped first.
///
/// The timer is made once and only ever cancelled, which any thread may.
package final class Deadline: @unchecked Sendable {
  private let passed = Atomic(false)
  private let timer: (any DispatchSourceTimer)?

  /// - Parameters:
  ///   - seconds: From now; nil for never.
  ///   - interrupt: What is asked.
  package init(_ seconds: Double?, interrupt: Interrupt) {
    guard let seconds else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource()
    self.timer = timer
    timer.schedule(deadline: .now() + seconds)
    timer.setEventHandler { [weak self] in
      self?.passed.store(true, ordering: .relaxed)
      interrupt.request()
    }
    timer.resume()
  }

  deinit { timer?.cancel() }

  package var hasPassed: Bool { passed.load(ordering: .relaxed) }
}
