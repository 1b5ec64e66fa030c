import Foundation
import SluiceOutput

/// Results of tests in the form that build servers read.
package struct JUnit {
  package struct Suite: Sendable {
    package var file: String
    package var results: [CellResult]

    package init(file: String, results: [CellResult]) {
      self.file = file
      self.results = results
    }
  }

  /// The report as XML: a suite a notebook, a case a cell.
  package static func report(_ suites: [Suite]) -> String {
    let all = suites.flatMap(\.results)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites\(counts(all))>
      \(suites.map(suite).joined())</testsuites>

      """
  }

  private static func suite(_ suite: Suite) -> String {
    "  <testsuite name=\"\(escaped(suite.file))\"\(counts(suite.results))>\n"
      + suite.results.map { self.test($0, suite.file) }.joined()
      + "  </testsuite>\n"
  }

  private static func counts(_ results: [CellResult]) -> String {
    func count(_ words: String...) -> Int {
      results.count { words.contains($0.verdict.word) }
    }
    return " tests=\"\(results.count)\" failures=\"\(count("differs"))\""
      + " errors=\"\(count("failed"))\" skipped=\"\(count("blocked", "shown"))\""
      + " time=\"\(time(results.reduce(0) { $0 + $1.seconds }))\""
  }

  private static func test(_ result: CellResult, _ file: String) -> String {
    let start =
      "    <testcase classname=\"\(escaped(file))\""
      + " name=\"\(escaped(result.title)) (line \(result.line))\""
      + " file=\"\(escaped(file))\" line=\"\(result.line)\""
      + " time=\"\(time(result.seconds))\""
    let text = result.diagnostics.map { $0.rendered(color: false) }
      .joined(separator: "\n")
    let title = escaped(result.diagnostics.first?.title ?? "")
    switch result.verdict {
    case .passed, .unchecked: return start + "/>\n"
    case .shown:
      return start
        + "><skipped message=\"is shown and never runs\"/></testcase>\n"
    case .blocked(let names):
      let message = escaped("needs " + names.joined(separator: ", "))
      return start + "><skipped message=\"\(message)\"/></testcase>\n"
    case .failed:
      return start + "><error message=\"\(title)\">\(escaped(text))</error>"
        + "</testcase>\n"
    case .differs:
      let lines = result.difference(in: file)
      return start + "><failure message=\"\(title)\">"
        + escaped(([text] + lines).joined(separator: "\n"))
        + "</failure></testcase>\n"
    }
  }

  private static func time(_ seconds: Double) -> String {
    String(format: "%.3f", seconds)
  }

  /// A text without what XML gives a meaning to, or forbids.
  private static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "\n", "\t": safe.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20: safe += "\u{FFFD}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }
}
