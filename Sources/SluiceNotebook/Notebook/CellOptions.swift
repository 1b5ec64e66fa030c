import SluiceDiagnostics
import SluiceOutput

/// What stands on a cell's first line, after `sluice`.
package struct CellOptions: Sendable, Equatable {
  /// `#id`: the step's own name.
  package var id: String?
  /// `exercise`: the start of something that the learner is to write.
  package var isExercise = false
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
    "exercise", "no-run", "match", "rtol", "atol", "timeout", "error",
  ]

  /// Why a word is no option, and what to do.
  enum Refusal: Error {
    /// Nobody knows it.
    case unknown(hint: String?)
    /// The option is known, and cannot be this.
    case value(hint: String?)
  }

  /// Reads one option.
  mutating func read(_ word: String) throws(Refusal) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return try readWord(word) }
    let (name, value) = (parts[0], parts[1])
    switch name {
    case "match":
      guard let choice = Match(rawValue: value) else {
        let words = Match.allCases.map(\.rawValue)
        throw .value(
          hint: didYouMean(
            value, in: words,
            otherwise: "match is \(words.joined(separator: ", "))"))
      }
      match = choice
    case "rtol", "atol":
      guard let number = Self.tolerance(value) else {
        throw .value(hint: "a tolerance is a number, such as \(name)=0.01")
      }
      if name == "rtol" {
        relativeTolerance = number
      } else {
        absoluteTolerance = number
      }
    case "timeout": timeout = try Self.seconds(value)
    case "error":
      guard let code = Code(rawValue: value) else {
        throw .value(
          hint: didYouMean(
            value, in: Code.allCases.map(\.rawValue),
            otherwise: "docs/errors lists the codes"))
      }
      guard code != .timeout, code != .interrupted else {
        throw .value(hint: "a cell cannot expect to be stopped from outside")
      }
      error = code
    default: throw Self.unknown(name)
    }
  }

  /// Seconds as they are written: `60s`, or `60`.
  private static func seconds(_ text: String) throws(Refusal) -> Double {
    let number = text.hasSuffix("s") ? String(text.dropLast()) : text
    if let seconds = Double(number), seconds > 0, seconds < 1e9 {
      return seconds
    }
    let units = [("ms", 0.001), ("min", 60.0), ("m", 60), ("h", 3600)]
    let other = units.lazy.compactMap { unit, seconds in
      text.hasSuffix(unit)
        ? Double(text.dropLast(unit.count)).map { $0 * seconds } : nil
    }.first { $0 > 0 && $0 < 1e9 }
    throw .value(
      hint: other.map { "write it in seconds: timeout=\(wholeText($0))s" }
        ?? "a timeout is a number of seconds, such as 60s")
  }

  /// A tolerance as it is written.
  static func tolerance(_ text: String) -> Double? {
    guard let number = Double(text), number >= 0, number.isFinite else {
      return nil
    }
    return number
  }

  private mutating func readWord(_ word: String) throws(Refusal) {
    if word == "no-run" {
      isShownOnly = true
    } else if word == "exercise" {
      isExercise = true
    } else if word.hasPrefix("#"), word.count > 1 {
      // Reports show it as it is; a backtick would end the fence's own line.
      guard onOneLine(word) == word, !word.contains("`") else {
        throw .unknown(hint: "a name has letters, digits and visible symbols")
      }
      id = String(word.dropFirst())
    } else {
      throw Self.unknown(word)
    }
  }

  private static func unknown(_ name: String) -> Refusal {
    .unknown(
      hint: didYouMean(
        name, in: names + ["solution", "check", "wrong"],
        otherwise: "cells take #id, exercise, no-run, match=, rtol=, atol=,"
          + " timeout=60s and error=CODE"))
  }

  /// The options as they are written, in the one order.
  package var written: [String] {
    var words: [String] = []
    if isExercise { words.append("exercise") }
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
