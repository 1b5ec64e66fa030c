/// Lines copied from a page together with the prompt that stands before them.
package enum PastedTranscript {
  private static let prompt = "sluice>"
  private static let continuation = "...>"

  /// What was typed, without prompts and without what was printed in between.
  ///
  /// - Parameter text: What was pasted or typed.
  /// - Returns: The commands; the text itself if it does not begin with a
  ///   prompt.
  package static func commands(of text: String) -> String {
    let lines = text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }),
      rest(of: first, after: prompt) != nil
    else { return text }
    return lines.compactMap {
      rest(of: $0, after: prompt) ?? rest(of: $0, after: continuation)
    }.joined(separator: "\n")
  }

  private static func rest(
    of line: Substring, after prompt: String
  ) -> Substring? {
    let line = line.drop { $0 == " " }
    guard line.hasPrefix(prompt) else { return nil }
    let rest = line.dropFirst(prompt.count)
    return rest.first == " " ? rest.dropFirst() : rest
  }
}
