/// One thing wrong with what the user wrote or gave us, and what to do
/// about it.
///
/// Plain data: any target makes one, ``Diagnostic/rendered(color:)`` is the
/// only place that gives it a layout.
package struct Diagnostic: Error, Equatable, Sendable, Codable {
  /// A stable name with a page in `docs/errors/`.
  package var code: Code
  /// What is wrong, in the domain's words, in one line.
  package var title: String
  /// Where, if there is a place.
  package var place: Place?
  /// What stands under the marked text.
  package var label: String
  /// What to do next.
  package var hint: String?

  /// - Parameters:
  ///   - code: The stable name of this kind of mistake.
  ///   - title: What is wrong, in one line, lower-case, without a full stop.
  ///   - place: The marked text, if the mistake has a place.
  ///   - label: A few words under the marked text.
  ///   - hint: What to do next.
  package init(
    _ code: Code, _ title: String, at place: Place? = nil,
    label: String = "", hint: String? = nil
  ) {
    self.code = code
    self.title = title
    self.place = place
    self.label = label
    self.hint = hint
  }

  /// The same where a file goes by another name: the one that was written, which
  /// is the same on every machine, or else its last part.
  package func naming(_ path: String, as written: String? = nil) -> Diagnostic {
    let name = written ?? String(path.split(separator: "/").last ?? "")
    var renamed = self
    renamed.title = title.replacing(path, with: name)
    renamed.hint = hint?.replacing(path, with: name)
    if let file = place?.file, file.hasPrefix(path) {
      renamed.place?.file = name + file.dropFirst(path.count)
    }
    return renamed
  }
}

/// A line of some text and the part of it that is meant.
///
/// Holds the line itself rather than the whole source, so that a diagnostic
/// about a gigabyte of data stays small.
package struct Place: Equatable, Sendable, Codable {
  /// The file's name as the user knows it, `<prompt>`, or `<stdin>`.
  package var file: String
  /// The line's number, from 1.
  package var line: Int
  /// The line's text, without its end.
  package var text: String
  /// The marked part, as offsets of UTF-8 bytes in `text`.
  package var columns: Range<Int>

  package init(file: String, line: Int, text: String, columns: Range<Int>) {
    self.file = file
    self.line = line
    self.text = text
    self.columns = columns
  }
}
