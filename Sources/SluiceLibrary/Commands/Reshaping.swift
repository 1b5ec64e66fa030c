import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning
import SluiceOutput

/// What the three toggles have in common: they change a live network's shape,
/// keep its weights, and rebuild trained ones only when told to.
func reshape(
  _ network: Variable<NetworkObject>, rebuild: Bool, _ context: inout Context,
  _ change: (inout Architecture) -> Void,
  finish: (inout Network) -> Void = { _ in }
) throws(Stop) -> Output {
  var object = network.object
  var next = object.network.architecture
  change(&next)
  try checkSubspaces(next, name: network.name, at: context.span, context)
  if object.network.layout.isOutline, !canOutline(next) { throw .undecided }
  let wasTrained = object.network.epochs > 0
  let lost = object.network.reshape(change)
  guard lost.isEmpty || !wasTrained || rebuild else {
    throw context.fail(
      .needsRebuild,
      "this would throw away what \(network.name) has learned in"
        + " \(object.network.phrase(for: lost))",
      at: context.span,
      hint: "add rebuild=yes to reinitialize those weights")
  }
  finish(&object.network)
  context.assign(object, to: network)
  var said = Output.text(
    SharingReport(
      Reference(object, called: network.name, at: network.span)
    ).state)
  if wasTrained, !lost.isEmpty {
    said =
      said
      + .note("reinitialized: \(object.network.phrase(for: lost)); train again")
  }
  return said
}
