import Foundation
import SluiceDiagnostics

/// Where links of a notebook may lead, and what becomes of its pictures.
package struct PageLinks: Sendable {
  /// The pages of other notebooks, by the notebooks' whole paths; as an address
  /// from the page that is being written.
  package var pages: [String: String] = [:]
  /// The folder of the notebook, below which its pictures lie; nil for one
  /// without, as from a pipe.
  package var folder: String?

  package init(pages: [String: String] = [:], folder: String? = nil) {
    self.pages = pages
    self.folder = folder
  }

  /// What may follow `href=`: the address of a site or of mail, or of a page
  /// that is exported too. Nil for all else, whose text stays.
  func address(_ target: String) -> String? {
    if Self.isOfSite(target) { return target }
    guard let folder, let path = Self.path(target) else { return nil }
    return pages[
      URL(filePath: path, relativeTo: URL(filePath: folder + "/"))
        .standardizedFileURL.path]
  }

  /// Whether an address has one of three schemes, and nothing in it that a
  /// browser would pass over.
  static func isOfSite(_ target: String) -> Bool {
    let start = target.lowercased()
    return ["https://", "http://", "mailto:"].contains {
      start.hasPrefix($0) && start.count > $0.count
    } && isPlain(target)
  }

  /// The name of a file that a link means; nil if it means anything else.
  static func path(_ target: String) -> String? {
    let name = target.prefix { $0 != "#" && $0 != "?" }
    guard !name.isEmpty, !name.hasPrefix("/"), !name.contains(":"),
      !name.contains("\\"), isPlain(target)
    else { return nil }
    return name.removingPercentEncoding.flatMap {
      $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } ? $0 : nil
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0.value > 0x20 && !$0.movesCursor && $0.properties.isWhitespace == false
    }
  }
}
