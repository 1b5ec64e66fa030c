import Foundation

/// Outputs as self-contained SVG drawings, readable on white and on dark.
package enum SVG {
  static let colors = [
    "#3b82c4", "#d97706", "#2f9e62", "#b45bc7", "#d1495b", "#0f9bb0",
    "#8a7a12", "#7a7a7a",
  ]
  private static let style = """
    <style>text{font:12px system-ui,sans-serif;fill:#7d7d7d}\
    .t{font-size:14px;font-weight:600}\
    .g{stroke:#8884;stroke-width:1}.a{stroke:#888;stroke-width:1}\
    .c{fill:none;stroke-width:2}</style>
    """

  static func page(
    width: Double, height: Double, title: String, _ body: String
  ) -> String {
    let (w, h) = (number(width.rounded()), number(height.rounded()))
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(w)\""
      + " height=\"\(h)\" viewBox=\"0 0 \(w) \(h)\" role=\"img\">"
      + "<title>\(escaped(title))</title>\(style)\(body)</svg>\n"
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
  }
}
