import Foundation
import SluiceDiagnostics
import SluiceOutput

/// Results of tests in the form that build servers read, as the schema
/// `junit-10.xsd` of Jenkins has it.
package struct JUnit {
  package struct Suite: Sendable {
    package var file: String
    package var results: [CellResult]

    package init(file: String, results: [CellResult]) {
      self.file = file
      self.results = results
    }
  }

  /// How a case ended, as the form has it. What a notebook asserts or records
  /// and is not so is a failure; what kept a cell from being run, an error.
  private enum Outcome: Equatable {
    case passed, failure, error, skipped
  }

  /// The report as XML: a suite a notebook, a case a cell.
  package static func report(_ suites: [Suite]) -> String {
    // A sum over all has no count of what was skipped there.
    let all = counts(suites.flatMap(\.results), withSkipped: false)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites\(all)>
      \(suites.map(suite).joined())</testsuites>

      """
  }

  private static func suite(_ suite: Suite) -> String {
    "  <testsuite name=\"\(escaped(suite.file))\""
      + counts(suite.results, withSkipped: true) + ">\n"
      + suite.results.map { self.test($0, suite.file) }.joined()
      + "  </testsuite>\n"
  }

  private static func counts(
    _ results: [CellResult], withSkipped: Bool
  ) -> String {
    let outcomes = results.map(outcome)
    func count(_ one: Outcome) -> Int { outcomes.count { $0 == one } }
    return " tests=\"\(results.count)\" failures=\"\(count(.failure))\""
      + " errors=\"\(count(.error))\""
      + (withSkipped ? " skipped=\"\(count(.skipped))\"" : "")
      + " time=\"\(time(results.reduce(0) { $0 + $1.seconds }))\""
  }

  private static func outcome(_ result: CellResult) -> Outcome {
    switch result.verdict {
    case .passed, .asserted, .unchecked: .passed
    case .shown, .unsolved, .outside, .blocked, .stale: .skipped
    case .differs: .failure
    case .failed(let mistakes):
      mistakes.first?.code.isOfTheTest ?? false ? .failure : .error
    }
  }

  private static func test(_ result: CellResult, _ file: String) -> String {
    let start =
      "    <testcase classname=\"\(escaped(file))\""
      + " name=\"\(escaped(result.name))\""
      + " time=\"\(time(result.seconds))\""
    guard let ending = ending(result, file) else { return start + "/>\n" }
    return start + ">\(ending)</testcase>\n"
  }

  private static func ending(_ result: CellResult, _ file: String) -> String? {
    switch outcome(result) {
    case .passed: return nil
    case .skipped:
      var why = "is shown and never runs"
      if case .blocked(let names) = result.verdict {
        why = "needs " + names.joined(separator: ", ")
      } else if case .unsolved = result.verdict {
        why = "is not solved"
      } else if case .outside = result.verdict {
        why = "is none of the cells that were asked for"
      }
      return "<skipped message=\"\(escaped(why))\"/>"
    case .failure: return element("failure", of: result, file)
    case .error: return element("error", of: result, file)
    }
  }

  private static func element(
    _ name: String, of result: CellResult, _ file: String
  ) -> String {
    let first = result.diagnostics.first
    let text =
      result.diagnostics.map { $0.rendered(color: false) }
      + result.difference(in: file)
    return "<\(name) type=\"\(first?.code.rawValue ?? "")\""
      + " message=\"\(escaped(first?.title ?? ""))\">"
      + escaped(text.joined(separator: "\n")) + "</\(name)>"
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
      case _ where !isAllowed(scalar): safe += "\u{FFFD}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// Whether XML allows a sign, and no terminal does something at it.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value != 0xFFFE && scalar.value != 0xFFFF
      && onOneLine(String(scalar)) == String(scalar)
  }
}

extension Code {
  /// Whether it says that a test did not hold, rather than could not be made.
  fileprivate var isOfTheTest: Bool {
    self == .assertionFailed || self == .outputDiffers
  }
}
