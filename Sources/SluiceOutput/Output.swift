import SluiceDiagnostics

/// What there is to show, by what it is; how it looks is for a renderer.
///
/// A terminal, a notebook and a page show the same output, so what makes it
/// never knows where it is shown, nor how wide that is.
package struct Output: Sendable, Equatable, Codable {
  package var blocks: [Block]

  package enum Block: Sendable, Equatable, Codable {
    /// Lines as they are.
    case text(StyledText)
    /// Text that is broken to lines where it is shown.
    case paragraph(StyledText)
    /// A title; levels 1 and 2 are those of an article.
    case heading(StyledText, level: Int)
    /// A remark on what was done or how to read it.
    case note(StyledText)
    case formula(String)
    case preformatted(Preformatted)
    case definitions([Definition])
    /// Words to choose from, read down and then across.
    case words([String])
    case list(List)
    case quotation(Output)
    case rule
    case section(Section)
    /// Parts with some space between them.
    case parts([Output])
    case table(Table)
    case gloss(Gloss)
    case matrix(LabelledMatrix)
    case plot(Plot)
    case points(Points)
    case intervals(Intervals)
    case sparklines([Sparkline])
    case drawing(Drawing)
    /// Side by side, moved as one.
    case progressions([Progression])
    case diagnostic(Diagnostic)
  }

  package init(blocks: [Block] = []) { self.blocks = blocks }

  /// Nothing to show.
  package static let nothing = Output()

  package static func + (one: Output, two: Output) -> Output {
    Output(blocks: one.blocks + two.blocks)
  }

  package static func += (one: inout Output, two: Output) {
    one.blocks += two.blocks
  }

  package var isEmpty: Bool { blocks.isEmpty }
}

extension Output {
  package static func text(_ text: String) -> Output {
    Output(blocks: [.text(StyledText(text))])
  }
  package static func paragraph(_ text: StyledText) -> Output {
    Output(blocks: [.paragraph(text)])
  }
  package static func heading(_ text: String) -> Output {
    Output(blocks: [.heading(StyledText(marked: text), level: 3)])
  }
  package static func note(_ text: String) -> Output {
    Output(blocks: [.note(StyledText(marked: text))])
  }
  package static func formula(_ text: String) -> Output {
    Output(blocks: [.formula(text)])
  }
  package static func preformatted(_ text: Preformatted) -> Output {
    Output(blocks: [.preformatted(text)])
  }
  package static func definitions(_ definitions: [Definition]) -> Output {
    Output(blocks: [.definitions(definitions)])
  }
  package static func words(_ words: [String]) -> Output {
    Output(blocks: [.words(words)])
  }
  package static func section(_ title: StyledText, _ body: Output) -> Output {
    Output(blocks: [.section(Section(title, body))])
  }
  package static func parts(_ parts: [Output]) -> Output {
    Output(blocks: [.parts(parts.filter { !$0.isEmpty })])
  }
  package static func table(_ table: Table) -> Output {
    Output(blocks: [.table(table)])
  }
  package static func gloss(_ gloss: Gloss) -> Output {
    Output(blocks: [.gloss(gloss)])
  }
  package static func matrix(_ matrix: LabelledMatrix) -> Output {
    Output(blocks: [.matrix(matrix)])
  }
  package static func plot(_ plot: Plot) -> Output {
    Output(blocks: [.plot(plot)])
  }
  package static func points(_ points: Points) -> Output {
    Output(blocks: [.points(points)])
  }
  package static func intervals(_ intervals: Intervals) -> Output {
    Output(blocks: [.intervals(intervals)])
  }
  package static func sparklines(_ rows: [Sparkline]) -> Output {
    Output(blocks: [.sparklines(rows)])
  }
  package static func drawing(_ drawing: Drawing) -> Output {
    Output(blocks: [.drawing(drawing)])
  }
  package static func progressions(_ all: [Progression]) -> Output {
    Output(blocks: [.progressions(all)])
  }
  package static func diagnostic(_ diagnostic: Diagnostic) -> Output {
    Output(blocks: [.diagnostic(diagnostic)])
  }
}
