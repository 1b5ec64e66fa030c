import ArgumentParser
import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceLanguage
import SluiceNotebook
import SluiceOutput
import SluicePages

/// Makes a notebook of a file of Jupyter.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ProgramVerb.import.rawValue,
    abstract: "Bring a notebook back from Jupyter.",
    discussion: """
        sluice import lesson.ipynb
        sluice import lesson.ipynb -o again.sluice
      """)

  @Argument(help: "a notebook that was exported to Jupyter")
  var file: String

  @Option(
    name: .short,
    help: .init(
      "the notebook to write; `-` prints it. Without it, FILE.sluice",
      valueName: "file"))
  var output: String?

  @Flag(help: "replace a notebook that is there")
  var force = false

  func run() throws {
    try Failure.leaving {
      let path = output ?? Self.notebook(file)
      let isPrinted = path == "-"
      if !isPrinted, !force { try NewFile(path).check() }
      let name = file == "-" ? NotebookFiles.pipe : file
      let bytes =
        file == "-" ? try Terminal.readPipe() : try Notebook.bytes(of: file)
      let made = try JupyterImport(bytes, name: name)
      if isPrinted {
        Terminal.write(made.text)
      } else if force {
        try WholeFile.write(made.text, to: path)
      } else {
        try NewFile(path).write(made.text)
      }
      for remark in made.remarks { Terminal.printError("note: \(remark)") }
      if !isPrinted { Terminal.print("\(onOneLine(path)) is written") }
    }
  }

  /// `lesson.ipynb` becomes `lesson.sluice`; what comes from a pipe is printed.
  private static func notebook(_ file: String) -> String {
    guard file != "-" else { return "-" }
    let ending = ".ipynb"
    return
      (file.hasSuffix(ending) ? String(file.dropLast(ending.count)) : file)
      + ".sluice"
  }
}
