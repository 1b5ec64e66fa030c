import Foundation
import SluiceDiagnostics
import SluiceFiles
import SluiceNotebook

/// A learner's progress as a file.
enum ProgressFile {
  static func read(_ path: String) throws(Diagnostic) -> CourseProgress {
    let data: Data
    do throws(Unreadable) { data = try WholeFile.read(path) } catch {
      throw error.diagnostic(path, inFolder: "name a file") {
        Diagnostic(
          .fileNotFound, "there is no file \(path)",
          hint: "a learner makes one: sluice course progress COURSE --to FILE")
      }
    }
    guard
      let progress = try? JSONDecoder().decode(CourseProgress.self, from: data)
    else {
      throw Diagnostic(
        .badNotebook, "\(path) holds no progress in a course",
        hint: "a learner makes one: sluice course progress COURSE --to FILE")
    }
    return progress
  }

  static func write(
    _ progress: CourseProgress, to path: String
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try WholeFile.write(encoder.encode(progress) + Data("\n".utf8), to: path)
  }
}
