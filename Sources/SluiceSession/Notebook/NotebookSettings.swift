import Foundation
import SluiceDiagnostics

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
    /// Each as it would follow `-p`.
    package var values: [(name: String, value: String)]

    /// The values as they would be given from outside.
    package var given: [String: Given] {
      var given: [String: Given] = [:]
      for (name, value) in values {
        given[name] = Given(value, from: "profile \(self.name)")
      }
      return given
    }

    package static func == (one: Profile, two: Profile) -> Bool {
      one.name == two.name
        && one.values.map { "\($0.name)=\($0.value)" }
          == two.values.map { "\($0.name)=\($0.value)" }
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
      let last = lines[first...].firstIndex(where: { $0.contains("-->") }),
      lines[last].trimmingCharacters(in: .whitespacesAndNewlines)
        .hasSuffix("-->")
    else { return nil }
    return first..<last + 1
  }

  /// Reads the settings.
  ///
  /// - Throws: `bad-notebook` for one that there is not.
  func readSettings() throws(Diagnostic) -> NotebookSettings {
    var settings = NotebookSettings()
    guard let range = settingsLines else { return settings }
    for number in range {
      var line = lines[number][...]
      if number == range.lowerBound, let start = line.firstRange(of: "sluice:")
      {
        line = line[start.upperBound...]
      }
      if let end = line.firstRange(of: "-->") { line = line[..<end.lowerBound] }
      var words = Self.words(line)
      if words.count > 1, words[0] == "profile", words[1].hasSuffix(":") {
        let name = String(words[1].dropLast())
        guard !name.isEmpty,
          !settings.profiles.contains(where: { $0.name == name })
        else {
          throw bad(words[1], number, "give each profile a name of its own")
        }
        settings.profiles.append(.init(name: name, values: []))
        words.removeFirst(2)
      }
      for word in words { try settings.read(word, number, in: self) }
    }
    return settings
  }

  /// Words between blanks; blanks in quotes and brackets belong to a word.
  private static func words(_ line: Substring) -> [String] {
    var words: [String] = []
    var open = ""
    var depth = 0
    var isQuoted = false
    for character in line {
      if character.isWhitespace, depth == 0, !isQuoted {
        if !open.isEmpty { words.append(open) }
        open = ""
        continue
      }
      switch character {
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted: depth += 1
      case "]" where !isQuoted: depth = max(0, depth - 1)
      default: break
      }
      open.append(character)
    }
    if !open.isEmpty { words.append(open) }
    return words
  }

  fileprivate func bad(
    _ word: String, _ line: Int, _ hint: String?
  ) -> Diagnostic {
    Diagnostic(
      .badNotebook, "a notebook has no setting `\(word)`",
      at: place(line, of: word), hint: hint)
  }
}

extension NotebookSettings {
  fileprivate mutating func read(
    _ word: String, _ line: Int, in notebook: Notebook
  ) throws(Diagnostic) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    if !profiles.isEmpty {
      guard parts.count == 2 else {
        throw notebook.bad(word, line, "a profile sets parameters: epochs=2")
      }
      profiles[profiles.count - 1].values.append((parts[0], parts[1]))
      return
    }
    let value = parts.count == 2 ? Double(parts[1]) : nil
    switch (parts[0], value) {
    case ("seed", let value?) where value >= 0 && value < 1e15:
      seed = UInt64(value)
    case ("rtol", let value?) where value >= 0: relativeTolerance = value
    case ("atol", let value?) where value >= 0: absoluteTolerance = value
    default:
      throw notebook.bad(
        word, line,
        didYouMean(
          parts[0], in: Self.names,
          otherwise: "settings are seed=1, rtol=1e-3 and atol=1e-6; a line"
            + " `profile ci: epochs=2` sets parameters"))
    }
  }

  /// The comment as it is written, in the one layout.
  package var written: String {
    let standard = NotebookSettings()
    var words = ["seed=\(seed)"]
    if relativeTolerance != standard.relativeTolerance {
      words.append("rtol=\(numberText(relativeTolerance))")
    }
    if absoluteTolerance != standard.absoluteTolerance {
      words.append("atol=\(numberText(absoluteTolerance))")
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
