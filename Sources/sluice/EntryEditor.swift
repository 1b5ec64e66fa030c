import CReadline
import Foundation
import SluiceDiagnostics
import SluiceFiles

/// An entry in the user's editor: `$VISUAL`, `$EDITOR`, or vi.
enum EntryEditor {
  /// The variable by which the shell knows the file: a path may hold quotes.
  private static let variable = "SLUICE_ENTRY"

  /// What is chosen may have words in quotes, as in `emacsclient -a ''`.
  private static let command =
    #"eval "${VISUAL:-${EDITOR:-vi}} \"\$\#(variable)\"""#

  /// Lets the user change a text.
  ///
  /// - Returns: What came of it.
  /// - Throws: `unreadable`, where the editor did not end well.
  static func edit(_ text: String) throws(Diagnostic) -> String {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "entry-\(UUID().uuidString).sluice").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    try WholeFile.write(text + "\n", to: file)
    setenv(variable, file, 1)
    let status = system(command)
    unsetenv(variable)
    guard status == 0 else { throw failure(status) }
    guard let data = try? WholeFile.read(file) else {
      throw Diagnostic(
        .unreadable, "the editor removed the file; nothing was run",
        hint: "save the entry under the name that it has")
    }
    let source = try SourceText(bytes: [UInt8](data), name: "<prompt>")
    return String(decoding: source.bytes, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// How an editor ended, by what `system` returned.
  private static func failure(_ status: Int32) -> Diagnostic {
    let name = chosen.split(separator: " ").first.map {
      URL(filePath: String($0)).lastPathComponent
    }
    let editor = name ?? "vi"
    let signal = status & 0x7F
    let code = (status >> 8) & 0xFF
    if status != -1, signal == 0, code == 126 || code == 127 {
      return Diagnostic(
        .unreadable, "the editor \(editor) cannot be started",
        hint: "set EDITOR to one that is installed, such as nano or vi")
    }
    let end =
      status == -1
      ? "could not be started"
      : signal == 0 ? "exited with status \(code)" : "was ended by a signal"
    return Diagnostic(
      .unreadable, "\(editor) \(end); the entry was not run",
      hint: "`:edit` opens it again, as it was")
  }

  private static var chosen: String {
    for name in ["VISUAL", "EDITOR"] {
      if let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty {
        return value
      }
    }
    return "vi"
  }
}
