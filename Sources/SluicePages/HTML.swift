import SluiceDiagnostics

/// Elements and text of HTML. Every character of others' texts goes through
/// here, so that it stays a character.
enum HTML {
  /// Text inside an element or an attribute; what would command a terminal or
  /// turn the reading direction is made visible.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default:
        let isNoCharacter = scalar.value & 0xFFFE == 0xFFFE
        result.unicodeScalars.append(
          scalar.movesCursor || isNoCharacter ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }

  /// An element.
  ///
  /// - Parameters:
  ///   - name: Its name, written by this program.
  ///   - attributes: With texts that anybody may have written.
  ///   - inside: HTML.
  /// - Returns: HTML.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ inside: String
  ) -> String {
    "<\(name)\(written(attributes))>\(inside)</\(name)>"
  }

  /// An element without content, such as an image.
  static func void(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:]
  ) -> String {
    "<\(name)\(written(attributes))/>"
  }

  /// Attributes as they stand behind an element's name.
  static func written(_ attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
  }

  /// A box that scrolls within itself where there is little room, also by the
  /// keyboard.
  ///
  /// - Parameters:
  ///   - name: What it is called when it is read out.
  ///   - kind: Its class.
  ///   - inside: HTML.
  /// - Returns: HTML.
  static func scrolling(
    _ name: String, _ kind: String, _ inside: String
  ) -> String {
    element(
      "div",
      ["class": kind, "role": "group", "tabindex": "0", "aria-label": name],
      inside)
  }

  /// What is folded until somebody opens it.
  static func folded(
    _ title: String, kind: String = "", _ inside: String
  ) -> String {
    let summary = element("summary", [:], title)
    return kind.isEmpty
      ? element("details", [:], summary + inside)
      : element("details", ["class": kind], summary + inside)
  }
}
