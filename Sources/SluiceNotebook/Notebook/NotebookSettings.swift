import Foundation
import SluiceDiagnostics
import SluiceEvaluator

/// What the comment at the top of a notebook says:
///
///     <!-- sluice: seed=7 rtol=1e-3
///          profile ci: epochs=2 hidden=8 -->
package struct NotebookSettings: Sendable, Equatable {
  package var seed: UInt64 = 1
  package var relativeTolerance = 1e-3
  package var absoluteTolerance = 1e-6
  package var profiles: [Profile] = []

  /// Values for parameters under a name of their own.
  package struct Profile: Sendable, Equatable {
    package var name: String
    /// In the order of the text.
    package var values: [Setting]

    /// The values as they would be given from outside.
    package var given: [String: Given] {
      var given: [String: Given] = [:]
      for setting in values { given[setting.name] = self.given(setting) }
      return given
    }

    func given(_ setting: Setting) -> Given {
      Given(setting.value, from: "profile \(name)")
    }
  }

  /// A parameter's value in a profile, as it would follow `-p`.
  package struct Setting: Sendable, Equatable {
    package var name, value: String
    /// Where it stands.
    package var place: Place

    package static func == (one: Setting, two: Setting) -> Bool {
      (one.name, one.value) == (two.name, two.value)
    }
  }

  package init() {}

  static let names = ["seed", "rtol", "atol"]
}

extension Notebook {
  /// The lines of the settings' comment, which stands above everything else.
  package var settingsLines: Range<Int>? {
    guard
      let first = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
      lines[first].drop(while: { $0.isWhitespace || $0 == "\u{FEFF}" })
        .hasPrefix("<!-- sluice:"),
      let last = lines[first...].firstIndex(where: { $0.contains("-->") })
    else { return nil }
    return first..<last + 1
  }

  /// Reads the settings.
  ///
  /// - Throws: `bad-notebook` for one that there is not or that is there
  ///   twice, and for text behind them.
  func readSettings() throws(Diagnostic) -> NotebookSettings {
    var settings = NotebookSettings()
    var seen: Set<String> = []
    guard let range = settingsLines else { return settings }
    for number in range {
      var line = lines[number][...]
      if number == range.lowerBound, let start = line.firstRange(of: "sluice:")
      {
        line = line[start.upperBound...]
      }
      if let end = line.firstRange(of: "-->") {
        let rest = line[end.upperBound...]
        guard rest.allSatisfy(\.isWhitespace) else {
          throw Diagnostic(
            .badNotebook, "text follows the settings on their line",
            at: place(number, of: Self.withoutBlanks(rest)),
            hint: "put it below, on a line of its own")
        }
        line = line[..<end.lowerBound]
      }
      var words = Self.words(line)
      if let last = words.last, let open = Self.unclosed(last) {
        throw Diagnostic(
          .badNotebook, "`\(open)` is opened here and never closed",
          at: place(number, of: Self.withoutBlanks(last)),
          hint: open == "\""
            ? "write \\\" for a quote itself" : "close it on the same line")
      }
      if words.count > 1, words[0] == "profile", words[1].hasSuffix(":") {
        let name = String(words[1].dropLast())
        // It stands on the first line of a fence.
        guard Self.isName(name) else {
          throw bad(
            words[1], place(number, of: words[1]),
            "a profile's name has letters, digits, - and _")
        }
        guard !settings.profiles.contains(where: { $0.name == name }) else {
          throw bad(
            words[1], place(number, of: words[1]),
            "give each profile a name of its own")
        }
        settings.profiles.append(.init(name: name, values: []))
        seen = []
        words.removeFirst(2)
      }
      for word in words {
        let place = place(number, of: word)
        let name = String(word.prefix { $0 != "=" })
        try settings.read(String(word), place, in: self)
        guard seen.insert(name).inserted else {
          throw Diagnostic(
            .badNotebook, "`\(name)` is set twice", at: place,
            hint: "remove one of the two")
        }
      }
    }
    return settings
  }

  private static func withoutBlanks(_ text: Substring) -> Substring {
    let text = text.drop(while: \.isWhitespace)
    let end = text.lastIndex { !$0.isWhitespace }
    return end.map { text[...$0] } ?? ""
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) }
  }

  /// Quotes and brackets around the place in a line that is being read.
  private struct Nesting {
    var depth = 0
    var isQuoted = false
    private var isEscaped = false

    var isOpen: Bool { depth > 0 || isQuoted }

    mutating func read(_ character: Character) {
      defer { isEscaped = isQuoted && !isEscaped && character == "\\" }
      switch character {
      case "\"" where !isEscaped: isQuoted.toggle()
      case "[" where !isQuoted: depth += 1
      case "]" where !isQuoted: depth = max(0, depth - 1)
      default: break
      }
    }
  }

  /// Words between blanks; blanks in quotes and brackets belong to a word.
  private static func words(_ line: Substring) -> [Substring] {
    var words: [Substring] = []
    var start: Substring.Index?
    var nesting = Nesting()
    for (index, character) in zip(line.indices, line) {
      if character.isWhitespace, !nesting.isOpen {
        if let start { words.append(line[start..<index]) }
        start = nil
        continue
      }
      nesting.read(character)
      start = start ?? index
    }
    if let start { words.append(line[start...]) }
    return words
  }

  /// What is opened in a word and not closed there, if anything is.
  private static func unclosed(_ word: Substring) -> Character? {
    var nesting = Nesting()
    word.forEach { nesting.read($0) }
    return nesting.isQuoted ? "\"" : nesting.isOpen ? "[" : nil
  }

  fileprivate func bad(
    _ word: some StringProtocol, _ place: Place, _ hint: String?
  ) -> Diagnostic {
    Diagnostic(
      .badNotebook, "a notebook has no setting `\(word)`", at: place,
      hint: hint)
  }
}

extension NotebookSettings {
  fileprivate mutating func read(
    _ word: String, _ place: Place, in notebook: Notebook
  ) throws(Diagnostic) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    if !profiles.isEmpty {
      guard parts.count == 2 else {
        throw notebook.bad(word, place, "a profile sets parameters: epochs=2")
      }
      profiles[profiles.count - 1].values.append(
        Setting(name: parts[0], value: parts[1], place: place))
      return
    }
    let value = parts.count == 2 ? parts[1] : ""
    do throws(CellOptions.Refusal) {
      try set(parts[0], to: value)
    } catch {
      throw error.diagnostic("a notebook has no setting", word, at: place)
    }
  }

  private mutating func set(
    _ name: String, to value: String
  ) throws(CellOptions.Refusal) {
    switch name {
    case "seed":
      guard let number = Double(value), number >= 0, number < 1e15,
        let whole = UInt64(exactly: number)
      else {
        throw .value(hint: "a seed is a whole number, such as seed=1")
      }
      seed = whole
    case "rtol", "atol":
      guard let number = CellOptions.tolerance(value) else {
        throw .value(hint: "a tolerance is a number, such as \(name)=0.01")
      }
      if name == "rtol" {
        relativeTolerance = number
      } else {
        absoluteTolerance = number
      }
    default:
      throw .unknown(
        hint: didYouMean(
          name, in: Self.names,
          otherwise: "settings are seed=1, rtol=1e-3 and atol=1e-6; a line"
            + " `profile ci: epochs=2` sets parameters"))
    }
  }

  /// The comment as it is written, in the one layout.
  package var written: String {
    let standard = NotebookSettings()
    var words = ["seed=\(seed)"]
    if relativeTolerance != standard.relativeTolerance {
      words.append("rtol=\(wholeText(relativeTolerance))")
    }
    if absoluteTolerance != standard.absoluteTolerance {
      words.append("atol=\(wholeText(absoluteTolerance))")
    }
    let lines =
      [words.joined(separator: " ")]
      + profiles.map { profile in
        "     profile \(profile.name): "
          + profile.values.map { "\($0.name)=\($0.value)" }
          .joined(separator: " ")
      }
    return "<!-- sluice: " + lines.joined(separator: "\n") + " -->"
  }
}
