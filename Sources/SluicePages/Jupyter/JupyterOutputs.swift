import Foundation
import SluiceNotebook

/// What stands below a cell of Jupyter, as recorded outputs.
enum JupyterOutputs {
  /// - Parameters:
  ///   - outputs: The cell's outputs.
  ///   - own: What the file says of them beside.
  /// - Returns: The recorded outputs.
  static func recorded(
    _ outputs: [JSONTree], _ own: JSONTree?
  ) -> [JupyterEntry.Output] {
    var all = (own?["recorded"]?.list ?? []).map { hidden in
      JupyterEntry.Output(
        profile: hidden["profile"]?.text.map(word),
        text: lines(hidden["text"]?.joinedText ?? ""))
    }
    if own?["outputs"]?.text != "run" {
      let shown = lines(outputs.map(text).joined())
      let isSilent = own?["prints"]?.text == "nothing"
      if !shown.isEmpty || isSilent {
        let profile = own?["profile"]?.text.map(word)
        all.insert(JupyterEntry.Output(profile: profile, text: shown), at: 0)
      }
    }
    return JupyterEntry.Output.ordered(all)
  }

  /// Whether something below a cell is no text.
  static func hasPictures(_ outputs: [JSONTree]) -> Bool {
    outputs.contains { output in
      output["data"] != nil && output["data"]?["text/plain"] == nil
    }
  }

  private static func text(_ output: JSONTree) -> String {
    let text: String
    switch output["output_type"]?.text {
    case "stream": text = output["text"]?.joinedText ?? ""
    case "error":
      text = (output["traceback"]?.list ?? []).compactMap(\.text)
        .joined(separator: "\n")
    default: text = output["data"]?["text/plain"]?.joinedText ?? ""
    }
    // Streams may come in pieces, results end without a line end.
    let isPiece = output["output_type"]?.text == "stream"
    return isPiece || text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
  }

  private static func lines(_ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    let plain = text.replacing("\r\n", with: "\n")
    var lines = JupyterEntry.lines(plain)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines
  }

  private static func word(_ text: String) -> String {
    text.filter { !$0.isWhitespace && $0 != "`" }
  }
}
