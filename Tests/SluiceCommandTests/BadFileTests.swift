import Foundation
import Testing

/// One file that is no notebook fails alone: the others go on.
@Suite("A bad file among others") struct BadFileTests {
  /// What makes a file bad.
  enum Fault: String, CaseIterable {
    case option, setting, twins, errorCode, latin1, folder, dangling, missing

    /// What is said of it.
    var message: String {
      switch self {
      case .option: "error[bad-notebook]: a cell has no option `norun`"
      case .setting: "error[bad-notebook]: a notebook has no setting `sed=3`"
      case .twins: "error[bad-notebook]: two cells are called #a"
      case .errorCode: "error[bad-notebook]: `error=` cannot be `no-such`"
      case .latin1: "error[invalid-utf8]: `b.sluice` is not UTF-8 text"
      case .folder:
        "error[not-a-file]: b.sluice is a folder, not a file"
      case .dangling:
        "error[file-not-found]: b.sluice is a link to a file that is not there"
      case .missing: "error[file-not-found]: there is no notebook b.sluice"
      }
    }

    var status: Int32 {
      switch self {
      case .option, .setting, .twins, .errorCode: 2
      case .latin1, .folder, .dangling, .missing: 6
      }
    }

    func make(in folder: String) throws {
      let path = "\(folder)/b.sluice"
      let cell = NotebookCommandTests.cell
      var text: String?
      switch self {
      case .option: text = cell("print 1", "norun")
      case .setting: text = "<!-- sluice: sed=3 -->\n\n" + cell("print 1", "")
      case .twins: text = cell("print 1", "#a") + "\n" + cell("print 2", "#a")
      case .errorCode: text = cell("print 1", "error=no-such")
      case .latin1:
        try Data([0x23, 0x20, 0xE4, 0x0A]).write(to: URL(filePath: path))
      case .folder:
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: false)
      case .dangling:
        try FileManager.default.createSymbolicLink(
          atPath: path, withDestinationPath: "nowhere.sluice")
      case .missing: break
      }
      if let text {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
      }
    }
  }

  /// Two good notebooks with the bad one between them.
  private static func folder(_ fault: Fault) throws -> ExampleFolder {
    let text = NotebookCommandTests.cell("print   7")
    let folder = try ExampleFolder(["a.sluice": text, "c.sluice": text])
    try fault.make(in: folder.path)
    return folder
  }

  /// The names, or the folder where the fault is one of its files.
  private static func names(_ fault: Fault) -> [String] {
    fault == .missing || fault == .folder
      ? ["a.sluice", "b.sluice", "c.sluice"] : ["."]
  }

  @Test(
    "Each command goes on, ends as the file says",
    arguments: Fault.allCases)
  func goesOn(fault: Fault) throws {
    let folder = try Self.folder(fault)
    let names = fault == .folder ? ["."] : Self.names(fault)
    func run(_ command: String...) throws -> ProgramTests.Ended {
      try ProgramTests.run(command + names, in: folder.path)
    }
    let ran = try run("run", "--quiet")
    #expect(ran.output == "7\n7\n")
    #expect(ran.complaint.hasPrefix(fault.message), "\(ran.complaint)")
    #expect(ran.status == fault.status)

    let tested = try run("test", "--junit", "report.xml")
    let report = try folder.read("report.xml")
    #expect(tested.output.contains("ok   a.sluice: 1 cell, nothing compared"))
    #expect(tested.output.contains("FAIL b.sluice: 1 mistake"))
    #expect(tested.output.contains("ok   c.sluice: 1 cell, nothing compared"))
    #expect(tested.output.contains(fault.message))
    #expect(tested.status == fault.status)
    #expect(report.components(separatedBy: "<testsuite ").count == 4)
    #expect(
      report.contains("<testcase classname=\"b.sluice\" name=\"check\""))

    let told = try run("test", "--json")
    #expect(
      told.output.contains(
        #""event":"end","file":"b.sluice","parameters":{},"status":"#
          + "\(fault.status)"))
    #expect(told.output.contains(#""event":"end","file":"c.sluice""#))

    let checked = try run("check")
    #expect(checked.output.contains("ok   c.sluice: 1 cell\n"))
    #expect(checked.output.contains(fault.message))

    let accepted = try run("accept")
    #expect(accepted.output.contains("c.sluice: recorded 1 output\n"))
    #expect(accepted.complaint.hasPrefix(fault.message))
    #expect(accepted.status == fault.status)

    let formatted = try run("fmt")
    #expect(formatted.output == "a.sluice\nc.sluice\n")
    #expect(formatted.complaint.hasPrefix(fault.message))
    let stripped = try run("strip")
    #expect(stripped.output == "a.sluice\nc.sluice\n")
    #expect(stripped.status == fault.status)
    #expect(
      try folder.read("c.sluice") == NotebookCommandTests.cell("print 7"))
  }

  @Test(
    "A cell that fails stops its own notebook, and where is said")
  func stops() throws {
    let folder = try ExampleFolder([
      "a.sluice": "# Title\n\n## First *steps*\n\n"
        + NotebookCommandTests.cell("print 1") + "\n"
        + NotebookCommandTests.cell("print 1 / 0", "#bad") + "\n"
        + NotebookCommandTests.cell("print 3"),
      "b.sluice": NotebookCommandTests.cell("print 4\nprint 1 / 0"),
      "c.sluice": NotebookCommandTests.cell("print 5"),
    ])
    let ended = try folder.run("run", "--quiet", ".")
    #expect(ended.output == "1\n4\n5\n")
    let lasts = ended.complaint.split(separator: "\n").filter {
      $0.hasPrefix("stopped")
    }
    #expect(
      lasts == [
        "stopped at #bad, 2 of 3, below \"First steps\"",
        "stopped at cell 1 of 1",
      ])
    #expect(ended.status == 3)
  }

  @Test("A notebook that is named twice is worked on once")
  func twice() throws {
    let folder = try ExampleFolder([
      "a.sluice": NotebookCommandTests.cell("print 1")
    ])
    let ended = try folder.run("run", "--quiet", "a.sluice", ".", "./a.sluice")
    #expect(ended.output == "1\n")
  }
}
