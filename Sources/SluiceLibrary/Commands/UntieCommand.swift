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
    let wasTied: Bool
    let done: String
    switch parts.kind {
    case .layers(let layers):
      wasTied = object.network.untie(layers: layers)
      done = "\(text) is separate in each stack again"
    case .entries(let entries, let weight):
      wasTied = object.network.untie(entries: entries, of: weight)
      done = "\(text) is free again"
    }
    guard wasTied else {
      throw context.fail(
        .wrongType, "\(text) is not tied", at: paths[0].span,
        hint: "`show \(parts.variable.name)` says what is")
    }
    context.assign(object, to: parts.variable)
    return .text(done)
  }
}
