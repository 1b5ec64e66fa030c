import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a strict parser finds in a piece of HTML: its elements with the names
/// of their attributes, and the addresses they lead to.
struct Marks {
  private(set) var elements: Set<String> = []
  private(set) var addresses: Set<String> = []
  private(set) var ids: [String] = []

  /// Nil if it is not well-formed.
  ///
  /// - Parameter html: What stands inside an element.
  init?(_ html: String) {
    let reader = Reader()
    let parser = XMLParser(data: Data("<body>\(html)</body>".utf8))
    parser.delegate = reader
    guard parser.parse() else { return nil }
    elements = reader.elements
    addresses = reader.addresses
    ids = reader.ids
  }

  /// The text of a page between the beginning and the end of its main part.
  static func main(of page: String) -> String {
    let start = page.firstRange(of: "<main id=\"main\">")?.upperBound
    let end = page.firstRange(of: "</main>")?.lowerBound
    guard let start, let end else { return "" }
    return String(page[start..<end])
  }
}

private final class Reader: NSObject, XMLParserDelegate {
  var elements: Set<String> = []
  var addresses: Set<String> = []
  var ids: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String,
    namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let names = attributes.keys.sorted().joined(separator: " ")
    elements.insert(names.isEmpty ? name : "\(name) \(names)")
    for key in ["href", "src"] {
      if let address = attributes[key] { addresses.insert(address) }
    }
    if let id = attributes["id"] { ids.append(id) }
  }
}
