import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput
import SluiceRandom

/// What the three toggles have in common: they change a live network's shape,
/// keep its weights, and rebuild trained ones only when told to.
func reshape(
  _ network: Variable<NetworkObject>, rebuild: Bool, _ context: inout Context,
  _ change: (inout Architecture) -> Void,
  finish: (inout Network) -> Output = { _ in .nothing }
) throws(Stop) -> Output {
  var object = network.object
  var next = object.network.architecture
  change(&next)
  try checkSubspaces(next, name: network.name, at: context.span, context)
  if object.network.layout.isOutline, !canOutline(next) { throw .undecided }
  let wasTrained = object.network.epochs > 0
  let before = object.network
  let lost = object.network.reshape(change)
  guard lost.isEmpty || !wasTrained || rebuild else {
    throw context.fail(
      .needsRebuild,
      "this would throw away what \(network.name) has learned in"
        + " \(before.phrase(for: lost))",
      at: context.span,
      hint: "add rebuild=yes to reinitialize those weights")
  }
  let finished = finish(&object.network)
  context.assign(object, to: network)
  let reset = wasTrained ? lost : lost.filter(before.isSet)
  return .text(
    SharingReport(
      Reference(object, called: network.name, at: network.span)
    ).state)
    + (reset.isEmpty
      ? .nothing
      : .note(
        "reinitialized: \(before.phrase(for: reset))"
          + (wasTrained ? "; train again" : "")))
    + object.network.constraintNotes(since: before, called: network.name)
    + finished
}

extension Network {
  /// Whether an α or β has other numbers than it starts from.
  fileprivate func isSet(_ weight: Weight) -> Bool {
    guard weight.isSharing, let entry = layout[weight],
      let tensor = tensor(weight)
    else { return false }
    return tensor.values
      != Initialization.values(
        entry.parameter, architecture, initial.alpha, initial.beta,
        RandomStream(seed: seed))
  }

  /// What became of entries that were fixed or tied and of which nothing is
  /// shown now: they wait with an α or β that is switched off, or are free.
  fileprivate func constraintNotes(
    since before: Network, called name: String
  ) -> Output {
    let gone = before.layout.entries.map(\.weight).filter { weight in
      before.constraints.names(weight)
        && (layout[weight] == nil || !constraints.names(weight))
    }
    let waiting = gone.filter(constraints.names)
    let free = gone.filter { !constraints.names($0) }
    // What waited may be lost, too.
    let lost = before.shelf.keys.filter {
      before.constraints.names($0) && !constraints.names($0)
    }
    return note(waiting, of: before) {
      "kept for when it is switched on again: \($0)"
    }
      + note(free + lost.filter { !free.contains($0) }, of: before) {
        "no longer fixed or tied: \($0); `inspect \(name) free` shows what is"
      }
  }

  private func note(
    _ weights: [Weight], of before: Network, _ sentence: (String) -> String
  ) -> Output {
    guard !weights.isEmpty else { return .nothing }
    let phrases = weights.sorted { $0.name < $1.name }.map { weight in
      let fixed = before.constraints.fixed[weight]?.count ?? 0
      let tied = before.constraints.tied[weight]?.joined().count ?? 0
      let counts = [
        fixed > 0 ? "\(NumberText.count(fixed)) fixed" : "",
        tied > 0 ? "\(NumberText.count(tied)) tied" : "",
      ].filter { !$0.isEmpty }
      return "\(enumeration(counts))"
        + " \(fixed + tied == 1 ? "entry" : "entries") of"
        + " \(phrase(for: weight.part))"
    }
    return .note(sentence(enumeration(phrases)))
  }
}

extension Constraints {
  /// Whether entries of a weight are fixed or tied.
  fileprivate func names(_ weight: Weight) -> Bool {
    fixed[weight] != nil || tied[weight] != nil
  }
}
