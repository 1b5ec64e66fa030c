import SluiceDiagnostics

/// Where a corpus' sentences stand in files, so that these can be written again
/// with other labels.
///
/// - Shapes: `fileOf` is `[sentences]`, `lines` is `[N]`.
package struct CorpusOrigin: Sendable, Equatable, Codable {
  /// A file that was read.
  struct File: Sendable, Equatable, Codable {
    var path: String
    /// Of its bytes.
    var digest: UInt64
    var format: CorpusSource.Format
    /// How many it has.
    var sentences = 0

    static func == (one: File, other: File) -> Bool {
      one.path == other.path && one.digest == other.digest
    }
  }

  var files: [File] = []
  /// Each sentence's file, by number.
  var fileOf: [Int32] = []
  /// Each token's line, from 1.
  var lines: [Int32] = []
}
