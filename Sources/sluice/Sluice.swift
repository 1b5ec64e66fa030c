import ArgumentParser

/// The program: an option parser in front of the session.
@main
struct Sluice: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sluice",
    abstract: "Multi-task architecture learning, at a prompt or in notebooks.",
    version: "0.1.0",
    subcommands: [Bench.self])
}
