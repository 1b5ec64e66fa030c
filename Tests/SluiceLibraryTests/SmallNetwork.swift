import SluiceDiagnostics
import SluiceEvaluator
import Testing

@testable import SluiceLearning
@testable import SluiceLibrary

/// Two tasks and a small network for them, which many tests begin with.
enum SmallNetwork {
  static let script = """
    corpus toy = toy_english(sentences=20, domains=[mail])
    task pos = toy.pos
    task names = toy.ner
    network net tasks=[names, pos] layers=2 hidden=8 word=8 characters=4 spelling=4 head=8 seed=1

    """

  /// The session once a script has been run, which must go well.
  static func session(after script: String = "") -> Session {
    var session = Session()
    let outcome = session.run(
      SourceText(Self.script + script, name: "demo.sluice"), mode: .prompt
    ) { _ in }
    #expect(outcome.diagnostics.map(\.title) == [])
    return session
  }

  /// A network that a script leaves.
  static func network(
    _ name: String = "net", after script: String = ""
  ) throws -> Network {
    try object(name, of: NetworkObject.self, in: session(after: script)).network
  }

  /// What a name stands for in a session.
  static func object<Object: SessionObject>(
    _ name: String, of type: Object.Type, in session: Session
  ) throws -> Object {
    guard case .object(let object) = session.state[name] else {
      return try #require(nil as Object?, "\(name) is no object")
    }
    return try #require(object as? Object)
  }
}
