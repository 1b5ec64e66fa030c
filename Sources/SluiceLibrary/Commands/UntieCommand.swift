import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct UntieCommand: Command {
  static let name = "untie"
  static let summary = "Lets tied parts differ again."
  static let topic = Topic.networks
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "tie net.layer[1]", "untie net.layer[1]",
    "tie net.alpha[1][names, pos]", "untie net.alpha[1][names, pos]",
  ]

  /// What cannot be untied is as it was.
  static func remains(of value: Value) -> Value { value }

  var paths: [Path<NetworkObject>] = []

  static var fields: [Field<Self>] {
    [
      .rest(
        \.paths, "parts", "what was tied, such as net.layer[1]",
        isRequired: true, suggest: .changeable(.tie))
    ]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    let (parts, text) = (try TiedParts(paths, context), paths.written)
    var object = parts.variable.object
    let done: String?
    switch parts.kind {
    case .layers(let layers):
      let untied = object.network.untie(layers: layers)
      done = untied.isEmpty ? nil : separate(untied, of: parts.variable.name)
    case .entries(let entries, let weight):
      let untied = object.network.untie(entries: entries, of: weight)
      done =
        untied.isEmpty
        ? nil
        : "untied \(counted(untied.count)) of \(text)"
          + fixed(untied, entries, weight, in: object.network)
    }
    guard let done else {
      throw context.fail(
        .wrongType, "\(text) is not tied", at: paths[0].span,
        hint: "`show \(parts.variable.name)` says what is")
    }
    context.assign(object, to: parts.variable)
    return .text(done)
  }

  private func separate(_ layers: [Int], of name: String) -> String {
    let numbers = enumeration(layers.map { String($0 + 1) })
    return layers.count == 1
      ? "layer \(numbers) of \(name) is separate in each stack again"
      : "layers \(numbers) of \(name) are separate in each stack again"
  }

  /// What stays fixed of the entries that were untied, and of the others meant.
  private func fixed(
    _ untied: Set<Int>, _ meant: [Int], _ weight: Weight, in network: Network
  ) -> String {
    let fixed = network.constraints.fixed[weight] ?? []
    let inside = fixed.intersection(untied).count
    let outside = fixed.subtracting(untied).intersection(meant).count
    let parts = [
      inside > 0 ? "\(inside) of them" : "",
      outside > 0 ? "\(outside) \(outside == 1 ? "other" : "others")" : "",
    ].filter { !$0.isEmpty }
    guard !parts.isEmpty else { return "" }
    let verb = inside + outside == 1 ? "stays" : "stay"
    return "; \(enumeration(parts)) \(verb) fixed"
  }

  private func counted(_ count: Int) -> String {
    "\(count) \(count == 1 ? "entry" : "entries")"
  }
}
