import SluiceDiagnostics
import SluiceFiles
import SluiceLanguage

/// A file that a command writes. Whether it may be written is known as soon as
/// its name is read, whatever else the command needs.
package struct OutputFile: FieldValue {
  /// As it was written.
  package var path: String
  package var span: Range<Int>

  package static var fieldType: FieldType { String.fieldType }

  package static func read(
    _ expression: Expression, in context: Context
  ) throws(Stop) -> OutputFile {
    let file = OutputFile(
      path: try String.read(expression, in: context), span: expression.span)
    do throws(Diagnostic) {
      let full = try context.access.writable(
        file.path, from: context.environment.folder, isDry: true)
      context.environment.dryRun?.findings.wrote(full, nil)
    } catch { throw context.placed(error, at: file.span) }
    return file
  }

  package var spelled: String? { nil }
}

extension Context {
  /// Writes a text file whole or not at all, where the session may.
  package func write(_ text: String, to file: OutputFile) throws(Stop) {
    try write(to: file) { full throws(Diagnostic) in
      try WholeFile.write(text, to: full, as: file.path)
    }
  }

  /// Writes a file at the whole path that is handed on.
  package func write(
    to file: OutputFile, _ body: (String) throws(Diagnostic) -> Void
  ) throws(Stop) {
    do throws(Stop) {
      let full = try writable(file.path)
      try stopping { () throws(Diagnostic) in
        do throws(Diagnostic) { try body(full) } catch {
          // Told under the name that was written, as all files are.
          var mistake = error
          mistake.title = mistake.title.replacing(full, with: file.path)
          throw mistake
        }
      }
    } catch { throw placed(error, at: file.span) }
  }

  /// Says what a real run would have written to a file.
  package func foreseeWriting(_ object: any SessionObject, to file: OutputFile)
  {
    guard let dry = environment.dryRun,
      let full = try? access.writable(
        file.path, from: environment.folder, isDry: true)
    else { return }
    dry.findings.wrote(full, object)
  }
}
