import Foundation
import SluiceFiles

/// A picture that a notebook shows, as a page may have it.
enum EmbeddedImage: Equatable {
  /// An address that holds the whole picture.
  case data(String)
  /// It lies on a site, from which a page fetches nothing.
  case elsewhere
  /// Why there is none.
  case refused(String)

  /// Larger ones would make a page that nobody can send.
  private static let mostBytes = 2_000_000

  init(_ source: String, of links: PageLinks) {
    if PageLinks.isOfSite(source), !source.lowercased().hasPrefix("mailto:") {
      self = .elsewhere
      return
    }
    guard let folder = links.folder, let path = PageLinks.path(source) else {
      self = .refused("no picture of this folder")
      return
    }
    self = Self.read(path, below: folder)
  }

  /// Reads a picture below a folder, links followed once: what was looked at is
  /// what is opened.
  private static func read(_ path: String, below folder: String)
    -> EmbeddedImage
  {
    let root = URL(filePath: folder).resolvingSymlinksInPath().path
    let file = URL(filePath: path, relativeTo: URL(filePath: root + "/"))
      .standardizedFileURL.resolvingSymlinksInPath().path
    guard Confinement.contains(file, in: root) else {
      return .refused("it lies outside the notebook's folder")
    }
    let confinement = Confinement(readable: [root])
    let found = Confinement.$current.withValue(confinement) {
      () -> Data? in
      guard let size = try? WholeFile.size(of: file), size <= mostBytes else {
        return nil
      }
      return try? WholeFile.read(file)
    }
    guard let found else {
      return .refused(
        "it cannot be read, or has more than \(mostBytes / 1_000_000) MB")
    }
    guard let type = type(of: found) else {
      return .refused("it is no PNG, JPEG, GIF or SVG")
    }
    return .data("data:\(type);base64,\(found.base64EncodedString())")
  }

  /// What a file is by its first bytes. An SVG in an image runs no scripts.
  private static func type(of data: Data) -> String? {
    let bytes = [UInt8](data.prefix(512))
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]) {
      return "image/png"
    }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    if bytes.starts(with: Array("GIF8".utf8)) { return "image/gif" }
    let text = String(decoding: bytes, as: UTF8.self)
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    let isSVG =
      text.hasPrefix("<svg") || text.hasPrefix("<?xml") && text.contains("<svg")
    return isSVG ? "image/svg+xml" : nil
  }
}
