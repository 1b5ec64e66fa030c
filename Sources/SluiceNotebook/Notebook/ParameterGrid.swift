import SluiceDiagnostics
import SluiceEvaluator

/// Parameters that are varied, and all combinations of their values.
package struct ParameterGrid: Sendable {
  package struct Axis: Sendable {
    package var name: String
    /// As they would be given one by one.
    package var values: [Given]
    /// Whether it is the notebook's setting, of which there is no parameter.
    package var isSetting: Bool
    /// Whether its values are texts, whatever they look like.
    var isText: Bool
  }

  package let axes: [Axis]

  /// More runs than anybody waits for.
  private static let limit = 100_000

  /// - Parameters:
  ///   - given: What was given for parameters, in order.
  ///   - parameters: Those that the notebook has.
  /// - Throws: `too-long` for too many runs, `repeated-option` for a value that
  ///   is there twice, `out-of-range` for a range without values.
  package init(
    _ given: [(name: String, value: Given)], of parameters: [ParameterInfo]
  ) throws(Diagnostic) {
    var axes: [Axis] = []
    for (name, value) in given {
      axes.removeAll { $0.name == name }
      let parameter = parameters.first { $0.name == name }
      let isSetting = parameter == nil && name == "seed"
      let texts = try Self.values(value, of: name, parameter)
      guard texts.count > 1 || isSetting else { continue }
      var seen: Set<String> = []
      if let twice = texts.first(where: { !seen.insert($0).inserted }) {
        throw Diagnostic(
          .repeatedOption, "\(name) has \(twice) twice", at: value.place,
          hint: "name each value once")
      }
      let values = texts.map { text in
        var one = value
        one.text = text
        return one
      }
      axes.append(
        Axis(
          name: name, values: values, isSetting: isSetting,
          isText: parameter?.isText ?? false))
      let count = axes.reduce(1.0) { $0 * Double($1.values.count) }
      guard count <= Double(Self.limit) else {
        throw Diagnostic(
          .tooLong, "this table has more than 100,000 runs", at: value.place,
          hint: "give fewer values")
      }
    }
    self.axes = axes
  }

  /// All combinations, the last parameter varying fastest.
  package var combinations: [[Given]] {
    axes.reduce([[]]) { rows, axis in
      rows.flatMap { row in axis.values.map { row + [$0] } }
    }
  }

  // MARK: - Values

  private static func values(
    _ given: Given, of name: String, _ parameter: ParameterInfo?
  ) throws(Diagnostic) -> [String] {
    guard !given.isText else { return [given.text] }
    var texts = parts(given.text)
    // A list in a file of parameters.
    if texts.count == 1, parameter?.isList != true, given.text.hasPrefix("["),
      given.text.hasSuffix("]")
    {
      texts = parts(String(given.text.dropFirst().dropLast()))
    }
    guard parameter?.isRange != true else { return texts }
    var values: [String] = []
    for text in texts {
      guard let (low, high) = range(text) else {
        values.append(text)
        continue
      }
      guard low <= high else {
        throw Diagnostic(
          .outOfRange, "\(name)=\(text) has no value", at: given.place,
          hint: "write the smaller number first: \(high)..\(low)")
      }
      guard high - low < limit else {
        throw Diagnostic(
          .tooLong, "\(name)=\(text) has more than 100,000 values",
          at: given.place, hint: "give fewer values")
      }
      values += (low...high).map(String.init)
    }
    return values
  }

  /// Whole numbers on both sides of `..`.
  private static func range(_ text: String) -> (Int, Int)? {
    guard let dots = text.firstRange(of: ".."),
      let low = Int(text[..<dots.lowerBound]),
      let high = Int(text[dots.upperBound...]),
      abs(low) < 1_000_000_000_000_000, abs(high) < 1_000_000_000_000_000
    else { return nil }
    return (low, high)
  }

  /// What stands between commas, outside quotes and brackets.
  private static func parts(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted: depth += 1
      case "]" where !isQuoted: depth -= 1
      case "," where !isQuoted && depth == 0:
        parts.append("")
        continue
      default: break
      }
      parts[parts.count - 1].append(character)
    }
    return parts.map(\.trimmedOfBlanks)
  }
}

extension StringProtocol {
  fileprivate var trimmedOfBlanks: String {
    String(LineMatch.trimmed(Substring(self)))
  }
}

extension ParameterInfo {
  fileprivate var isRange: Bool {
    type.map { $0 == "range" }
      ?? (standard.contains("..") && !standard.hasPrefix("\""))
  }

  fileprivate var isList: Bool {
    type.map { $0 == "list" } ?? standard.hasPrefix("[")
  }

  fileprivate var isText: Bool {
    type.map { $0 == "text" || $0 == "path" } ?? standard.hasPrefix("\"")
  }
}
