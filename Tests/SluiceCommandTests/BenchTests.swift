import Foundation
import SluiceTensor
import Testing

/// `sluice bench`: what it times and what it says of it.
@Suite("bench") struct BenchTests {
  @Test("bench prints one line of JSON with all its fields")
  func bench() throws {
    let ended = try ProgramTests.run([
      "bench", "--sentences", "8", "--hidden", "8", "--batch", "4",
      "--repeats", "1",
    ])
    let lines = ended.output.split(separator: "\n")
    #expect(lines.count == 1)
    let json = try JSONSerialization.jsonObject(with: Data(ended.output.utf8))
    let fields = try #require(json as? [String: Any])
    for name in [
      "mode", "batch", "threads", "hidden", "layers", "tasks", "wiring",
      "optimizer", "products", "sentences", "tokens", "train_tokens_per_s",
      "infer_tokens_per_s", "epoch_s", "epoch_s_all", "infer_s_all", "ready_s",
      "peak_rss_mb", "parameters", "loss", "lr", "noise", "head_noise",
      "dropout", "layer_dropout", "recurrent_dropout", "activation",
      "train_tokens_per_cpu_s", "infer_tokens_per_cpu_s", "head",
    ] { #expect(fields[name] != nil, "\(name)") }
  }

  /// What a line of `bench` says of the training that was timed.
  private func timed(_ options: String) throws -> String {
    let ended = try ProgramTests.run(
      ["bench", "--sentences", "8", "--hidden", "8", "--repeats", "1"]
        + options.split(separator: " ").map(String.init))
    let json = try JSONSerialization.jsonObject(with: Data(ended.output.utf8))
    let fields = try #require(json as? [String: Any])
    return [
      "recipe", "batch", "optimizer", "lr", "loss", "noise", "head_noise",
      "dropout", "layer_dropout", "recurrent_dropout",
    ].compactMap { name in fields[name].map { "\(name)=\($0)" } }
      .joined(separator: " ")
  }

  @Test("bench times what other programs do, or a recipe of train")
  func recipes() throws {
    #expect(
      try timed("") == """
        batch=32 optimizer=sgd lr=0.1 loss=mean noise=0.1 head_noise=0 \
        dropout=0 layer_dropout=0 recurrent_dropout=0
        """)
    #expect(
      try timed("--recipe standard") == """
        recipe=standard batch=16 optimizer=adam lr=0.006 loss=tokens noise=0.2 \
        head_noise=0 dropout=0.2 layer_dropout=0 recurrent_dropout=0.2
        """)
    #expect(
      try timed("--recipe paper") == """
        recipe=paper batch=1 optimizer=sgd lr=0.1 loss=sum noise=0.2 \
        head_noise=0.2 dropout=0 layer_dropout=0 recurrent_dropout=0
        """)
    let changed = """
      --recipe classic --batch 4 --optimizer sgd --loss sum --dropout 0.1 \
      --recurrent-dropout 0.3
      """
    #expect(
      try timed(changed) == """
        recipe=classic batch=4 optimizer=sgd lr=0.1 loss=sum noise=0.2 \
        head_noise=0 dropout=0.1 layer_dropout=0 recurrent_dropout=0.3
        """)
  }

  @Test("bench refuses what is no share, no recipe and no objective")
  func noRecipe() throws {
    for (options, complaint) in [
      ("--dropout 1", "--dropout must be at least 0 and at most 0.99, not 1.0"),
      (
        "--recurrent-dropout nan",
        "--recurrent-dropout must be at least 0 and at most 0.99, not nan"
      ),
      ("--recipe former", "'former'"), ("--loss average", "'average'"),
    ] {
      let ended = try ProgramTests.run(
        ["bench"] + options.split(separator: " ").map(String.init))
      #expect(ended.status == 2)
      #expect(ended.complaint.contains(complaint), "\(ended.complaint)")
    }
  }

  @Test(
    "bench multiplies as it is told", arguments: Products.Choice.allCases)
  func products(choice: Products.Choice) throws {
    let ended = try ProgramTests.run([
      "bench", "--sentences", "8", "--hidden", "8", "--batch", "4",
      "--repeats", "1", "--products", choice.rawValue,
    ])
    if let reason = Products(choice).refusal {
      #expect(ended.complaint.contains("--products \(choice): \(reason)"))
      #expect(ended.status == 2)
    } else {
      #expect(ended.output.contains("\"products\":\"\(choice)\""))
    }
  }

  @Test("bench --profile says where the time of a step goes")
  func profile() throws {
    let ended = try ProgramTests.run([
      "bench", "--sentences", "8", "--hidden", "8", "--batch", "4",
      "--profile",
    ])
    #expect(ended.status == 0)
    let tables = ended.output.components(separatedBy: "Inference")
    #expect(tables.count == 2)
    func parts(_ table: String) -> [String] {
      table.split(separator: "\n").compactMap { line in
        line.components(separatedBy: "  ").first?
          .trimmingCharacters(in: .whitespaces)
      }.filter { !$0.isEmpty && !$0.hasPrefix("note") }
    }
    let training = [
      "part", "characters", "input products", "recurrence", "gates", "α and β",
      "penalty", "heads", "update", "the rest", "all",
    ]
    #expect(training.allSatisfy(parts(tables[0]).contains))
    #expect(
      training.filter { !["penalty", "update"].contains($0) }
        .allSatisfy(parts(tables[1]).contains))
  }
}
