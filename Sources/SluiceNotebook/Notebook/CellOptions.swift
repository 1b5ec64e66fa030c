import SluiceDiagnostics
import SluiceOutput

/// What stands on a cell's first line, after `sluice`.
package struct CellOptions: Sendable, Equatable {
  /// `#id`: the step's own name.
  package var id: String?
  /// `no-run`: code that is shown and never runs.
  package var isShownOnly = false
  /// `match=`: how the recorded output is compared.
  package var match = Match.approx
  /// `rtol=`, `atol=`: this cell's tolerances; else the notebook's.
  package var relativeTolerance, absoluteTolerance: Double?
  /// `timeout=60s`, in seconds.
  package var timeout: Double?
  /// `error=CODE`: the cell must fail so.
  package var error: Code?

  package enum Match: String, Sendable, CaseIterable {
    /// Words as they are, decimals within the tolerances.
    case approx
    /// Every character as it is.
    case exact
    /// Neither recorded nor compared.
    case none
  }

  package init() {}

  /// The options' names, for messages and completion.
  package static let names = [
    "no-run", "match", "rtol", "atol", "timeout", "error",
  ]

  /// Reads one option.
  ///
  /// - Returns: What is wrong with it, nil if nothing is: what to do.
  mutating func read(_ word: String) -> String? {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return readWord(word) }
    let (name, value) = (parts[0], parts[1])
    switch name {
    case "match":
      guard let choice = Match(rawValue: value) else {
        let words = Match.allCases.map(\.rawValue)
        return didYouMean(
          value, in: words,
          otherwise: "match is \(words.joined(separator: ", "))")
      }
      match = choice
    case "rtol", "atol":
      guard let number = Self.tolerance(value) else {
        return "a tolerance is a number, such as \(name)=0.01"
      }
      if name == "rtol" {
        relativeTolerance = number
      } else {
        absoluteTolerance = number
      }
    case "timeout":
      let number = value.hasSuffix("s") ? String(value.dropLast()) : value
      guard let seconds = Double(number), seconds > 0, seconds < 1e9 else {
        return "a timeout is a number of seconds, such as 60s"
      }
      timeout = seconds
    case "error":
      guard let code = Code(rawValue: value) else {
        return didYouMean(
          value, in: Code.allCases.map(\.rawValue),
          otherwise: "docs/errors lists the codes")
      }
      guard code != .timeout, code != .interrupted else {
        return "a cell cannot expect to be stopped from outside"
      }
      error = code
    default: return Self.unknown(name)
    }
    return nil
  }

  /// A tolerance as it is written.
  static func tolerance(_ text: String) -> Double? {
    guard let number = Double(text), number >= 0, number.isFinite else {
      return nil
    }
    return number
  }

  private mutating func readWord(_ word: String) -> String? {
    if word == "no-run" {
      isShownOnly = true
    } else if word.hasPrefix("#"), word.count > 1 {
      // Reports show it as it is.
      guard onOneLine(word) == word else {
        return "a name has letters, digits and visible symbols"
      }
      id = String(word.dropFirst())
    } else {
      return Self.unknown(word)
    }
    return nil
  }

  private static func unknown(_ name: String) -> String? {
    didYouMean(
      name, in: names,
      otherwise: "cells take #id, no-run, match=, rtol=, atol=, timeout=60s"
        + " and error=CODE")
  }

  /// The options as they are written, in the one order.
  package var written: [String] {
    var words: [String] = []
    if let id { words.append("#" + id) }
    if isShownOnly { words.append("no-run") }
    if match != .approx { words.append("match=\(match.rawValue)") }
    if let relativeTolerance {
      words.append("rtol=\(wholeText(relativeTolerance))")
    }
    if let absoluteTolerance {
      words.append("atol=\(wholeText(absoluteTolerance))")
    }
    if let timeout { words.append("timeout=\(wholeText(timeout))s") }
    if let error { words.append("error=\(error.rawValue)") }
    return words
  }
}

/// A number with all its digits, so that reading it gives the same one.
func wholeText(_ number: Double) -> String {
  let short = numberText(number)
  return Double(short) == number ? short : "\(number)"
}
