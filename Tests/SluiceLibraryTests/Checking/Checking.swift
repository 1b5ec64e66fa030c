import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput

/// Checks notebooks for the tests.
enum Checking {
  /// What a check finds in a notebook.
  ///
  /// - Parameters:
  ///   - text: The notebook.
  ///   - name: What it is called.
  ///   - folder: Where it lies.
  ///   - access: What it may read and write.
  ///   - given: Values for its parameters.
  /// - Returns: The mistakes in order, or what is wrong with the file.
  static func findings(
    _ text: String, named name: String = "doc.sluice", in folder: String = ".",
    access: FileAccess = .everything, given: [String: Given] = [:]
  ) -> [Diagnostic] {
    do throws(Diagnostic) {
      var session = Session(Environment(folder: folder, access: access))
      session.given = given
      var check = NotebookCheck(
        NotebookRun(try Notebook(text, name: name), in: session))
      return check.findings()
    } catch { return [error] }
  }

  /// Commands as a notebook of one cell.
  static func cell(_ commands: String, _ options: String = "") -> String {
    "```sluice\(options.isEmpty ? "" : " " + options)\n\(commands)\n```\n"
  }

  /// The messages of a check, whole.
  static func said(_ text: String, in folder: String = ".") -> String {
    findings(text, in: folder).map { $0.rendered(color: false) }
      .joined(separator: "\n")
  }
}
