import Foundation
import SluiceDiagnostics
import Synchronization

/// The runs of a sweep as several threads, and several programs, take them: each
/// is run once.
final class SweepBoard: Sendable {
  /// How a run ended.
  enum Ending: Sendable {
    /// Its values; nil for what rows on file do not hold.
    case values([Value?], RunOrigin)
    case failure(RunFailure, RunOrigin)
    /// It was stopped, or its row could not be kept: the sweep ends.
    case stop(Stop)
  }

  private struct Record {
    /// Runs that nobody is at, the next one last.
    var open: [Int]
    /// Runs that other programs are at.
    var elsewhere: [Int] = []
    var endings: [Int: Ending] = [:]
    var isOver = false
  }

  private let record: Mutex<Record>
  private let plan: SweepPlan
  private let kept: KeptRows?
  private let interrupt: Interrupt
  /// Rows that were on file at the start, and why other rows there will not do.
  let found: Int
  let outdated: [String: Int]

  init(_ plan: SweepPlan, _ kept: KeptRows?, _ interrupt: Interrupt) {
    self.plan = plan
    self.kept = kept
    self.interrupt = interrupt
    var record = Record(open: [])
    var outdated: [String: Int] = [:]
    for index in plan.combinations.indices {
      switch kept?.status(of: plan.key(index)) {
      case .kept(let row): record.endings[index] = plan.ending(row)
      case .outdated(let reasons):
        record.open.append(index)
        outdated[reasons.joined(separator: ", "), default: 0] += 1
      case .missing, nil: record.open.append(index)
      }
    }
    record.open.reverse()
    found = record.endings.count
    self.outdated = outdated
    self.record = Mutex(record)
  }

  var endings: [Int: Ending] { record.withLock { $0.endings } }

  /// How many runs have ended.
  var count: Int { record.withLock { $0.endings.count } }

  /// Runs that nobody has begun.
  var open: Int { record.withLock { $0.open.count + $0.elsewhere.count } }

  /// The next run for this thread; nil once there is none. Where all that is
  /// left is elsewhere, it waits for what becomes of it.
  func next() -> Int? {
    while !interrupt.isRequested {
      enum Step { case run(Int), wait, end }
      let step = record.withLock { record -> Step in
        if record.isOver { return .end }
        if let run = record.open.popLast() { return .run(run) }
        return record.elsewhere.isEmpty ? .end : .wait
      }
      switch step {
      case .end: return nil
      case .run(let run): if isOurs(run) { return run }
      case .wait:
        usleep(100_000)
        record.withLock {
          // Another thread may have put some back already.
          $0.open.insert(contentsOf: $0.elsewhere.reversed(), at: 0)
          $0.elsewhere = []
        }
      }
    }
    return nil
  }

  /// Claims a run, unless another program is at it or has done it meanwhile.
  private func isOurs(_ run: Int) -> Bool {
    guard let kept else { return true }
    let key = plan.key(run)
    let isClaimed = kept.claim(key)
    kept.refresh()
    if case .kept(let row) = kept.status(of: key) {
      if isClaimed { kept.release(key) }
      record.withLock { $0.endings[run] = plan.ending(row) }
      return false
    }
    if !isClaimed { record.withLock { $0.elsewhere.append(run) } }
    return isClaimed
  }

  /// Takes how a run ended.
  func end(_ run: Int, _ ending: Ending) {
    kept?.release(plan.key(run))
    record.withLock {
      $0.endings[run] = ending
      if case .stop = ending { $0.isOver = true }
    }
  }
}

extension SweepPlan {
  /// How the run ended whose row was kept.
  fileprivate func ending(_ row: KeptRow) -> SweepBoard.Ending {
    if let failure = row.failure { return .failure(failure, row.origin) }
    return .values(
      columns.map { name in
        row.columns.firstIndex(of: name).map { row.values[$0].value }
      }, row.origin)
  }
}
