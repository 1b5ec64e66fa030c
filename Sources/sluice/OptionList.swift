import ArgumentParser

/// What is asked of the options that were typed before they are read: the
/// parser takes the last of several, and of letters behind one dash each as an
/// option of its own.
enum OptionList {
  /// Options that may be there several times.
  private static let repeatable: Set = ["-p", "--allow-read", "--allow-write"]

  /// - Throws: What is wrong with them.
  static func check(_ arguments: some Sequence<String>) throws {
    var seen: Set<String> = []
    for argument in arguments.prefix(while: { $0 != "--" })
    where argument.hasPrefix("-") {
      let name = String(argument.prefix { $0 != "=" })
      if !name.hasPrefix("--"), name.count > 2,
        name.dropFirst().first?.isLetter
          ?? false
      {
        throw ValidationError(
          "unknown option \(name): a file of this name is ./\(name)")
      }
      guard name.count > 1, !repeatable.contains(name) else { continue }
      guard seen.insert(name).inserted else {
        throw ValidationError(
          "\(name) is given twice: remove one of the two")
      }
    }
  }
}
