import SluiceDiagnostics
import SluiceEvaluator
import Synchronization

/// Trainings that go on, and how far they are in all.
struct SeveralTrials {
  let news: CountedWork
  /// How many there are to be, and how many are done.
  let total: Int
  private(set) var done = 0

  /// - Parameters:
  ///   - work: The work, as one would type it.
  ///   - total: How many trainings.
  ///   - context: Where it is done.
  init(_ work: String, total: Int, _ context: Context) {
    news = CountedWork(work, of: "trainings", context.environment)
    self.total = total
  }

  /// Trains networks, several at a time, each on one thread: what comes of it
  /// does not depend on how many.
  ///
  /// - Parameters:
  ///   - count: How many networks.
  ///   - epochs: To how many epochs in all.
  ///   - context: Where it is done.
  ///   - trial: Makes a network by its number, or gives it as it is.
  /// - Returns: The networks after it; nil for those that were stopped.
  /// - Throws: What is wrong with one of them.
  mutating func train(
    _ count: Int, to epochs: Int, _ context: Context,
    _ trial: @escaping @Sendable (Int) throws(Stop) -> Trial
  ) throws(Stop) -> [Trial?] {
    let board = Board(count)
    let interrupt = context.environment.interrupt
    let (news, done, total) = (news, done, total)
    DeepThreads.run(max(1, min(context.environment.threads, count))) {
      while !interrupt.isRequested, let index = board.next() {
        var context = context
        let result = context.listening { _ -> Result<Trial?, Stop> in
          do throws(Stop) {
            let begun = try trial(index)
            return .success(
              try stopping { () throws(Diagnostic) in
                try begun.trained(to: epochs)
              })
          } catch { return .failure(error) }
        }
        news.isDone(done + board.end(index, result), of: total)
      }
    }
    self.done += count
    if let stop = board.stop, !interrupt.isRequested {
      throw context.placed(stop, at: context.span)
    }
    return board.trials
  }

  /// Who trains which.
  private final class Board: Sendable {
    private struct Record {
      var next = 0
      var done = 0
      var trials: [Trial?]
      var stop: Stop?
    }

    private let record: Mutex<Record>

    init(_ count: Int) {
      record = Mutex(Record(trials: Array(repeating: nil, count: count)))
    }

    /// The next one for this thread; nil once there is none.
    func next() -> Int? {
      record.withLock { record in
        guard record.stop == nil, record.next < record.trials.count else {
          return nil
        }
        record.next += 1
        return record.next - 1
      }
    }

    /// Takes how one ended.
    ///
    /// - Returns: How many have.
    func end(_ index: Int, _ result: Result<Trial?, Stop>) -> Int {
      record.withLock { record in
        switch result {
        case .success(let trial): record.trials[index] = trial
        case .failure(let stop): record.stop = stop
        }
        record.done += 1
        return record.done
      }
    }

    var trials: [Trial?] { record.withLock(\.trials) }
    var stop: Stop? { record.withLock(\.stop) }
  }
}
