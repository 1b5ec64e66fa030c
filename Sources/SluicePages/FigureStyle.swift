import Foundation
import SluiceOutput

/// The part of the style sheet that figures and tables need: colours that
/// everybody can tell apart, and shades on which numbers can be read.
enum FigureStyle {
  static let text =
    layout + "\n" + colors(SVG.lightColors, Shades.light)
    + "\n@media(prefers-color-scheme:dark){"
    + colors(
      SVG.darkColors, Shades.dark, under: ":root:not([data-theme=light]) ")
    + "}\n"
    + colors(SVG.darkColors, Shades.dark, under: ":root[data-theme=dark] ")
    + "\n@media print{"
    + colors(SVG.lightColors, Shades.light, under: ":root ") + "}"

  private static let layout = """
    figure{margin:1.4rem 0}
    .out figure{margin:.4rem 0 1.2rem}
    figcaption,.caption{font-size:.875rem;line-height:1.45;color:var(--dim);\
    margin:.4rem 0 .2rem;max-width:38rem}
    .box{overflow-x:auto;margin:.4rem 0;max-width:100%}
    table{border-collapse:collapse;font-size:.875rem;line-height:1.4;\
    font-variant-numeric:tabular-nums lining-nums}
    caption{text-align:left;font-weight:650;padding:.2rem 0 .4rem;\
    white-space:nowrap}
    td,th{padding:.3rem .6rem;text-align:left;vertical-align:baseline}
    thead th,thead td{border-bottom:1px solid var(--dim)}
    tbody tr+tr>*{border-top:1px solid var(--line)}
    th{font-weight:600}
    .r{text-align:right}
    .gloss td,.gloss th,.path td,.path th{white-space:nowrap;\
    font-size:.8125rem}
    .heat td,.heat th,.bars td,.bars th{border:0!important}
    .heat{border-spacing:2px;border-collapse:separate;font-size:.8125rem}
    .heat th,.bars th{font-weight:500;color:var(--dim);white-space:nowrap}
    .heat td{text-align:right;border-radius:3px;min-width:3.4rem;\
    padding:.3rem .4rem}
    .heat tr:first-of-type th{text-align:right;padding:.1rem .4rem}
    .bars td{white-space:nowrap}
    .bar{margin-right:.5rem;background:var(--soft)}
    .drawn svg{display:block}
    svg text{font:12px var(--sans);fill:var(--fg)}
    svg .t{font-size:13px;font-weight:650}
    svg .a{stroke:var(--dim);fill:none}
    svg .g{stroke:var(--line)}
    svg .c{fill:none;stroke-width:2}
    svg .e{fill:none}
    svg .gate text{paint-order:stroke;stroke:var(--bg);stroke-width:3px}
    svg .shut .e,svg .e.shut{stroke:var(--dim);stroke-dasharray:1 4;\
    stroke-width:1}
    .shut:not(:focus-visible,[aria-pressed=true]) text{display:none}
    svg .now{stroke-dasharray:2 2}
    .gate{cursor:pointer}
    .gate .hit{stroke:transparent;stroke-width:26;fill:none}
    .gate:focus{outline:none}
    .gate:focus-visible .hit,.gate[aria-pressed=true] .hit{stroke:var(--line)}
    .gate:focus-visible text,.gate[aria-pressed=true] text{font-weight:700;\
    text-decoration:underline}
    .moving{border:1px solid var(--line);border-radius:8px;\
    padding:.8rem 1rem}
    .controls{display:flex;flex-wrap:wrap;gap:.4rem .8rem;align-items:center;\
    position:sticky;top:0;background:var(--bg);padding:.4rem 0;z-index:1}
    .controls label{display:flex;gap:.6rem;align-items:center;flex:1 1 8rem;\
    font-size:.9375rem}
    .controls input{flex:1;min-width:4rem;height:2rem;\
    accent-color:var(--link)}
    .controls output{font-size:.9375rem;min-width:4.8em;\
    font-variant-numeric:tabular-nums}
    .told{font-size:.9375rem;min-height:3.2em}
    .several .sides{display:grid;gap:1.5rem;\
    grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr))}
    .side{min-width:0}
    .tables{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem}
    .tables>*{max-width:100%}
    """

  private static func colors(
    _ series: [String], _ shades: Shades, under root: String = ""
  ) -> String {
    let curves = series.enumerated().map { number, color in
      "\(root).s\(number){stroke:\(color)}\(root)text.s\(number),"
        + "\(root)circle.s\(number){stroke:none;fill:\(color)}"
    }
    return curves.joined() + shades.rules(under: root)
  }
}

/// Ten shades of each of two hues, with letters that can be read on them.
struct Shades {
  private typealias Color = (red: Double, green: Double, blue: Double)

  private let ground: UInt32
  private let positive, negative: UInt32

  static let light = Shades(
    ground: 0xF3F5F7, positive: 0x0B4F8A, negative: 0xA34300)
  static let dark = Shades(
    ground: 0x22272E, positive: 0x6DB3F8, negative: 0xF0954A)

  func rules(under root: String) -> String {
    let fills =
      "\(root).pos{fill:\(text(color(positive)))}"
      + "\(root).neg{fill:\(text(color(negative)))}"
    return fills
      + [("p", positive), ("n", negative)].map { name, hue in
        (0..<10).map { rule("\(root).heat .\(name)\($0)", hue, step: $0) }
          .joined()
      }.joined()
  }

  private func rule(_ name: String, _ hue: UInt32, step: Int) -> String {
    let (from, to) = (color(ground), color(hue))
    let share = Double(step) / 9
    func mixed(_ one: Double, _ two: Double) -> Double {
      one + (two - one) * share
    }
    let shade = Color(
      mixed(from.red, to.red), mixed(from.green, to.green),
      mixed(from.blue, to.blue))
    // Black or white, whichever is further from it.
    let light = luminance(shade)
    let isDark = (light + 0.05) / 0.05 < 1.05 / (light + 0.05)
    return
      "\(name){background:\(text(shade));color:\(isDark ? "#fff" : "#000")}"
  }

  private func color(_ number: UInt32) -> Color {
    Color(
      Double(number >> 16 & 0xFF), Double(number >> 8 & 0xFF),
      Double(number & 0xFF))
  }

  private func text(_ color: Color) -> String {
    String(
      format: "#%02x%02x%02x", Int(color.red.rounded()),
      Int(color.green.rounded()), Int(color.blue.rounded()))
  }

  /// How light a colour is, as the guidelines for contrast count it.
  private func luminance(_ color: Color) -> Double {
    func linear(_ part: Double) -> Double {
      let part = part / 255
      return part <= 0.03928
        ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green)
      + 0.0722 * linear(color.blue)
  }
}
