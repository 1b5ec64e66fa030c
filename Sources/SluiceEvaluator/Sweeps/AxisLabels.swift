import SluiceLanguage

/// The values of what a sweep varies, as its table, its rows on file and its
/// messages have them.
///
/// An object, or a list with one in it, is called by its name, since two networks
/// of one shape look alike: a word, which tells it from all others of the axis.
struct AxisLabels: Sendable {
  let values: [Value]

  /// - Parameters:
  ///   - items: What the axis takes.
  ///   - expression: How it was written.
  init(_ items: [Value], writtenAs expression: Expression) {
    let written = Self.expressions(of: items, writtenAs: expression)
    var taken = Set(items.filter { !$0.holdsObject }.map(\.text))
    values = zip(items, written).map { item, expression in
      guard item.holdsObject else { return item }
      let name = expression ?? item.exact
      var label = name
      var number = 1
      while !taken.insert(label).inserted {
        number += 1
        label = "\(name) (\(number))"
      }
      return .symbol(label)
    }
  }

  /// What each item was written as: a part of the list that was written, or an
  /// item of the list that a name stands for.
  private static func expressions(
    of items: [Value], writtenAs expression: Expression
  ) -> [String?] {
    switch expression.kind {
    case .list(let parts) where parts.count == items.count:
      parts.map(name)
    case .name(let list): items.indices.map { "\(list)[\($0 + 1)]" }
    default: items.map { _ in nil }
    }
  }

  /// A name, the part of one, or a list of them.
  private static func name(of expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name): return name
    case .member(let whole, let part):
      return name(of: whole).map { "\($0).\(part.text)" }
    case .list(let parts):
      let names = parts.compactMap(name)
      return names.count == parts.count
        ? "[\(names.joined(separator: ", "))]" : nil
    default: return nil
    }
  }
}

extension KeptValue {
  /// A value of an axis, with what it is called.
  init(_ value: Value, label: Value) {
    guard value.holdsObject else {
      self.init(value)
      return
    }
    self = .object(
      summary: label.text, digest: Digest.text(value.fingerprint))
  }
}
