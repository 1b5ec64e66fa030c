import SluiceLearning
import Testing

/// Gains from partners on scores that are given, and the groups that follow.
@Suite("Gains from partners") struct TransferTests {
  @Test("A gain is over pairs of runs, and one that is shown leaves out 0")
  func gains() throws {
    let alone: [[Double?]] = [[0.5, 0.6, 0.55, 0.5], [0.7, 0.8, 0.75, nil]]
    let together: [[[Double?]]] = [
      [[], [0.6, 0.71, 0.65, 0.61]], [[0.71, 0.79, 0.75, 0.9], []],
    ]
    let gains = TransferGains(alone: alone, together: together)
    #expect(gains.gains.map(\.verdict) == [.helps, .undecided])
    let helped = try #require(gains.gain(0, 1))
    #expect(abs(helped.difference.mean - 0.105) < 1e-12)
    #expect(helped.interval.lowerBound > 0)
    // The run that failed alone has no partner.
    let other = try #require(gains.gain(1, 0))
    #expect(other.difference.freedom == 2)
    #expect(other.interval.contains(0))
  }

  @Test("All gains that are shown are corrected together")
  func correction() throws {
    let alone: [[Double?]] = [[0, 0, 0], [0, 0, 0]]
    let scores: [Double?] = [0.1, 0.2, 0.3]
    let one = TransferGains(alone: alone, together: [[[], scores], [[], []]])
    let two = TransferGains(
      alone: alone, together: [[[], scores], [scores, []]])
    let p = try #require(one.gain(0, 1)).pValue
    #expect(
      abs(try #require(two.gain(0, 1)).pValue - Sidak.corrected(p, of: 2))
        < 1e-12)
  }

  @Test("One run of each says nothing")
  func single() {
    let gains = TransferGains(
      alone: [[0.1], [0.1]], together: [[[], [0.9]], [[0.1], []]])
    #expect(gains.gains.map(\.verdict) == [.undecided, .undecided])
  }

  @Test("Tasks that help each other are put together, others kept apart")
  func groups() {
    // 0 and 1 help each other, 2 hurts both, 3 and 4 help one way only.
    var gains = Array(
      repeating: Array(repeating: -0.1, count: 5), count: 5)
    (gains[0][1], gains[1][0]) = (0.2, 0.1)
    (gains[3][4], gains[4][3]) = (0.3, -0.1)
    let best = TaskGroups(of: 5) { gains[$0][$1] }
    #expect(best.groups == [[0, 1], [2], [3, 4]])
    #expect(abs(best.gain - 0.5) < 1e-12)
  }

  @Test("Where nothing helps, each stays alone")
  func nothing() {
    let best = TaskGroups(of: 3) { _, _ in -0.1 }
    #expect(best.groups == [[0], [1], [2]] && best.gain == 0)
  }

  @Test("No other partition has more, up to the most tasks")
  func exhaustive() {
    // Each gains from its neighbour in a ring: all together is not the best,
    // since each then gains from one of seven only.
    let best = TaskGroups(of: TaskGroups.most) { task, partner in
      (task ^ 1) == partner ? 1 : 0
    }
    #expect(best.groups == [[0, 1], [2, 3], [4, 5], [6, 7]])
    #expect(best.gain == 8)
  }
}
