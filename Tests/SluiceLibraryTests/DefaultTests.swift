import SluiceEvaluator
import SluiceLearning
import SluiceLibrary
import Testing

/// What help, signatures and completion call a default is what is taken.
@Suite("Defaults") struct DefaultTests {
  private func written(_ command: String) -> [String: String] {
    let fields = Registry.standard.command(command)?.signature.fields ?? []
    return Dictionary(
      uniqueKeysWithValues: fields.map { ($0.info.name, $0.written) })
  }

  @Test("Those of `train` are the trainer's")
  func training() {
    let options = TrainingOptions()
    let written = written("train")
    #expect(written["epochs"] == "epochs=\(options.epochs)")
    #expect(written["patience"] == "patience=…" && options.patience == nil)
    #expect(written["batch"] == "batch=16" && options.batch == .sentences(16))
    #expect(
      written["optimizer"]
        == "optimizer=\(options.optimizer.kind)(lr=\(options.optimizer.rate))")
    #expect(written["noise"] == "noise=\(options.noise)")
    #expect(written["head_noise"] == "head_noise=0")
    #expect(written["unknown"] == "unknown=\(options.unknown)")
    #expect(written["schedule"] == "schedule=\(options.schedule.shape)")
    #expect(written["loss"] == "loss=\(options.reduction)")
    #expect(written["dropout"] == "dropout=\(options.dropout.input)")
    #expect(
      written["recurrent_dropout"]
        == "recurrent_dropout=\(options.dropout.recurrent)")
  }

  @Test("Each of them can be typed, and changes nothing")
  func typed() {
    let start = """
      corpus toy = toy_english(sentences=4)
      task pos = toy.pos
      network net tasks=[pos] layers=1 hidden=4 word=4 spelling=2 head=4 seed=1

      """
    func trained(_ options: String) -> String? {
      var session = Session()
      let said = session.said(
        to: start + "train net epochs=1 dev=none seed=1 \(options)")
      #expect(!said.contains("error"), "\(said)")
      return session.state["net"]?.fingerprint
    }
    let all = written("train").filter {
      !["net", "epochs", "dev", "seed"].contains($0.key)
        && !$0.value.hasSuffix("…")
    }
    #expect(all.count == 16)
    #expect(
      trained(all.values.sorted().joined(separator: " ")) == trained(""))
  }

  @Test("Those of `network` make the network that is made without them")
  func network() {
    func made(_ options: String) -> String? {
      var session = Session()
      let said = session.said(
        to: """
          corpus toy = toy_english(sentences=4)
          task pos = toy.pos
          task names = toy.ner
          network net tasks=[pos, names] seed=1 \(options)
          """)
      #expect(!said.contains("error"), "\(said)")
      return session.state["net"]?.fingerprint
    }
    let all = written("network").filter {
      // Only some methods take these.
      !["orthogonal", "adversary", "mmd", "sparsity"].contains($0.key)
        && $0.value.contains("=")
        && !$0.value.hasSuffix("…")
    }
    #expect(all["subspaces"] == "subspaces=2")
    #expect(all["hidden"] == "hidden=100")
    #expect(all["skip"] == "skip=beta")
    #expect(made(all.values.sorted().joined(separator: " ")) == made(""))
  }

  @Test("A published recipe's numbers are told")
  func recipe() {
    let recipe = Registry.standard.command("train")?.signature.fields.first {
      $0.info.name == "recipe"
    }
    #expect(
      recipe?.info.explained == """
        the other defaults, by default the network's recipe: `standard`, those \
        listed here; `classic`, the former standard \
        (`epochs=20`, `patience=3`, `optimizer=adam(lr=0.002)`, \
        `schedule=constant`, `dropout=0`, `recurrent_dropout=0`, `loss=mean`); \
        `paper`, the published ones (`epochs=30`, `patience=3`, `batch=1`, \
        `optimizer=sgd(lr=0.1)`, `clip=5`, `schedule=constant`, \
        `head_noise=0.2`, `dropout=0`, `recurrent_dropout=0`, `loss=sum`); \
        or `released`, those of its code: `paper` and `unknown=0`: \
        standard, classic, paper, released
        """)
  }
}
