import Foundation
import SluiceEvaluator
import SluiceNotebook
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reports for build servers, as the schema `junit-10.xsd` of Jenkins has them.
@Suite("Reports in JUnit's form") struct JUnitTests {
  private static func cell(_ code: String, _ options: String) -> String {
    "```sluice\(options.isEmpty ? "" : " " + options)\n\(code)\n```\n\n"
  }

  /// Every verdict there is, below headings and above them.
  private static let text =
    cell("print 1", "") + "# Title\n\n## First *steps*\n\n"
    + cell("print \"<a> & \\\"b\\\"\"", "#odd") + "```output\n<b>\n```\n\n"
    + cell("assert 1 == 2", "") + cell("print 1", "error=unknown-name")
    + "## Second\n\n" + cell("let x = 1 / 0", "") + cell("print x", "")
    + cell("print nothing", "no-run") + cell("assert 1 < 2", "")

  private func report(_ text: String) throws -> XMLReport {
    var test = NotebookTest(
      NotebookRun(try Notebook(text, name: "doc.sluice"), in: Session()))
    return try XMLReport(
      JUnit.report([.init(file: "doc.sluice", results: test.results())]))
  }

  @Test("Each cell is a case that ended in one of four ways")
  func outcomes() throws {
    let report = try report(Self.text)
    #expect(
      report.cases == [
        "cell 1: passed", "#odd: failure output-differs",
        "First steps, cell 2: failure assertion-failed",
        "First steps, cell 3: failure assertion-failed",
        "Second, cell 1: error division-by-zero", "Second, cell 2: skipped",
        "Second, cell 3: skipped", "Second, cell 4: passed",
      ])
    let suite = try #require(
      report.elements.first { $0.name == "testsuite" })
    #expect(
      suite.attributes.filter { $0.key != "time" } == [
        "name": "doc.sluice", "tests": "8", "failures": "3", "errors": "1",
        "skipped": "2",
      ])
  }

  @Test(
    "Nothing is in it that the schema has not",
    arguments: [
      text, cell("print 1", ""), cell("print 1 / 0", "#a\u{301}<\"'&>"),
      "# `a` <b> & \"c\"\n\n" + cell("assert 1 == 2 \"<\\u{1b}[31m>\"", ""),
      cell("print \"\\u{FFFE} \\u{FFFF} \\u{0} \\u{1b} \\u{202e} ]]>\"", "")
        + "```output\n2\n```\n",
    ])
  func schema(text: String) throws {
    let allowed: [String: Set<String>] = [
      "testsuites": ["name", "time", "tests", "failures", "errors"],
      "testsuite": ["name", "time", "tests", "failures", "errors", "skipped"],
      "testcase": ["name", "time", "classname"],
      "failure": ["type", "message"], "error": ["type", "message"],
      "skipped": ["type", "message"],
    ]
    let parents = [
      "testsuites": "", "testsuite": "testsuites", "testcase": "testsuite",
      "failure": "testcase", "error": "testcase", "skipped": "testcase",
    ]
    let report = try report(text)
    #expect(!report.elements.isEmpty)
    for element in report.elements {
      let known = try #require(allowed[element.name])
      #expect(known.isSuperset(of: element.attributes.keys))
      #expect(element.parent == parents[element.name])
      if let time = element.attributes["time"] {
        #expect(time.wholeMatch(of: /\d+\.\d{3}/) != nil)
      }
    }
    #expect(
      report.text.unicodeScalars.allSatisfy {
        $0 == "\n"
          || $0.value >= 0x20 && $0.value < 0xFFFE
            && $0.value != 0x202E
      })
  }

  @Test(
    "A case keeps its name whatever is written around it",
    arguments: [
      // Prose above, below and between, and settings at the top.
      "<!-- sluice: seed=2 -->\n\nNew.\n\n"
        + text.replacing("# Title\n", with: "# Another title\n\nText.\n"),
      text.replacing("## Second\n", with: "## Second\n\n- a\n- b\n"),
      text.replacing("\n\n", with: "\n\n\n"),
      text.replacing("First *steps*", with: "First steps"),
      // A cell in another section.
      text + "## Third\n\n" + cell("print 3", ""),
    ])
  func names(text: String) throws {
    let (old, new) = (try report(Self.text).cases, try report(text).cases)
    #expect(Array(new.prefix(old.count)) == old)
  }

  @Test("No two cases of a notebook share a name")
  func twins() throws {
    let section = "## Same\n\n" + Self.cell("print 1", "")
    let cases = try report(
      section + section + Self.cell("print 2", "") + "# Same\n\n"
        + Self.cell("print 3", "")
    ).cases
    #expect(Set(cases).count == 4)
  }
}

/// A report as an XML parser finds it.
private struct XMLReport {
  struct Element {
    var name: String
    var parent: String
    var attributes: [String: String]
  }

  let elements: [Element]
  let text: String

  /// - Throws: What makes it no XML.
  init(_ report: String) throws {
    let reader = Reader()
    let parser = XMLParser(data: Data(report.utf8))
    parser.delegate = reader
    guard parser.parse() else {
      throw parser.parserError ?? CocoaError(.coderInvalidValue)
    }
    elements = reader.elements
    text = report
  }

  /// The cases, by their names and endings.
  var cases: [String] {
    var cases: [String] = []
    for element in elements {
      switch element.name {
      case "testcase":
        cases.append("\(element.attributes["name"] ?? ""): passed")
      case "failure", "error", "skipped":
        let type = element.attributes["type"].map { " " + $0 } ?? ""
        let last = cases.removeLast()
        cases.append(last.dropLast(6) + element.name + type)
      default: break
      }
    }
    return cases
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    private var open: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String,
      namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String] = [:]
    ) {
      elements.append(
        Element(
          name: name, parent: open.last ?? "", attributes: attributes))
      open.append(name)
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) { open.removeLast() }
  }
}
