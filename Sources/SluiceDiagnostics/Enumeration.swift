/// Some words as a sentence lists them: `a, b and c`.
package func enumeration(_ words: some Collection<String>) -> String {
  guard let last = words.suffix(1).first, words.count > 1 else {
    return words.joined()
  }
  return words.dropLast().joined(separator: ", ") + " and " + last
}
