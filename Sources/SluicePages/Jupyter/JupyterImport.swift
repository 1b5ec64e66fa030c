import SluiceDiagnostics
import SluiceNotebook

/// A notebook that comes back from Jupyter. What was not edited there is as it
/// was, byte for byte; of what was edited, what stands there now holds.
package struct JupyterImport {
  /// The notebook's text.
  package let text: String
  /// What could not be taken over, or is now something else.
  package private(set) var remarks: [String]

  /// - Parameters:
  ///   - bytes: The file of Jupyter.
  ///   - name: What it is called in messages.
  /// - Throws: `bad-notebook` for what is no such file, `invalid-utf8`.
  package init(_ bytes: [UInt8], name: String) throws(Diagnostic) {
    let file = try JupyterReader(bytes, name: name)
    remarks = file.remarks
    if let original = file.original {
      let same = JupyterText.written(
        file.entries, settings: file.settings, as: original)
      if (try? Notebook(same, name: name)) != nil {
        text = same
        return
      }
    }
    let plain = JupyterText.written(file.entries, settings: file.settings)
    if (try? Notebook(plain, name: name)) != nil {
      text = plain
      return
    }
    var lesson = LessonParts(file.entries)
    lesson.releaseOrphans()
    text = JupyterText.written(lesson.entries, settings: file.settings)
    remarks += lesson.remarks
    _ = try Notebook(text, name: name)
  }
}
