import SluiceEvaluator
import SluicePrompt

extension Registry {
  /// The language as the program has it: with help on what the prompt itself
  /// understands.
  static let program: Registry = {
    var registry = Registry.standard
    registry.ownVerbs = PromptVerb.all
    return registry
  }()
}
