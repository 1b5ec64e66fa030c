import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

/// Numbers whose rows and columns have names.
struct MatrixObject: SessionObject {
  var title: String
  var rows: [String]
  var columns: [String]
  var values: [[Double]]
  /// What a row and a column are.
  var nouns = (row: "row", column: "column")
  /// A sign for each number of an α or β that is not free.
  var marks: @Sendable () -> [[String]]? = { nil }
  /// Whether the numbers are those that a real run would have.
  var isKnown = true

  var kind: Kind { .matrix }
  var summary: String { "\(title), \(rows.count) × \(columns.count)" }

  func shown(as name: String, in context: Context) throws(Stop) -> Output {
    let marks = marks()
    return .matrix(
      LabelledMatrix(
        title, rows: rows, columns: columns, values: values, marks: marks))
      + SharingReport.legend([marks ?? []])
  }

  /// The same with the number of each entry, row by row from 0, in its place:
  /// what a path reads of it are the entries that the path means.
  var ofEntries: MatrixObject {
    var numbered = self
    numbered.isKnown = true
    numbered.values = rows.indices.map { row in
      columns.indices.map { Double(row * columns.count + $0) }
    }
    return numbered
  }

  func places(
    after before: [Expression], in context: Context
  ) -> [String] {
    before.isEmpty ? rows : before.count == 1 ? columns : []
  }

  /// `m[row]` is a list, `m[row, column]` a number; where a row or a column is
  /// a task with several streams, a list of rows.
  func element(
    at places: [Expression], of whole: Expression, in context: Context
  ) throws(Stop) -> Value {
    guard let first = places.first, places.count <= 2 else {
      throw context.fail(
        .wrongType, "a matrix takes a row, or a row and a column",
        at: whole.span)
    }
    let found = try indices(first, in: rows, nouns.row, context)
    let chosen =
      places.count == 2
      ? try indices(places[1], in: columns, nouns.column, context)
      : Array(columns.indices)
    let isEntry = found.count == 1 && chosen.count == 1 && places.count == 2
    guard isKnown else { return isEntry ? .unknownNumber : .unknownList }
    let block = found.map { row in chosen.map { values[row][$0] } }
    if isEntry { return .number(block[0][0]) }
    let lists = block.map { Value.list($0.map(Value.number)) }
    return found.count == 1 ? lists[0] : .list(lists)
  }

  private func indices(
    _ place: Expression, in names: [String], _ what: String,
    _ context: Context
  ) throws(Stop) -> [Int] {
    var word: String?
    switch place.kind {
    case .member(let task, let part):
      if case .name(let name) = task.kind { word = "\(name).\(part.text)" }
    case .name(let name)
    where names.contains { $0 == name || $0.hasPrefix(name + ".") }:
      word = name
    default: break
    }
    if let word {
      if let index = names.firstIndex(of: word) { return [index] }
      let all = names.indices.filter { names[$0].hasPrefix(word + ".") }
      if !all.isEmpty { return Array(all) }
    } else if let number = try number(place, context),
      let whole = Int(exactly: number)
    {
      if (1...max(1, names.count)).contains(whole) { return [whole - 1] }
      throw context.fail(
        .outOfRange, "there is no \(what) \(whole)", at: place.span,
        hint: "there are \(names.count)")
    } else {
      word = try Symbol.read(place, in: context).text
    }
    throw context.fail(
      .unknownName, "there is no \(what) \(word ?? "")", at: place.span,
      hint: didYouMean(
        word ?? "", in: names,
        otherwise: "there are \(names.joined(separator: ", "))"))
  }
}

extension MatrixObject {
  /// A place's number; nil for a word.
  private func number(
    _ place: Expression, _ context: Context
  ) throws(Stop) -> Double? {
    if case .name(let name) = place.kind, context.state[name] == nil {
      return nil
    }
    switch try context.value(of: place) {
    case .number(let number): return number
    case .unknown: throw .undecided
    default: return nil
    }
  }
}

/// All alphas of a network: `net.alpha`, `net.alpha[2]`.
struct AlphaObject: SessionObject {
  var network: NetworkObject

  var kind: Kind { .alphas }
  var summary: String {
    "alpha of \(network.network.architecture.layers) layers"
  }

  func shown(as name: String, in context: Context) throws(Stop) -> Output {
    SharingReport(Reference(network, called: name, at: context.span)).alpha
  }

  func places(
    after before: [Expression], in context: Context
  ) -> [String] {
    before.isEmpty ? network.layerNumbers : []
  }

  func element(
    at places: [Expression], of whole: Expression, in context: Context
  ) throws(Stop) -> Value {
    guard places.count == 1, let place = places.first else {
      throw context.fail(
        .wrongType, "alpha takes one layer, then two streams", at: whole.span,
        hint: "for instance \(context.name(of: whole))[1][a.1, b.1]")
    }
    let owner = Reference(
      network, called: context.name(of: whole.steps.root), at: whole.span)
    let layer = try owner.layer(place, in: context)
    return .object(network.matrix(of: .alpha(layer)) ?? identity(layer))
  }

  /// What α is where it is switched off.
  private func identity(_ layer: Int) -> MatrixObject {
    let names = network.streamNames
    return MatrixObject(
      title: "alpha, layer \(layer + 1)", rows: names, columns: names,
      values: names.indices.map { i in
        names.indices.map { $0 == i ? 1 : 0 }
      })
  }
}

extension NetworkObject {
  /// An α or the β; nil if the network does not have it.
  func matrix(of weight: Weight) -> MatrixObject? {
    let network = network
    guard let tensor = network.tensor(weight) else { return nil }
    var matrix = MatrixObject(
      title: network.phrase(for: weight.part), rows: streamNames,
      columns: streamNames, values: tensor.rows,
      nouns: ("stream", "stream"), marks: { network.marks(weight) },
      isKnown: !isForeseen)
    if case .layer(let layer) = weight.part.place {
      matrix.title = "alpha, layer \(layer + 1)"
    } else {
      matrix.rows = network.tasks.map(\.name)
      matrix.columns = readLayerNumbers
      matrix.nouns = ("task", "layer")
    }
    return matrix
  }
}

extension Network {
  /// A sign for each entry of an α or the β that is not free: `*` for a fixed
  /// one, `°` for a tied one; nil if all are.
  func marks(_ weight: Weight) -> [[String]]? {
    guard let tensor = tensor(weight) else { return nil }
    let fixed = constraints.held(
      of: weight, count: tensor.values.count, in: architecture)
    let tied = Set((constraints.tied[weight] ?? []).joined())
    guard !fixed.isEmpty || !tied.isEmpty else { return nil }
    let columns = tensor.shape[1]
    return (0..<tensor.shape[0]).map { row in
      (0..<columns).map { column in
        let entry = row * columns + column
        return fixed.contains(entry) ? "*" : tied.contains(entry) ? "°" : " "
      }
    }
  }
}

/// What a training run did.
struct RunObject: FieldObject {
  static let kinds = Kinds(.run)
  static let hint = "`net.run` is what the last training of a network did"
  var tasks: [String]
  var main: Int
  var epochs: [TrainingRun.Epoch]
  var best: Int?
  var ending: TrainingRun.Ending
  var idleEpochs = 0
  /// Seconds of the clock: the one thing of a run that is not the same twice.
  var seconds: Double
  /// Whether it is of a training that a dry run left out.
  var isForeseen = false

  var kind: Kind { .run }
  var summary: String {
    "\(NumberText.count(epochs.count, of: "epoch")) of training"
      + (best.map { ", best \($0 + 1)" } ?? "")
  }

  func shown(as name: String, in context: Context) throws(Stop) -> Output {
    TrainingReport(run: self).output + curves
  }

  /// The main task's loss, and its development score, over the epochs.
  private var curves: Output {
    guard epochs.count > 1 else { return .nothing }
    func curve(_ title: String, _ y: String, _ values: [Double?]) -> Output {
      let points = values.enumerated().compactMap { index, value in
        value.map { Plot.Point(Double(index + 1), $0) }
      }
      guard points.count > 1 else { return .nothing }
      return .plot(
        Plot(title, x: "epoch", y: y, series: [.init(tasks[main], points)]))
    }
    return curve("loss", "loss", epochs.map { $0.losses[main] })
      + curve(
        "development score, in percent", "score",
        epochs.map { $0.score.map { 100 * $0 } })
  }

  var memberNames: [String] {
    ["epochs", "best", "score", "scores", "losses", "weights", "seconds"]
  }

  func member(
    _ name: Name, of whole: Expression, in context: Context
  ) throws(Stop) -> Value? {
    if isForeseen, memberNames.contains(name.text) {
      return ["losses", "scores", "weights"].contains(name.text)
        ? .unknownList : .unknownNumber
    }
    switch name.text {
    case "epochs": return .number(Double(epochs.count))
    case "best": return .number(Double((best ?? -1) + 1))
    case "score":
      guard let score = best.flatMap({ epochs[$0].score }) else {
        throw unscored(name, context)
      }
      return .number(score)
    case "scores":
      guard epochs.contains(where: { $0.score != nil }) else {
        throw unscored(name, context)
      }
      return .list(epochs.map { $0.score.map { .number($0) } ?? .missing })
    case "losses":
      guard epochs.contains(where: { $0.losses[main] != nil }) else {
        throw context.fail(
          .notTrained, "this training learned nothing of \(tasks[main])",
          at: name.span,
          hint: "give the main task a weight, or name another"
            + " with main=")
      }
      return .list(
        epochs.map { $0.losses[main].map { .number(Double($0)) } ?? .missing })
    case "weights":
      guard let weights = epochs.last?.weights else {
        throw context.fail(
          .unknownMember, "nothing weighed the tasks in this training",
          at: name.span,
          hint: "their losses counted as their weights= say; `help weighing`"
            + " says what else there is")
      }
      return .list(weights.map { $0.map { .number($0) } ?? .missing })
    case "seconds": return .number(seconds)
    default: return nil
    }
  }

  private func unscored(_ name: Name, _ context: Context) -> Stop {
    context.fail(
      .noLabels, "this training had no development score of \(tasks[main])",
      at: name.span,
      hint: "train with dev= sentences that have labels of it, or score the"
        + " network itself: accuracy(NET, \(tasks[main]), DATA)")
  }
}
