/// What names stand for, in parts: each statement may be undone, so that the
/// table is copied with each that changes it. A copy then costs a small part of
/// it, and 20,000 statements do not take time with their square.
struct NameTable<Item: Sendable>: Sendable {
  private var parts = [[String: Item]](repeating: [:], count: 256)

  /// The same name is in the same part in every run of the program.
  private static func part(of name: String) -> Int {
    name.unicodeScalars.reduce(0) { ($0 &* 31 &+ Int($1.value)) & 255 }
  }

  subscript(_ name: String) -> Item? {
    get { parts[Self.part(of: name)][name] }
    set { parts[Self.part(of: name)][name] = newValue }
  }

  /// All of it as one.
  var whole: [String: Item] {
    parts.reduce(into: [:]) { whole, part in
      whole.merge(part) { $1 }
    }
  }

  var names: [String] { parts.flatMap(\.keys) }
}
