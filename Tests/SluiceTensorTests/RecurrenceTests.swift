import SluiceRandom
import SluiceTensor
import Testing

/// An LSTM over a packed batch.
@Suite("Recurrence") struct RecurrenceTests {
  @Test(
    "Cells are worked out again bit for bit from the activated gates",
    arguments: [false, true])
  func cells(reversed: Bool) {
    // Sequences of 4, 4, 2 and 1 steps, longest first.
    let starts = [0, 4, 7, 9, 11], hidden = 19
    let workspace = Workspace()
    var stream = RandomStream(seed: 1)
    func random(_ rows: Int, _ columns: Int) -> Block {
      let block = workspace.block(rows: rows, columns: columns)
      for i in 0..<block.count { block.base[i] = 4 * stream.uniform() - 2 }
      return block
    }
    let trace = Recurrence.Trace(
      gates: random(11, 4 * hidden), cells: random(11, hidden))
    let recurrence = Recurrence(
      starts: starts, reversed: reversed, hidden: hidden)
    recurrence.forward(
      trace, from: .fed, states: .all(random(11, hidden)),
      recurrent: random(hidden, 4 * hidden))
    let cells = trace.cells.values
    trace.cells.clear()
    recurrence.restoreCells(trace)
    #expect(trace.cells.values == cells)
  }
}
