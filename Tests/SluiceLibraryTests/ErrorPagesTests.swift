import Foundation
import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import SluiceOutput
import Testing

/// `docs/errors` has a page for each code, and what the pages show is what the
/// program says.
///
/// A page's fences: `file NAME` is a file that the example needs; `sluice
/// wrong`, `notebook wrong` and `run wrong` are examples to run, the last as
/// `sluice run` does; `check wrong` is a notebook to check; and `text` after one is the whole message.
@Suite("Error pages") struct ErrorPagesTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs/errors").standardized

  @Test("Every code has a page, and every page a code")
  func complete() throws {
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.path
    ).filter { $0.hasSuffix(".md") && $0 != "README.md" }
    #expect(
      Set(pages) == Set(Code.allCases.map { "\($0.rawValue).md" }))
  }

  @Test("The list has every code with its exit status")
  func list() throws {
    let text = try String(
      contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    for code in Code.allCases {
      let row =
        "| [\(code.rawValue)](\(code.rawValue).md) | \(code.exitStatus) |"
      #expect(text.contains(row), "\(row)")
    }
  }

  struct Example {
    enum Kind: String {
      case sluice, notebook, check, run
    }

    var files: [(name: String, text: Data)] = []
    var kind = Kind.sluice
    var code = ""
    var message = ""
  }

  @Test("Each example is wrong in just the way its page says")
  func examples() throws {
    var messages: Set<String> = []
    for code in Code.allCases {
      let page = Self.folder.appending(path: "\(code.rawValue).md")
      let examples = try Self.examples(page)
      let hasNone = try String(contentsOf: page, encoding: .utf8)
        .contains("It has no example")
      #expect(!examples.isEmpty || hasNone, "\(code.rawValue)")
      for example in examples {
        let said = try said(by: example)
        #expect(said == example.message)
        #expect(said.hasPrefix("error[\(code.rawValue)]"))
        messages.insert(said)
      }
    }
    #expect(messages.count >= 60)
  }

  /// A page's examples, read from its fences of four backticks.
  static func examples(_ page: URL) throws -> [Example] {
    let text = try String(contentsOf: page, encoding: .utf8)
    var examples: [Example] = []
    var open = Example()
    let parts = text.components(separatedBy: "\n````")
    for part in stride(from: 1, to: parts.count, by: 2).map({ parts[$0] }) {
      let info = part.prefix { $0 != "\n" }.split(separator: " ")
      let inside = String(part.drop { $0 != "\n" }.dropFirst())
      switch info.first {
      case "file":
        open.files.append(
          (String(info[1]), data(inside + "\n", info.dropFirst(2).first)))
      case "sluice", "notebook", "check", "run":
        open.kind = Example.Kind(rawValue: String(info[0])) ?? .sluice
        open.code = inside + "\n"
      default:
        open.message = inside
        examples.append(open)
        open = Example()
      }
    }
    return examples
  }

  /// A file's bytes; some are written in another encoding, or with escapes.
  private static func data(_ text: String, _ form: Substring?) -> Data {
    switch form {
    case "latin1": return text.data(using: .isoLatin1) ?? Data()
    case "escaped":
      var bytes: [UInt8] = []
      var rest = text.dropLast()[...]
      while let first = rest.first {
        if rest.hasPrefix("\\x"),
          let byte = UInt8(rest.dropFirst(2).prefix(2), radix: 16)
        {
          bytes.append(byte)
          rest = rest.dropFirst(4)
        } else {
          bytes += Array(String(first).utf8)
          rest = rest.dropFirst()
        }
      }
      return Data(bytes)
    default: return Data(text.utf8)
    }
  }

  private func said(by example: Example) throws -> String {
    try example.inFolder { folder in
      switch example.kind {
      case .sluice: session(example.code, in: folder)
      case .notebook: notebook(example.code, in: folder)
      case .check:
        Checking.findings(
          example.code, named: "wrong.sluice", in: folder,
          access: .notebook(in: folder))
      case .run: run(example.code, in: folder)
      }
    }.joined(separator: "\n")
  }

  private func session(_ code: String, in folder: String) -> [Diagnostic] {
    var session = Session(Environment(folder: folder))
    return session.run(
      SourceText(code, name: "wrong.sluice"), mode: .file
    ) { _ in }.diagnostics
  }

  /// As `sluice run` stops at the first mistake.
  private func run(_ code: String, in folder: String) -> [Diagnostic] {
    do throws(Diagnostic) {
      let session = Session(
        Environment(folder: folder, access: .notebook(in: folder)))
      var run = NotebookRun(
        try Notebook(code, name: "wrong.sluice"), in: session)
      while !run.isDone {
        let mistakes = run.step { _ in }
        guard mistakes.isEmpty else { return mistakes }
      }
      return []
    } catch { return [error] }
  }

  private func notebook(_ code: String, in folder: String) -> [Diagnostic] {
    do throws(Diagnostic) {
      let session = Session(
        Environment(folder: folder, access: .notebook(in: folder)))
      let run = NotebookRun(
        try Notebook(code, name: "wrong.sluice"), in: session)
      let mistakes = run.check()
      guard mistakes.isEmpty else { return mistakes }
      var test = NotebookTest(run)
      return test.results(stopsAtFailure: true).flatMap(\.diagnostics)
    } catch { return [error] }
  }
}

extension ErrorPagesTests.Example {
  /// Does something where the example's files are.
  ///
  /// - Returns: The messages, without the folder's name.
  func inFolder(_ body: (String) throws -> [Diagnostic]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sluice-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, data) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: file)
    }
    return try body(folder.path).map {
      // Messages name files by their whole path: the page leaves the folder out.
      $0.rendered(color: false)
        .replacingOccurrences(of: folder.path + "/", with: "")
    }
  }
}
