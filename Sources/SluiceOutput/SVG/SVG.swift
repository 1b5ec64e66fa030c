import Foundation

/// Outputs as drawings in SVG: a file by itself, or a part of a page whose style
/// sheet knows the same classes.
package enum SVG {
  package enum Form: Sendable {
    /// A file, with its own style, for light and for dark.
    case file
    /// A part of a page, described by the text.
    case part(String)
    /// A part of a page in which there is something to press.
    case group(String)
  }

  /// Strokes and letters of curves, readable on white and on black.
  package static let lightColors = [
    "#0b5fa5", "#a34e00", "#17734a", "#8a3ea8", "#b3261e", "#006b78",
    "#6b5c00", "#57606a",
  ]
  package static let darkColors = [
    "#79b8ff", "#f0a35a", "#5fd39a", "#d9a6ee", "#ff9d94", "#5fcfe0",
    "#d8c64a", "#b6bdc6",
  ]
  /// The same for those who see no colours.
  private static let dashes = ["", "7 3", "2 3", "9 3 2 3", "12 4", "4 4"]

  private static let style =
    "<style>text{font:12px system-ui,sans-serif;fill:#57606a}"
    + ".t{font-size:14px;font-weight:600}.a,.g{stroke:#8889;fill:none}"
    + ".g{stroke:#8883}.c{fill:none;stroke-width:2}.e{fill:none}"
    + ".shut{stroke:#8889;stroke-dasharray:2 3}"
    + ".pos{fill:#3b82c4}.neg{fill:#d97706}.on{fill:#fff}"
    + rules(lightColors)
    + "@media(prefers-color-scheme:dark){text{fill:#b6bdc6}"
    + "\(rules(darkColors))}</style>"

  private static func rules(_ colors: [String]) -> String {
    colors.enumerated().map { number, color in
      ".s\(number){stroke:\(color)}"
        + "text.s\(number),circle.s\(number){stroke:none;fill:\(color)}"
    }.joined()
  }

  /// The attributes that make a stroke the one of a series.
  static func series(_ number: Int) -> String {
    let dash = dashes[number % dashes.count]
    return "class=\"c s\(number % lightColors.count)\""
      + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
  }

  static func page(
    width: Double, height: Double, title: String, _ form: Form, _ body: String
  ) -> String {
    let (w, h) = (number(width.rounded()), number(height.rounded()))
    let size = "width=\"\(w)\" height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\""
    switch form {
    case .file:
      return "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) role=\"img\">"
        + "<title>\(escaped(title))</title>\(style)\(body)</svg>\n"
    case .part(let text):
      return "<svg \(size) role=\"img\" aria-label=\"\(escaped(text))\">"
        + "\(body)</svg>"
    case .group(let text):
      return "<svg \(size) role=\"group\" aria-label=\"\(escaped(text))\">"
        + "\(body)</svg>"
    }
  }

  /// Up to nine round numbers between two; of epochs there are no halves.
  static func ticks(
    _ low: Double, _ high: Double, isWhole: Bool
  ) -> [Double] {
    let rough = isWhole ? max(1, (high - low) / 8) : (high - low) / 8
    let size = pow(10, log10(rough).rounded(.down))
    let steps = isWhole && size < 10 ? [1.0, 2, 5, 10] : [1, 2, 2.5, 5, 10]
    let step = steps.map { $0 * size }.first { $0 >= rough } ?? rough
    let first = (low / step).rounded(.up)
    let count = Int(max(0, (high / step).rounded(.down) - first))
    return (0...min(count, 20)).map { (first + Double($0)) * step }
  }

  static func number(_ value: Double) -> String {
    String(format: "%.5g", value)
  }

  static func escaped(_ text: String) -> String {
    onOneLine(text).filter { $0 != "\u{FFFE}" && $0 != "\u{FFFF}" }
      .replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;")
      .replacingOccurrences(of: "\"", with: "&quot;")
  }
}
