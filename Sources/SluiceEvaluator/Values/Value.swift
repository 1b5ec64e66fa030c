import SluiceDiagnostics
import SluiceLanguage
import SluiceOutput

/// What an expression stands for.
package enum Value: Sendable {
  case number(Double)
  case string(String)
  case boolean(Bool)
  /// A bare word that names no value: `adam`.
  case symbol(String)
  case list([Value])
  /// Whole steps from the first number to the second, both included.
  case range(Double, Double)
  /// A corpus, a network, a matrix: something with parts of its own.
  case object(any SessionObject)
  /// What a run of a sweep would have found, had it not failed.
  case missing
  /// In a dry run, what cannot be known without running; of some it is known
  /// what they are.
  case unknown(kind: Kind?)

  /// What it is; nil for something of which nothing is known.
  package var kind: Kind? {
    switch self {
    case .number: .number
    case .string: .string
    case .boolean: .boolean
    case .symbol: .word
    case .list: .list
    case .range: .range
    case .object(let object): object.kind
    case .missing: .missing
    case .unknown(let kind): kind
    }
  }

  /// What it is, as messages say it.
  package var phrase: String { kind?.phrase ?? "something unknown" }

  /// The value in one line, texts as they are.
  package var text: String {
    if case .string(let text) = self { text } else { written }
  }

  /// The value in one line, as one would type it.
  package var written: String {
    switch self {
    case .number(let number): numberText(number)
    case .string(let text): quoted(text)
    case .boolean(let truth): String(truth)
    case .symbol(let word): word
    case .list(let items):
      "[" + items.map(\.written).joined(separator: ", ") + "]"
    case .range(let low, let high): "\(numberText(low))..\(numberText(high))"
    case .object(let object): object.summary
    case .missing: "missing"
    case .unknown: "?"
    }
  }
}

extension Value {
  /// Lists in lists, at most, and items and bytes of text in all: what keeps
  /// every pass over a value short and off the end of the stack.
  package static let nestingLimit = 16
  package static let extentLimit = 1_000_000

  /// How deep its lists nest and how much is in it, counted no further than
  /// a little beyond the limit.
  var size: (nesting: Int, extent: Int) {
    switch self {
    case .string(let text): return (0, text.utf8.count)
    case .list(let items):
      var (nesting, extent) = (0, items.count)
      for item in items where extent <= Value.extentLimit {
        let inner = item.size
        nesting = max(nesting, inner.nesting)
        extent += inner.extent
      }
      return (nesting + 1, extent)
    default: return (0, 1)
    }
  }
}
