/// Figures that moved together, from moment to moment, as a page lets one go
/// through them; where nothing moves, the last moment is what there is to show.
package struct Progression: Sendable, Equatable, Codable {
  /// What moved: `how the sharing of net was learned`.
  package var title: String
  /// What a moment is: `epoch`.
  package var unit: String
  /// In order; each has the same matrices and the same drawing but for their
  /// numbers. None where there are curves alone.
  package var moments: [Moment]
  /// What went on beside it, over the moments' numbers.
  package var curves: [Plot]
  /// What is said of each flow of the drawing, in the order of its edges.
  package var gates: [Gate]

  package struct Moment: Sendable, Equatable, Codable {
    package var number: Int
    package var matrices: [LabelledMatrix]
    package var drawing: Drawing?

    package init(
      _ number: Int, matrices: [LabelledMatrix], drawing: Drawing? = nil
    ) {
      self.number = number
      self.matrices = matrices
      self.drawing = drawing
    }
  }

  /// One flow of the drawing in words.
  package struct Gate: Sendable, Equatable, Codable {
    /// Its name in a column of numbers: `main ← helper, layer 2`.
    package var name: String
    /// What came of it in the end.
    package var sentence: String

    package init(_ name: String, _ sentence: String) {
      self.name = name
      self.sentence = sentence
    }
  }

  package init(
    _ title: String, unit: String, moments: [Moment], curves: [Plot] = [],
    gates: [Gate] = []
  ) {
    self.title = title
    self.unit = unit
    self.moments = moments
    self.curves = curves
    self.gates = gates
  }
}
