import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceLearning

extension HeadKind: FieldValue {}

/// Hidden layers of heads: `100`, `[100, 50]`, or `0` for none.
struct HeadUnits: FieldValue {
  var units = Architecture(stackOfTask: [0]).headHidden

  static var fieldType: FieldType {
    FieldType(
      Kinds("a whole number, or a list of them", .number, .list))
  }

  static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> HeadUnits {
    let numbers = try [Located<Int>].read(expression, in: context)
    if numbers.count == 1, numbers[0].value == 0 { return HeadUnits(units: []) }
    guard (1...64).contains(numbers.count) else {
      throw context.fail(
        .outOfRange,
        "`head` must have from 1 to 64 layers, not \(numbers.count)",
        at: expression.span,
        hint: "head=0 stands for no hidden layer: states to labels")
    }
    for number in numbers where !(1...8192).contains(number.value) {
      throw context.fail(
        .outOfRange,
        "`head` must be from 1 to 8192, not \(number.value)", at: number.span,
        hint: "head=0 alone stands for no hidden layer: states to labels")
    }
    return HeadUnits(units: numbers.map(\.value))
  }

  var spelled: String? {
    switch units.count {
    case 0: "0"
    case 1: "\(units[0])"
    default: units.spelled
    }
  }
}

/// Whose heads tasks have: each its own, or all of one set of labels one.
enum HeadOwners: String, FieldValue, CaseIterable {
  case own, shared
}

/// What kinds of heads a network has, and which are shared or projected.
extension NetworkCommand {
  /// - Throws: `wrong-type`, where tasks are to share a head and ask for others.
  func setHeads(_ a: inout Architecture, _ context: Context) throws(Stop) {
    a.headHidden = head.units
    a.headOfTask = tasks.map(\.object.head)
    if let heads { a.sharesHeads = heads == .shared }
    if projection ?? method.projectsDomains {
      a.domainOfTask = domains
    } else {
      a.domainOfTask = []
    }
    guard a.sharesHeads else { return }
    for (number, task) in tasks.enumerated() {
      let other = tasks[..<number].first {
        $0.layer.layer == task.layer.layer && $0.object.head != task.object.head
      }
      guard let other else { continue }
      throw context.fail(
        .wrongType,
        "\(other.name) and \(task.name) are to share a head, but"
          + " \(other.name) asks for \(other.object.head.rawValue) and"
          + " \(task.name) for \(task.object.head.rawValue)",
        at: task.span, hint: "give both tasks one head=, or write heads=own")
    }
  }

  /// For each task the number of its domain: its corpus, or the domains of it
  /// that it is of.
  private var domains: [Int] {
    var known: [Selection] = []
    return tasks.map { task in
      var domain = task.layer.selection
      domain.split = nil
      if let number = known.firstIndex(of: domain) { return number }
      known.append(domain)
      return known.count - 1
    }
  }

  /// What was asked of heads and changes nothing.
  func idleHeads(_ a: Architecture, _ tasks: [NetworkTask]) -> [String] {
    guard heads == .shared,
      a.headGroups(tasks).allSatisfy({ $0.count == 1 })
    else { return [] }
    return [
      "`heads=shared` has no effect: no two tasks of \(target.text) are of"
        + " layers of one name"
    ]
  }
}
