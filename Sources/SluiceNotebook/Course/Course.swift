import Foundation
import SluiceDiagnostics
import SluiceFiles

/// A folder of lessons with an index, `course.md`: a title, the lessons in order
/// with their minutes and what one can do afterwards, and the terms that each
/// explains.
///
///     # Title
///
///     1. [Two taggers](1-two-taggers.sluice), 12 minutes. You can say …
///
///     ## Terms
///
///     - Lesson 1: task, label, loss
package struct Course: Sendable {
  package var title: String
  package var lessons: [Lesson] = []
  package var terms: [Term] = []
  /// The index as the user named it.
  package let name: String
  /// The folder that the lessons' names start from.
  package let folder: String

  package struct Lesson: Sendable, Equatable {
    package var title: String
    /// Its file, from the folder.
    package var file: String
    package var minutes: Int
    /// What one can do afterwards.
    package var goal: String
  }

  /// A term, and the lesson that explains it, from 1.
  package struct Term: Sendable, Equatable {
    package var text: String
    package var lesson: Int
    package var place: Place
  }

  package static let index = "course.md"

  /// Where a lesson lies.
  package func path(of lesson: Lesson) -> String {
    folder == "." ? lesson.file : "\(folder)/\(lesson.file)"
  }

  /// Whether a folder is a course.
  package static func isOne(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/\(index)")
  }

  /// Reads a course.
  ///
  /// - Parameter folder: Its folder.
  /// - Throws: That there is no index, or what is wrong with it.
  package init(folder: String) throws(Diagnostic) {
    let bare =
      folder.count > 1 && folder.hasSuffix("/")
      ? String(folder.dropLast()) : folder
    let path = bare == "." ? Self.index : "\(bare)/\(Self.index)"
    let data: Data
    do throws(Unreadable) { data = try WholeFile.read(path) } catch {
      throw error.diagnostic(path, inFolder: "name the course's folder") {
        Diagnostic(
          .fileNotFound, "\(folder) is no course: it has no \(Self.index)",
          hint: "a course's index lists its lessons; docs/teaching.md shows one"
        )
      }
    }
    _ = try SourceText(bytes: [UInt8](data), name: path)
    try self.init(
      String(decoding: data, as: UTF8.self), name: path, folder: bare)
  }

  /// - Parameters:
  ///   - text: The index.
  ///   - name: What it is called in messages.
  ///   - folder: The folder that the lessons' names start from.
  /// - Throws: `bad-notebook` with the line that is wrong.
  package init(
    _ text: String, name: String, folder: String
  ) throws(Diagnostic) {
    (title, self.name, self.folder) = ("", name, folder)
    for (number, line) in Notebook.lines(of: text).enumerated() {
      let line = Notebook.unended(line)
      let place = Place(
        file: name, line: number + 1, text: line, columns: 0..<line.utf8.count)
      if title.isEmpty, line.hasPrefix("# ") {
        title = line.dropFirst(2).trimmingCharacters(in: .whitespaces)
      } else if let lesson = try Self.lesson(line, at: place) {
        lessons.append(lesson)
      } else if line.hasPrefix("   "), !lessons.isEmpty, terms.isEmpty {
        lessons[lessons.count - 1].goal +=
          " " + line.trimmingCharacters(in: .whitespaces)
      } else {
        terms += Self.terms(line, at: place)
      }
    }
    guard !title.isEmpty, !lessons.isEmpty else {
      throw Diagnostic(
        .badNotebook,
        title.isEmpty ? "\(name) has no title" : "\(name) lists no lesson",
        hint: title.isEmpty
          ? "begin it with a line: # What to share"
          : "write one a line: 1. [Two taggers](1-two-taggers.sluice), 12"
            + " minutes. You can say …")
    }
    if let term = terms.first(where: { $0.lesson > lessons.count }) {
      throw Diagnostic(
        .badNotebook, "there is no lesson \(term.lesson)", at: term.place,
        hint: "the course has \(lessons.count)")
    }
  }

  private static func lesson(
    _ line: String, at place: Place
  ) throws(Diagnostic) -> Lesson? {
    guard line.prefixMatch(of: /\d+\. +\[/) != nil else { return nil }
    guard
      let found = line.wholeMatch(
        of: /\d+\. +\[(.+?)\]\((\S+?)\), (\d+) minutes?\.\s*(.*)/)
    else {
      throw Diagnostic(
        .badNotebook, "this line is no lesson", at: place,
        hint: "write: 1. [Title](file.sluice), 12 minutes. What one can do"
          + " afterwards.")
    }
    return Lesson(
      title: String(found.1), file: String(found.2),
      minutes: Int(found.3) ?? 0, goal: String(found.4))
  }

  private static func terms(_ line: String, at place: Place) -> [Term] {
    guard let found = line.wholeMatch(of: /- Lesson (\d+): (.+)/),
      let lesson = Int(found.1)
    else { return [] }
    return found.2.split(separator: ",").map {
      Term(
        text: $0.trimmingCharacters(in: .whitespaces), lesson: lesson,
        place: place)
    }
  }
}
