import Foundation
import SluiceEvaluator
import SluiceLearning
import Testing

/// Networks that read vectors of an encoder, in a session. The file is that of
/// the notebook `features.sluice`.
@Suite("Features in a session") struct FeatureSessionTests {
  private static let data = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../notebooks/data").standardized

  private static let start = """
    corpus small = columns("small")
    task tags = small.pos
    task names = small.ner
    network net tasks=[tags, names] layers=1 hidden=4 word=4 characters=4 spelling=4 head=4 features="x.safetensors" seed=1

    """

  /// What a script says in a folder with the corpus and its vectors, after what
  /// the start of it says.
  private func said(
    after more: String = "", _ script: String,
    changing change: (URL) throws -> Void = { _ in }
  ) throws -> String {
    let folder = URL(filePath: try ExampleFiles.folder([:]))
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      at: Self.data.appending(path: "small"),
      to: folder.appending(path: "small"))
    let file = folder.appending(path: "x.safetensors")
    try FileManager.default.copyItem(
      at: Self.data.appending(path: "small.safetensors"), to: file)
    var session = Session(Environment(folder: folder.path))
    let before = session.said(to: Self.start + more, mode: .prompt)
    #expect(!before.contains("error"), "\(before)")
    try change(file)
    return session.said(to: script, mode: .prompt)
  }

  @Test("β has a column for each layer of the encoder, and is free there")
  func beta() throws {
    let text = try said(
      """
      print net.beta[tags]
      set net.beta[tags, 3] = 0 fixed
      inspect net beta
      network some tasks=[tags] layers=1 hidden=4 features="x.safetensors" feature_layers=[3, 1]
      inspect some beta
      """)
    #expect(text.hasPrefix("[0.9, 0.0333, 0.0333, 0.0333]"), "\(text)")
    #expect(
      text.contains(
        """
                  layer 1  features 1  features 2  features 3
        tags       0.900       0.033       0.000*      0.033
        names      0.900       0.033       0.033       0.033
        """), "\(text)")
    #expect(
      text.contains("         layer 1  features 3  features 1"), "\(text)")
  }

  @Test("What was trained is saved, and reads the file again")
  func saved() throws {
    let text = try said(
      after: "train net epochs=2 dev=none seed=1",
      """
      save net "out/net.safetensors"
      load again "out/net.safetensors"
      print loss(net, tags, small.test) == loss(again, tags, small.test)
      freeze again.features
      """)
    #expect(text.contains("\ntrue\n"), "\(text)")
    #expect(text.hasSuffix("again.features is frozen: 216 numbers"), "\(text)")
  }

  @Test(
    "Text without vectors is told, and so is a file that is another's",
    arguments: [
      (
        "predict net text=\"Peel two onions .\"\npredict net text=\"Hello there\"",
        "bad-features]: 1 of 1 sentence has no vectors in x.safetensors: it begins"
          + " `Hello there`"
      ),
      (
        "load two \"out/net.safetensors\" features=\"out/net.safetensors\"",
        "bad-features]: out/net.safetensors does not hold vectors of tokens: it has"
          + " no `layer.1`"
      ),
      (
        "network other tasks=[tags] features=\"x.safetensors\" feature_layers=[4]",
        "bad-features]: x.safetensors does not hold vectors of tokens: it has no"
          + " `layer.4`"
      ),
      (
        "network other tasks=[tags] features=\"x.safetensors\" feature_layers=[1, 1]",
        "repeated-option]: layer 1 is named twice"
      ),
      (
        "network other tasks=[tags] feature_layers=[1]",
        "missing-argument]: `feature_layers=` needs a file of features"
      ),
      (
        "network plain tasks=[tags] layers=1 hidden=4\nsave plain \"out/plain.safetensors\"\nload three \"out/plain.safetensors\" features=\"x.safetensors\"",
        "wrong-type]: the network in out/plain.safetensors reads no features"
      ),
    ])
  func refused(script: String, title: String) throws {
    let text = try said(
      after: """
        train net epochs=1 dev=none seed=1
        save net "out/net.safetensors"
        """, script)
    #expect(text.contains("error[\(title)\n"), "\(text)")
  }

  @Test("A file that is shortened while it is read stops the training")
  func shortened() throws {
    let text = try said("train net epochs=2 dev=none seed=1") {
      let handle = try FileHandle(forWritingTo: $0)
      try handle.truncate(atOffset: 1000)
    }
    #expect(
      text.contains(
        "error[bad-features]: x.safetensors was shortened, or has a number that"
          + " is not finite, in the sentence at token "), "\(text)")
  }

  @Test("Other methods read the mean of an encoder's layers")
  func methods() throws {
    for method in ["single", "hard", "cross-stitch", "low-supervision"] {
      let tasks = method == "single" ? "[tags]" : "[tags, names]"
      let text = try said(
        """
        network one tasks=\(tasks) method=\(method) layers=2 hidden=4 word=4 characters=4 spelling=4 head=4 features="x.safetensors" seed=1
        train one epochs=1 dev=none seed=1
        print loss(one, tags, small.test) > 0
        """)
      #expect(text.hasSuffix("\ntrue"), "\(method): \(text)")
    }
  }
}
