import Foundation

/// A folder of its own for a test, with some files in it.
struct ExampleFolder: ~Copyable {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "sluice-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  func write(_ text: String, to name: String) throws {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  /// Runs the program here.
  func run(_ arguments: String...) throws -> ProgramTests.Ended {
    try ProgramTests.run(arguments, in: path)
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .sorted()
  }

  /// Waits until there is a file.
  ///
  /// - Returns: Whether it came.
  func waits(for name: String) -> Bool {
    let end = Date(timeIntervalSinceNow: 30)
    while !FileManager.default.fileExists(atPath: "\(path)/\(name)") {
      guard Date() < end else { return false }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return true
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
