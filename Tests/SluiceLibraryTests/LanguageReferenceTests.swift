import Foundation
import SluiceEvaluator
import Testing

@Suite("Reference") struct ReferenceTests {
  @Test("The page in docs is what the declarations say") func page() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/language.md").standardized
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(
      LanguageReference(.standard).updated(text) == text,
      "run `sluice reference` to bring docs/language.md up to date")
  }

  @Test("Every field of every command is explained") func explained() {
    let registry = Registry.standard
    let signatures =
      registry.commands.map { $0.signature }
      + registry.functions.map { $0.signature }
    for signature in signatures {
      #expect(!signature.summary.isEmpty)
      #expect(signature.summary.hasSuffix("."))
      #expect(!signature.examples.isEmpty, "\(signature.name)")
      for (_, info) in signature.fields { #expect(!info.doc.isEmpty) }
    }
  }
}
