import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

struct TieCommand: Command {
  static let name = "tie"
  static let summary =
    "Makes all stacks share a layer, or entries of α or β one number."
  static let topic = Topic.networks
  static let examples = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16",
    "tie net.layer[1]", "tie net.alpha[1][names, pos]",
    "tie net.alpha[2][names.1, pos.1] net.alpha[2][pos.1, names.1]",
    "show net",
  ]

  var paths: [Path<NetworkObject>] = []

  static var fields: [Field<Self>] {
    [
      .rest(
        \.paths, "parts",
        "net.layer[1], net.layer for all layers, or entries of one α or of β",
        isRequired: true, suggest: .changeable(.tie))
    ]
  }

  func run(_ context: inout Context) throws(Stop) -> Output {
    let (parts, text) = (try TiedParts(paths, context), paths.written)
    var object = parts.variable.object
    switch parts.kind {
    case .layers(let layers):
      object.network.tie(layers: layers)
      context.assign(object.restarted, to: parts.variable)
      return .text(
        "\(text) \(paths.count == 1 ? "is" : "are") shared by all stacks, with the weights of"
          + " \(object.stackNames[0])")
    case .entries(let entries, let weight):
      guard entries.count > 1 else {
        let name = parts.variable.name
        throw context.fail(
          .wrongType, "one entry alone cannot be tied", at: paths[0].span,
          hint: "name several: tie \(name).alpha[1][a, b]"
            + " \(name).alpha[1][b, a]")
      }
      let fixed = try fixedValue(entries, weight, parts.variable, context)
      let group = object.network.group(of: entries, of: weight)
      let value = object.network.tie(entries: entries, of: weight)
      context.assign(object.restarted, to: parts.variable)
      return .text(
        "\(group.count) entries are one number, "
          + (fixed == nil ? "now their mean, " : "fixed at ")
          + NumberText.entry(Double(value)))
    }
  }

  /// What some of the entries that become one number are fixed at.
  ///
  /// - Throws: `wrong-type`, where they are fixed at several.
  private func fixedValue(
    _ entries: [Int], _ weight: Weight, _ variable: Variable<NetworkObject>,
    _ context: Context
  ) throws(Stop) -> Float? {
    let network = variable.object.network
    let group = network.group(of: entries, of: weight)
    let fixed = (network.constraints.fixed[weight] ?? []).intersection(group)
    let values = network.tensor(weight).map { tensor in
      Set(fixed.map { tensor.values[$0] }).sorted()
    }
    guard let values, values.count > 1 else { return values?.first }
    let numbers = enumeration(values.map { NumberText.entry(Double($0)) })
    throw context.fail(
      .wrongType, "entries fixed at \(numbers) cannot be one number",
      at: paths[0].span,
      hint: "set them to one value first, or thaw them")
  }
}

extension NetworkObject {
  /// The same; untrained, its α and β start from what they are now.
  fileprivate var restarted: NetworkObject {
    guard network.epochs == 0 else { return self }
    var object = self
    object.network.sharing = SharingPath(start: network.snapshot)
    return object
  }
}
