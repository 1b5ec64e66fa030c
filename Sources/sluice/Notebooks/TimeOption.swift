import ArgumentParser

/// How long each notebook may take.
struct TimeOption: ParsableArguments {
  @Option(
    name: .customLong("timeout"), help: "seconds that each notebook may take")
  var seconds: Double?

  func validate() throws {
    if let seconds, !(seconds > 0 && seconds < 1e9) {
      throw ValidationError("--timeout is a number of seconds, not \(seconds)")
    }
  }
}
