/// What a command says: a value, which each place renders in its own way.
package struct Output: Equatable, Sendable {
  /// One paragraph of it.
  package enum Block: Equatable, Sendable {
    /// Lines as they are.
    case text(String)
    /// Something worth knowing beside the result.
    case note(String)
  }

  package var blocks: [Block]

  package init(blocks: [Block] = []) { self.blocks = blocks }

  package static let nothing = Output()

  package static func text(_ text: String) -> Output {
    Output(blocks: [.text(text)])
  }

  package static func note(_ text: String) -> Output {
    Output(blocks: [.note(text)])
  }

  package static func + (first: Output, second: Output) -> Output {
    Output(blocks: first.blocks + second.blocks)
  }
}
