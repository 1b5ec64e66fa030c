import ArgumentParser

/// For whoever hears what the program shows.
struct PlainOption: ParsableArguments {
  @Flag(
    name: .customLong("plain"),
    help: "for a screen reader: tables row by row, nothing redrawn")
  var isPlain = false

  func validate() { Terminal.isPlain = isPlain }
}
