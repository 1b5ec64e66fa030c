import SluiceDiagnostics
import SluiceLanguage
import Testing

@Suite("Quoting") struct QuotingTests {
  @Test("The lexer reads back what is quoted, for all scalars below U+0100")
  func roundTrip() {
    let scalars = (0..<0x100).compactMap { Unicode.Scalar(UInt32($0)) }
    let all = String(String.UnicodeScalarView(scalars))
    for text in scalars.map({ "a\($0)b" }) + [all, "", "“ä” 🙂"] {
      let (program, mistakes) = parse(
        SourceText(quoted(text), name: "quoted"), shapes: [])
      #expect(mistakes.isEmpty, "\(quoted(text))")
      #expect(literal(program) == Array(text.unicodeScalars))
    }
  }

  @Test("It is what one would type")
  func typed() {
    #expect(quoted("plain") == #""plain""#)
    #expect(quoted("say \"a\\b\"") == #""say \"a\\b\"""#)
    #expect(quoted("two\nlines") == #""two\nlines""#)
    #expect(quoted("\t\r\u{1B}") == #""\t\u{D}\u{1B}""#)
  }

  /// The text that a program consists of.
  private func literal(_ program: Program) -> [Unicode.Scalar]? {
    guard program.statements.count == 1,
      case .expression(let expression) = program.statements[0].kind,
      case .string(let text) = expression.kind
    else { return nil }
    return Array(text.unicodeScalars)
  }
}
