/// The base chunks of a parse in the sense of CoNLL-2000, whose own were made from
/// trees by a program.
///
/// - A noun phrase is a chunk from its first word to its head, modifiers before
///   the head included. What follows the head starts afresh. `'s` opens the
///   chunk of what is possessed.
/// - Verbs of nested verb phrases are one chunk as long as they are adjacent but
///   for adverbs, infinitives after verbs included. A verb before its subject is
///   outside.
/// - Prepositions, complementizers and particles are chunks, with an adverb before
///   them; adjective and adverb phrases, conjunctions of several words,
///   interjections and list marks are up to their last word.
/// - Punctuation and conjunctions are outside, unless they are within a chunk.
struct BaseChunks {
  private let tree: ParseTree
  private let types: [PhraseType]
  private let classes: [WordClass]
  private var tags: [String]
  /// Phrases whose chunks are not made yet, in any order: no two have a word in
  /// common.
  private var waiting = [0]

  /// Each word's tag in IOB2.
  static func tags(of tree: ParseTree) -> [String] {
    var chunks = BaseChunks(tree)
    while let phrase = chunks.waiting.popLast() { chunks.divide(phrase) }
    return chunks.tags
  }

  private init(_ tree: ParseTree) {
    self.tree = tree
    types = tree.phrases.map { PhraseType(label: $0.label) }
    classes = tree.words.map { WordClass(tag: $0.tag) }
    tags = [String](repeating: "O", count: tree.words.count)
  }

  private mutating func divide(_ phrase: Int) {
    let type = types[phrase]
    switch type {
    case .noun, .nominal: divideNoun(phrase)
    case .verb: divideVerbs(phrase)
    case .preposition, .subordinate, .particle: divideLead(phrase, type)
    case .adjective, .adverb, .conjunction, .interjection, .listMark:
      divideRun(phrase, type)
    case .mixed, .clause, .inverted, .other:
      divideClause(phrase, verbsStandApart: type == .inverted)
    }
  }

  // MARK: - Pieces

  private func children(_ phrase: Int) -> [ParseTree.Child] {
    tree.phrases[phrase].children
  }

  private func span(_ child: ParseTree.Child) -> Range<Int> {
    switch child {
    case .word(let word): word..<word + 1
    case .phrase(let phrase): tree.phrases[phrase].words
    }
  }

  private func type(_ child: ParseTree.Child) -> PhraseType? {
    guard case .phrase(let phrase) = child else { return nil }
    return types[phrase]
  }

  private func wordClass(_ child: ParseTree.Child) -> WordClass? {
    guard case .word(let word) = child else { return nil }
    return classes[word]
  }

  /// Has a phrase make its own chunks. A word in no phrase of its own is a chunk
  /// by its class.
  private mutating func leave(_ child: ParseTree.Child) {
    switch child {
    case .phrase(let phrase): waiting.append(phrase)
    case .word(let word):
      if let chunk = classes[word].phrase?.chunk {
        tags.mark(word..<word + 1, as: chunk)
      }
    }
  }

  private mutating func leavePhrases(
    _ children: some Sequence<ParseTree.Child>
  ) {
    for case .phrase(let phrase) in children { waiting.append(phrase) }
  }

  // MARK: - Clauses

  /// Makes chunks of words right in a clause, neighbours of one class together.
  private mutating func divideClause(_ clause: Int, verbsStandApart: Bool) {
    var previous: PhraseType?
    for child in children(clause) {
      guard case .word(let word) = child else {
        leave(child)
        previous = nil
        continue
      }
      let type = classes[word].phrase
      defer { previous = type }
      guard let chunk = type?.chunk, !(type == .verb && verbsStandApart) else {
        continue
      }
      tags[word] = (type == previous ? "I-" : "B-") + chunk
    }
  }
}

// MARK: - Noun phrases

extension BaseChunks {
  private mutating func divideNoun(_ phrase: Int) {
    let children = children(phrase)
    if isWithElse(children) {
      tags.mark(tree.phrases[phrase].words, as: "NP")
      return
    }
    guard let head = head(of: children) else { return leavePhrases(children) }
    // What is no modifier and stands before the head is a chunk of its own.
    let last = children[..<head].lastIndex {
      type($0).map { !$0.isModifier } ?? false
    }
    var first = last.map { $0 + 1 } ?? 0
    var start = span(children[first]).lowerBound
    if let mark = last.flatMap({ possessiveMark(of: children[$0]) }) {
      start = mark
    } else {
      while first < head,
        isOutside(children[first], isFirst: last == nil)
      { first += 1 }
      start = span(children[first]).lowerBound
    }
    leavePhrases(children[..<first])
    leavePhrases(children[(head + 1)...])
    tags.mark(start..<span(children[head]).upperBound, as: "NP")
  }

  /// Where the head stands: the last child of those that head best, phrases but
  /// nominal ones not counted.
  private func head(of children: [ParseTree.Child]) -> Int? {
    var best: (headship: Int, place: Int)?
    for (place, child) in children.enumerated() {
      let headship =
        type(child).map { $0 == .nominal ? WordClass.noun.headship : 0 }
        ?? wordClass(child)?.headship ?? 0
      if headship > 0, headship >= best?.headship ?? 0 {
        best = (headship, place)
      }
    }
    return best?.place
  }

  /// Whether a word before the others is none of the chunk's: brackets and
  /// quotes, and a conjunction between two noun phrases, but not the `both` of
  /// `both of them`.
  private func isOutside(_ child: ParseTree.Child, isFirst: Bool) -> Bool {
    switch wordClass(child) {
    case .punctuation: true
    case .conjunction: !isFirst
    default: false
    }
  }

  /// Where the `'s` of a noun phrase stands that ends with one.
  private func possessiveMark(of child: ParseTree.Child) -> Int? {
    guard case .phrase(let phrase) = child, types[phrase] == .noun,
      case .word(let word)? = children(phrase).last,
      classes[word] == .possessive
    else { return nil }
    return word
  }

  /// Whether it is such as `(NP anybody) (ADJP else)`, which is one chunk.
  private func isWithElse(_ children: [ParseTree.Child]) -> Bool {
    guard children.count == 2, case .phrase(let noun) = children[0],
      types[noun] == .noun, type(children[1]) == .adjective,
      case .word? = self.children(noun).last
    else { return false }
    let rest = span(children[1])
    return rest.count == 1
      && tree.words[rest.lowerBound].text.lowercased() == "else"
  }
}

// MARK: - Verb phrases

extension BaseChunks {
  /// Follows a chain of verb phrases, each in the one before.
  private mutating func divideVerbs(_ phrase: Int) {
    var chunk: Range<Int>?
    /// Adverbs that are the chunk's if a verb follows.
    var between: [ParseTree.Child] = []
    var next: Int? = phrase
    while let current = next {
      next = nil
      let children = children(current)
      var hasVerb = false
      for (place, child) in children.enumerated() {
        if next != nil {
          leave(child)
        } else if wordClass(child) == .verb {
          let start = between.first.map(span)?.lowerBound
          let verb = span(child)
          chunk =
            (chunk?.lowerBound ?? start ?? verb.lowerBound)..<verb.upperBound
          between = []
          hasVerb = true
        } else if wordClass(child) == .adverb || type(child) == .adverb {
          between.append(child)
        } else if wordClass(child) == .conjunction, hasVerb,
          place + 1 < children.count, wordClass(children[place + 1]) == .verb
        {
          between.append(child)
        } else if let nested = verbPhrase(in: child, after: hasVerb) {
          next = nested
        } else {
          // An adverb before it that is no phrase, as in `is not sure`, is
          // outside.
          leavePhrases(between)
          between = []
          if let verbs = chunk { tags.mark(verbs, as: "VP") }
          chunk = nil
          leave(child)
        }
      }
    }
    for child in between { leave(child) }
    if let chunk { tags.mark(chunk, as: "VP") }
  }

  /// The verb phrase that a child is, or after a verb has in it alone: the
  /// infinitive of `want (S (VP to go))`.
  private func verbPhrase(
    in child: ParseTree.Child, after hasVerb: Bool
  ) -> Int? {
    guard case .phrase(let phrase) = child else { return nil }
    if types[phrase] == .verb { return phrase }
    guard hasVerb, types[phrase] == .clause,
      case let children = children(phrase), children.count == 1,
      case .phrase(let verbs) = children[0], types[verbs] == .verb
    else { return nil }
    return verbs
  }
}

// MARK: - Words that lead or make up a phrase

extension BaseChunks {
  /// Makes a chunk of each run of words right in the phrase, with an adverb
  /// phrase before it: `just like`, `because of`, `even though`.
  private mutating func divideLead(_ phrase: Int, _ type: PhraseType) {
    var run: [ParseTree.Child] = []
    for child in children(phrase) {
      switch wordClass(child) {
      case .punctuation, .conjunction: end(&run, type)
      case nil:
        let isLead = self.type(child) == .adverb
        if !isLead || run.contains(where: { wordClass($0) != nil }) {
          end(&run, type)
        }
        if isLead { run.append(child) } else { leave(child) }
      default: run.append(child)
      }
    }
    end(&run, type)
  }

  /// Makes chunks of what stands right in the phrase, with modifiers of other
  /// types, up to the last word before punctuation or any other phrase.
  private mutating func divideRun(_ phrase: Int, _ type: PhraseType) {
    var run: [ParseTree.Child] = []
    for child in children(phrase) {
      if let other = self.type(child) {
        if other.isModifier, other != type {
          run.append(child)
        } else {
          end(&run, type)
          leave(child)
        }
      } else if wordClass(child) == .punctuation, type != .listMark {
        end(&run, type)
      } else {
        run.append(child)
      }
    }
    end(&run, type)
  }

  /// Makes a run a chunk, up to its last word, from its first that is no
  /// conjunction.
  private mutating func end(
    _ run: inout [ParseTree.Child], _ type: PhraseType
  ) {
    defer { run = [] }
    while let last = run.last,
      wordClass(last) == nil || wordClass(last) == .conjunction
    {
      leavePhrases([last])
      run.removeLast()
    }
    let first = run.first {
      type == .conjunction || wordClass($0) != .conjunction
    }
    guard let first, let last = run.last, let chunk = type.chunk else { return }
    tags.mark(span(first).lowerBound..<span(last).upperBound, as: chunk)
  }
}
