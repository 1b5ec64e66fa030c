import SluiceDiagnostics
import SluiceOutput

/// A named value that an object was made from and goes on using: a task's
/// corpus, a network's tasks.
package struct Source: Sendable {
  package let name: String
  /// Whether an object is what is used.
  let isUsed: @Sendable (any SessionObject) -> Bool

  package init(
    _ name: String, isUsed: @escaping @Sendable (any SessionObject) -> Bool
  ) {
    self.name = name
    self.isUsed = isUsed
  }
}

/// That a name's object uses what another name stood for before.
struct OldUse: Hashable, Sendable {
  let user, source: String
}

extension State {
  /// All uses of what names stand for no longer, in the order in which the
  /// users were defined.
  var oldUses: [OldUse] {
    definedNames.flatMap(oldUses(by:))
  }

  private func oldUses(by user: String) -> [OldUse] {
    (own(user)?.sources ?? []).filter { isOld($0) && $0.name != user }
      .map { OldUse(user: user, source: $0.name) }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func isOld(_ source: Source) -> Bool {
    switch own(source.name) {
    case .object(let object)?: !source.isUsed(object)
    case .unknown?, nil: false
    default: true
    }
  }

  /// The old uses that were not said yet; from here on they were.
  mutating func newOldUses() -> [OldUse] {
    let all = oldUses
    defer { saidOldUses = Set(all) }
    return all.filter { !saidOldUses.contains($0) }
  }

  /// The same of what was just given a name.
  mutating func newOldUses(by user: String) -> [OldUse] {
    let all = oldUses(by: user)
    saidOldUses = saidOldUses.filter { $0.user != user }.union(all)
    return all
  }

  /// What a name's object uses that names stand for no longer, or what all
  /// do.
  package func oldUsesNote(of user: String? = nil) -> Output {
    OldUse.notes(
      oldUses.filter { user == nil || $0.user == place(of: user ?? "") })
  }
}

extension OldUse {
  /// A note for each set of users: `pos and net still use the old toy: …`.
  static func notes(_ uses: [OldUse]) -> Output {
    let users = unique(uses.map(\.user))
    var groups: [(users: [String], sources: [String])] = []
    for user in users {
      let sources = uses.filter { $0.user == user }.map(\.source)
      if let same = groups.firstIndex(where: { $0.sources == sources }) {
        groups[same].users.append(user)
      } else {
        groups.append(([user], sources))
      }
    }
    return groups.reduce(.nothing) { notes, group in
      let what = enumeration(group.sources.map { "`\($0)`" })
      return notes
        + .note(sentence(group.users, the: what, count: group.sources.count))
    }
  }

  /// That some objects use something old, and what to do about it.
  static func sentence(
    _ users: [String], the source: String, count: Int
  ) -> String {
    "\(enumeration(users)) still \(users.count == 1 ? "uses" : "use") the old"
      + " \(source): define \(users.count == 1 ? "it" : "them") again to use"
      + " the new \(count == 1 ? "one" : "ones")"
  }

  private static func unique(_ words: [String]) -> [String] {
    words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension Value {
  /// The named values that it, or what it lists, was made from.
  var sources: [Source] {
    switch self {
    case .object(let object): object.sources
    // Longer ones are of numbers.
    case .list(let items) where items.count <= 1000: items.flatMap(\.sources)
    default: []
    }
  }
}
