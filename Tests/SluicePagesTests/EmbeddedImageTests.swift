import Foundation
import Testing

@testable import SluicePages

struct EmbeddedImageTests {
  /// A folder with a picture, a text, and links that lead out of it.
  private static func folder() throws -> URL {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "pictures-\(UUID().uuidString)")
    let folder = root.appending(path: "notebook")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "sub"), withIntermediateDirectories: true)
    let picture = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    try picture.write(to: root.appending(path: "outside.png"))
    try picture.write(to: folder.appending(path: "sub/a b.png"))
    try Data("<svg xmlns=\"x\"/>".utf8).write(
      to: folder.appending(path: "drawing.svg"))
    try Data("<html><script>".utf8).write(
      to: folder.appending(path: "page.png"))
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "link.png"),
      withDestinationURL: root.appending(path: "outside.png"))
    return folder
  }

  @Test func `pictures below the notebook's folder are part of the page`()
    throws
  {
    let folder = try Self.folder()
    defer {
      try? FileManager.default.removeItem(
        at: folder.deletingLastPathComponent())
    }
    let links = PageLinks(folder: folder.path)
    #expect(
      EmbeddedImage("sub/a%20b.png", of: links)
        == .data("data:image/png;base64,iVBORw0KGgo="))
    #expect(
      EmbeddedImage("drawing.svg", of: links)
        == .data("data:image/svg+xml;base64,PHN2ZyB4bWxucz0ieCIvPg=="))
    #expect(
      EmbeddedImage("page.png", of: links)
        == .refused("it is no PNG, JPEG, GIF or SVG"))
    let outside = EmbeddedImage.refused(
      "it lies outside the notebook's folder")
    for name in ["../outside.png", "link.png", "sub/../../outside.png"] {
      #expect(EmbeddedImage(name, of: links) == outside, "\(name)")
    }
    #expect(
      EmbeddedImage("/etc/passwd", of: links)
        == .refused("no picture of this folder"))
    #expect(
      EmbeddedImage("none.png", of: links)
        == .refused("it cannot be read, or has more than 2 MB"))
    #expect(EmbeddedImage("https://a.example/x.png", of: links) == .elsewhere)
  }
}
