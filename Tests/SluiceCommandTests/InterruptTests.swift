import Foundation
import Testing

/// Every command that works long hears Ctrl-C within a second, and the program
/// ends with 130.
@Suite("Ctrl-C in the program", .serialized) struct InterruptTests {
  private static let made = """
    corpus toy = toy_english(sentences=2000, domains=[mail])
    task pos = toy.pos
    task names = toy.ner
    network net tasks=[names, pos] layers=2 hidden=64 spelling=32

    """

  /// Starts a script and sends signals once it has said that it begins.
  ///
  /// - Returns: The status, and the seconds from the first signal to the end.
  private func stopped(
    _ script: String, signals: Int = 1
  ) throws -> (status: Int32, seconds: Double) {
    let process = Process()
    process.executableURL = ProgramTests.program
    process.arguments = ["-c", script]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var said = ""
    while !said.contains("begun") {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { break }
      said += String(decoding: data, as: UTF8.self)
    }
    Thread.sleep(forTimeInterval: 0.1)
    let start = ContinuousClock.now
    for _ in 0..<signals { process.interrupt() }
    process.waitUntilExit()
    return (
      process.terminationStatus, (ContinuousClock.now - start) / .seconds(1)
    )
  }

  @Test(
    "Long commands",
    arguments: [
      "train net epochs=1000 dev=none",
      "train net epochs=1000 dev=none batch=100000",
      "print loss(net, pos, toy.train)", "inspect net cost on=toy.train",
      "inspect net flow on=toy.train",
      "print closing(net, names, pos, toy.train)",
      "corpus more = toy_english(sentences=100000)",
      "corpus more = synthetic(sentences=100000)",
      "for i in 1..1000000 { let x = i }",
      "sweep s a=1..100000 { let b = a }",
    ])
  func long(command: String) throws {
    let ended = try stopped(Self.made + "print \"begun\"\n" + command)
    #expect(ended.status == 130)
    // Other tests run beside it.
    #expect(ended.seconds < 3, "\(command)")
  }

  @Test("A third Ctrl-C ends the program at once")
  func third() throws {
    let ended = try stopped(
      "print \"begun\"\ncorpus more = toy_english(sentences=100000)", signals: 3
    )
    #expect(ended.status == 130)
    #expect(ended.seconds < 3)
  }

  @Test("Without standard error, progress is not written into data")
  func closed() throws {
    let folder = try ExampleFolder()
    _ = try ProgramTests.shell(
      "sluice -c 'sweep s i=1..100 to=\"rows.csv\" { let v = i }' 2>&- >&- <&-",
      in: folder.path)
    let rows = try folder.read("rows.csv")
    #expect(!rows.contains("%"))
    #expect(rows.split(separator: "\n").count >= 100)
  }

  @Test(
    "The benchmark's options have limits",
    arguments: [
      "hidden", "tasks", "sentences", "vocabulary", "repeats", "layers",
      "batch",
      "threads",
    ])
  func bench(option: String) throws {
    for value in ["9223372036854775807", "0"] {
      let ended = try ProgramTests.run(["bench", "--\(option)", value])
      #expect(ended.status == 2)
      #expect(ended.complaint.contains("--\(option) must be at"))
    }
  }

  @Test(
    "A network that no machine holds is not timed",
    arguments: [
      "--hidden 8192 --layers 64 --tasks 100",
      "--tasks 64 --hidden 2048 --layers 8",
      "--hidden 8192 --layers 2", "--tasks 100 --hidden 4096 --mode single",
    ])
  func large(options: String) throws {
    let ended = try ProgramTests.run(
      ["bench", "--sentences", "1"]
        + options.split(separator: " ").map(String.init))
    #expect(ended.status == 2)
    #expect(ended.complaint.contains("parameters, at most 250,000,000"))
  }
}
