/// Who reads what is mixed after a layer. Where stacks pass states on by α or by
/// matrices a *receiver* is a stack; gates hand on to tasks.
extension Architecture.Mixing {
  /// What passes states on, in a sentence.
  package var noun: String {
    switch self {
    case .alpha: "α"
    case .matrices: "full matrices"
    case .gates: "gates"
    case .choices: "choices"
    }
  }
}

extension Architecture {
  /// The gates, where there are any.
  package var gating: Gating? {
    if case .gates(let gating) = mixing, sluice != .off { gating } else { nil }
  }

  /// Whether what passes between stacks goes with the stacks that there are.
  var mixingIsSound: Bool {
    let haveOwn = stackOfTask == Array(0..<tasks) && !sharedStack
    switch mixing {
    case .alpha, .matrices: return true
    case .choices: return haveOwn
    case .gates(let gating):
      guard (1...Gating.most).contains(gating.experts) else { return false }
      return gating.hasOwn
        ? haveOwn : !sharedStack && stackOfTask.allSatisfy { $0 == 0 }
    }
  }

  /// How many receivers there are.
  var receivers: Int {
    guard let gating else { return stacks }
    return gating.hasOwn ? tasks + 1 : gating.experts + tasks
  }

  /// The receiver whose states a stack reads in its next layer.
  func receiver(ofStack stack: Int) -> Int {
    // Experts beside tasks' own stacks all read what is mixed for them.
    gating?.hasOwn == true ? min(stack, tasks) : stack
  }

  /// The receivers that a task's head reads, in this order.
  func receivers(ofTask task: Int) -> [Int] {
    guard let gating else { return stacks(ofTask: task) }
    return [gating.hasOwn ? task : gating.experts + task]
  }

  /// The stacks that a receiver's gate chooses from; none where it has no gate
  /// and takes over what the stack of its number has.
  func senders(ofReceiver receiver: Int) -> [Int] {
    guard let gating else { return [] }
    guard gating.hasOwn else {
      return receiver < gating.experts ? [] : Array(0..<gating.experts)
    }
    let experts = Array(tasks..<stacks)
    return receiver < tasks ? [receiver] + experts : Array(0..<stacks)
  }

  /// Whether a stack is a task's, and not an expert or shared.
  package func isOwn(stack: Int) -> Bool {
    if case .gates(let gating) = mixing, !gating.hasOwn { return false }
    return stackOfTask.contains(stack)
  }
}
