import Foundation

/// What a run of a sweep found, as a line of a file keeps it.
package struct KeptRow: Codable, Equatable, Sendable {
  /// A digest of what all runs of the sweep have in common: the block, the
  /// values it uses, what is varied, where its random numbers come from.
  package var sweep: String
  /// What was varied, and the run's values of it.
  package var axes: [String]
  package var run: [KeptValue]
  /// Which of the values that were varied these are, from 0, so that rows can be
  /// put in the order of the sweep, whichever ended first.
  package var places: [Int]?
  /// What the block named, and its values; missing ones where it failed.
  package var columns: [String]
  package var values: [KeptValue]
  package var failure: RunFailure?
  package var origin: RunOrigin

  /// Tells a run from all others of its sweep.
  var key: String { KeptJSON.line(run) }

  var isSound: Bool {
    axes.count == run.count && columns.count == values.count
  }
}

/// Why a run has no values.
package struct RunFailure: Codable, Equatable, Sendable {
  /// The code of the mistake, and what it says.
  package var code: String
  package var title: String

  package init(code: String, title: String) {
    (self.code, self.title) = (code, title)
  }
}

/// How a row came about, beside the block and its values: what a run has to do
/// with that is not written in it.
package struct RunOrigin: Codable, Equatable, Sendable {
  /// Files that the run opened, as the block names them, with digests of what
  /// they held.
  package var files: [File] = []
  /// ``Registry/resultsVersion`` of the program.
  package var version: Int
  /// What multiplied matrices: it decides about last digits.
  package var kernels: String
  /// What makes its values worth less than they look: ``Cautions``.
  package var cautions: [String] = []
  /// A digest of what the networks of the block learned; nil where it trained
  /// none. Runs of which it is the same, and the values, are one run.
  package var trained: String?

  package struct File: Codable, Equatable, Sendable {
    package var path: String
    package var digest: String
  }
}

/// A line of a file of kept rows.
enum KeptLine: Equatable {
  /// The first line of every such file.
  case header
  case row(KeptRow)
  /// Says that the rows were written as a table, too, and what was written.
  case table(name: String, digest: String)

  static let first = #"{"sluice":"rows"}"#

  init?(_ line: Data) {
    if line == Data(Self.first.utf8) {
      self = .header
      return
    }
    guard let stored = KeptJSON.value(Stored.self, of: line) else { return nil }
    if let row = stored.row, row.isSound {
      self = .row(row)
    } else if let name = stored.table, let digest = stored.digest {
      self = .table(name: name, digest: digest)
    } else {
      return nil
    }
  }

  var text: String {
    switch self {
    case .header: Self.first
    case .row(let row): KeptJSON.line(Stored(row: row))
    case .table(let name, let digest):
      KeptJSON.line(Stored(table: name, digest: digest))
    }
  }

  private struct Stored: Codable {
    var row: KeptRow?
    var table: String?
    var digest: String?
  }
}
