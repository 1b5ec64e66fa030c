import SluiceOutput

/// A command that works long. What is wrong is found before its work begins,
/// and a dry run goes no further.
package protocol WorkingCommand: Command {
  /// What the work needs.
  associatedtype Plan

  /// Looks at all that can be known without the work.
  ///
  /// - Throws: What is wrong, or that the command needs a value which only work
  ///   would tell.
  func check(_ context: Context) throws(Stop) -> Plan
  /// Leaves the state as the work would leave it, as far as that is known
  /// without it.
  func foresee(_ plan: Plan, _ context: inout Context) throws(Stop)
  /// Does the work.
  func run(_ plan: Plan, _ context: inout Context) throws(Stop) -> Output
}

extension WorkingCommand {
  package func foresee(_ plan: Plan, _ context: inout Context) {}

  package func run(_ context: inout Context) throws(Stop) -> Output {
    let plan = try check(context)
    guard context.isDry else { return try run(plan, &context) }
    context.doubt()
    try foresee(plan, &context)
    return .nothing
  }
}

/// A function that works long, likewise.
package protocol WorkingFunction: Function {
  associatedtype Plan

  func check(_ context: Context) throws(Stop) -> Plan
  /// What is known of the value without the work.
  func foreseen(_ plan: Plan, _ context: Context) throws(Stop) -> Value
  func value(_ plan: Plan, _ context: Context) throws(Stop) -> Value
}

extension WorkingFunction {
  package func foreseen(_ plan: Plan, _ context: Context) -> Value {
    .unknown(kind: Self.result)
  }

  package func value(in context: Context) throws(Stop) -> Value {
    let plan = try check(context)
    guard context.isDry else { return try value(plan, context) }
    context.doubt()
    return try foreseen(plan, context)
  }
}
