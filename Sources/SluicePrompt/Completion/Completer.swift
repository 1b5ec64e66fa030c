import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage

/// A word that may stand where one is typed.
package struct Candidate: Sendable, Equatable {
  package var text: String
  /// What it is, in a line; empty if there is nothing to say.
  package var summary: String
  /// Whether no blank follows: `epochs=` wants a value, a folder what is in
  /// it, and a value may be followed by a dot or a bracket.
  package var goesOn: Bool

  package init(_ text: String, _ summary: String = "", goesOn: Bool = false) {
    self.text = text
    self.summary = summary
    self.goesOn = goesOn
  }
}

/// A word that whoever reads an entry understands beside the language: `undo`
/// at the prompt, `until` in a walkthrough.
package struct OwnVerb: Sendable {
  /// What may follow it.
  package enum Argument: Sendable {
    case nothing
    /// One of these, blanks and all.
    case words([Candidate])
    case path
    /// A command of the language.
    case command
  }

  package var name: String
  package var summary: String
  package var argument: Argument

  package init(_ name: String, _ summary: String, _ argument: Argument) {
    self.name = name
    self.summary = summary
    self.argument = argument
  }
}

/// What Tab offers: by the grammar, and by what is defined.
///
/// The parser says what would stand at the place; names, parts and paths are
/// those there are; and the parser looks at each candidate again, so that none
/// is offered that it would refuse.
package struct Completer: Sendable {
  let session: Session
  let verbs: [OwnVerb]
  var registry: Registry { session.environment.registry }

  package init(_ session: Session, verbs: [OwnVerb] = []) {
    self.session = session
    self.verbs = verbs
  }

  /// The words that may stand at the end of a text.
  ///
  /// - Parameter text: An entry, up to the cursor.
  /// - Returns: Where the word that is being typed begins, in UTF-8, and the
  ///   words that begin so, in alphabetical order.
  package func completions(
    of text: String
  ) -> (start: Int, candidates: [Candidate]) {
    let bytes = Array(text.utf8)
    if let (argument, start) = argument(bytes) {
      let typed = String(decoding: bytes[start...], as: UTF8.self)
      switch argument {
      case .nothing: return (start, [])
      case .words(let words): return (start, sorted(words, typed))
      case .path: return (start, sorted(paths(typed), typed))
      case .command:
        let inner = Completer(session).completions(of: typed)
        return (start + inner.start, inner.candidates)
      }
    }
    if let quote = Self.openQuote(bytes) {
      let before = String(decoding: bytes[..<quote], as: UTF8.self)
      let typed = String(decoding: bytes[(quote + 1)...], as: UTF8.self)
      return (quote + 1, paths(typed, after: before))
    }
    let start = Self.wordStart(bytes)
    let before = String(decoding: bytes[..<start], as: UTF8.self)
    let typed = String(decoding: bytes[start...], as: UTF8.self)
    let own =
      before.allSatisfy(\.isWhitespace)
      ? verbs.map { Candidate($0.name, $0.summary) } : []
    return (start, sorted(ofLanguage(before, typed) + own, typed))
  }

  private func sorted(_ found: [Candidate], _ typed: String) -> [Candidate] {
    var seen: Set<String> = []
    return found.filter {
      $0.text.hasPrefix(typed) && seen.insert($0.text).inserted
    }.sorted { $0.text < $1.text }
  }

  /// What follows a verb of whoever reads the entry, and where it begins; nil
  /// where the text is of the language.
  private func argument(
    _ bytes: [UInt8]
  ) -> (argument: OwnVerb.Argument, start: Int)? {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A]
    guard let first = bytes.firstIndex(where: { !blanks.contains($0) }),
      let end = bytes[first...].firstIndex(where: blanks.contains)
    else { return nil }
    let name = String(decoding: bytes[first..<end], as: UTF8.self)
    // What is a command as well, as `skip` in a walkthrough, is completed so.
    guard let verb = verbs.first(where: { $0.name == name }),
      registry.command(name) == nil
    else { return nil }
    let start = bytes[end...].firstIndex { !blanks.contains($0) }
    return (verb.argument, start ?? bytes.count)
  }

  // MARK: - The word

  /// Where a quote begins that is still open, on the last line.
  private static func openQuote(_ bytes: [UInt8]) -> Int? {
    var open: Int?
    var isEscaped = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\n"): open = nil
      case UInt8(ascii: "\"") where !isEscaped:
        open = open == nil ? index : nil
      default: break
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped && open != nil
    }
    return open
  }

  /// What ends a word; readline is told the same.
  package static let wordBreaks = " \t\n=([{,.<>+*/%^?"

  private static func wordStart(_ bytes: [UInt8]) -> Int {
    let breaks = Array(wordBreaks.utf8)
    return (bytes.lastIndex(where: breaks.contains) ?? -1) + 1
  }

  // MARK: - The language

  private func ofLanguage(_ before: String, _ typed: String) -> [Candidate] {
    let shapes = registry.shapes
    let source = SourceText(before + "_", name: "<prompt>")
    guard
      let place = completionPlace(
        at: before.utf8.count, of: source, shapes: shapes)
    else { return [] }
    let context = context(source)
    let offered = candidates(for: place, typed: typed, in: context)
    return offered.compactMap { candidate in
      let source = SourceText(before + candidate.text, name: "<prompt>")
      guard candidate.text.hasPrefix(typed),
        isBeginning(source, shapes: shapes)
      else { return nil }
      // In brackets a comma follows, and not a blank.
      var candidate = candidate
      candidate.goesOn = candidate.goesOn || isWithinBrackets(source)
      return candidate
    }
  }

  /// A look at the state, for parts of values.
  private func context(_ source: SourceText) -> Context {
    Context(
      session.state, session.environment, source: source, mode: .prompt,
      given: [:], stream: StepIdentity.named("completion").stream(seed: 0))
  }

  /// The value of a name or of a part of one; nothing else is evaluated for
  /// the sake of a keystroke.
  func value(_ expression: Expression, in context: Context) -> Value? {
    expression.isPath ? try? context.value(of: expression) : nil
  }
}

extension Expression {
  /// Whether it is a name, or parts of one: nothing that computes.
  fileprivate var isPath: Bool {
    switch kind {
    case .name, .number, .string: true
    case .member(let whole, _): whole.isPath
    case .index(let whole, let places):
      whole.isPath && places.allSatisfy(\.isPath)
    default: false
    }
  }
}
