/// What a piece of text is, for a renderer to show as it can: a terminal in
/// colours, a page by its elements.
package enum Style: Sendable, Hashable, Codable {
  // In prose.
  case strong
  case emphasis
  case code
  /// Something to type, between backticks where nothing else sets it off.
  case typed
  case link(to: String)
  /// A picture; its text says what it shows.
  case image(from: String)
  /// A formula as LaTeX writes it; its text is the same in plain characters.
  case formula(String)
  /// What is said beside the matter.
  case dim

  // In reports.
  case error
  case success
  /// Where something is: a file and its lines.
  case place

  // In differences.
  case added
  case removed
  case changed
  case hunk

  // In commands of the language.
  case verb
  case keyword
  case number
  case string
  case comment

  // In figures.
  /// One of several curves, counted from 0.
  case series(Int)
  /// A number of a matrix, on a ground that is darker the larger it is.
  case shade(Double)
}
