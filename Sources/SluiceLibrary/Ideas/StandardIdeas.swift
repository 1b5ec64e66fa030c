import SluiceEvaluator
import SluiceLearning

extension Idea {
  /// All ideas, those of the published methods last.
  static let all =
    sharing + weighing + reading + [architectureSearch]
    + Method.allCases.map(Idea.init)

  private static let ruder =
    "Ruder, Bingel, Augenstein, Søgaard: Latent Multi-task Architecture"
    + " Learning, <https://arxiv.org/abs/1705.08142>"

  /// Two tasks and a network, which most examples begin with.
  static let untrained = [
    "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
    "task names = toy.ner",
    "network net tasks=[names, pos] layers=2 hidden=16 spelling=8",
  ]

  // MARK: - What is shared

  private static let sharing = [
    Idea(
      name: "alpha",
      summary: "How much each stream takes from every other after a layer.",
      formula: "h̃[i] = Σⱼ α[i, j] · h[j]",
      text: "A stream is one subspace of one task's layer. After each layer"
        + " every stream becomes a weighted sum of all: row i of α receives,"
        + " column j sends. The same α holds at every word and in both"
        + " directions. α = 1 on the diagonal and 0 elsewhere shares nothing."
        + " Training finds α like any other weight; it can be set, fixed, tied"
        + " and frozen. A negative α takes away what is sent. |α| has a free"
        + " scale for each receiver: the layer above can undo whatever its whole"
        + " row is multiplied by. So read a size beside the flow share, which has"
        + " no such scale, and beside the cost of closing.",
      source: ruder, see: ["beta", "subspaces", "flow", "cost", "sluice"],
      examples: untrained + [
        "inspect net alpha", "set net.alpha[1][names, pos] = 0 fixed",
        "print net.alpha[1][names.1, pos.2]",
      ]),
    Idea(
      name: "beta",
      summary: "How much of each layer a task's output head reads.",
      formula: "h̃[m] = Σₖ β[m, k] · h̃[m, k]",
      text: "A task may need a low layer more than the top one. β holds a"
        + " number for each task m and layer k; the head reads the sum of the"
        + " mixed layers h̃[m, k] with these weights. β = 1 at the last layer and 0"
        + " elsewhere"
        + " is an ordinary stacked network. `skip` switches it.",
      source: ruder, see: ["alpha", "skip"],
      examples: untrained + [
        "inspect net beta", "set net.beta[names] = [0, 1] fixed",
        "skip net off",
      ]),
    Idea(
      name: "subspaces",
      summary: "Equal parts of a layer that share independently.",
      formula: "h[m, k] = [h[m, k, 1]; …; h[m, k, S]]",
      text: "Cut into S parts, a layer can keep one for its task alone and"
        + " share another: α then has M·S rows and columns for M tasks. The"
        + " orthogonality penalty pushes the parts to differ.",
      source: ruder, see: ["alpha", "orthogonality"],
      examples: untrained + ["subspaces net 4", "inspect net alpha"]),
    Idea(
      name: "orthogonality",
      summary: "A penalty on subspaces that compute the same thing.",
      formula: "Ω = Σ ‖G[s]ᵀ G[s′]‖²  over tasks, layers and s < s′",
      text: "G[s] stacks the rows of a layer's input and recurrent weights that"
        + " produce subspace s. `penalty=0.1` adds 0.1 · Ω as it was published,"
        + " which pairs unit r of one subspace with unit r of the other;"
        + " `penalty=units(0.1)` asks that no unit of one repeats any unit of"
        + " the other, ‖G[s] G[s′]ᵀ‖², and does not depend on their order.",
      source: ruder + "; after Bousmalis et al. 2016",
      see: ["subspaces"],
      examples: [
        "corpus toy = toy_english(sentences=60)", "task pos = toy.pos",
        "task names = toy.ner",
        "network net tasks=[names, pos] layers=2 hidden=16 penalty=0.1",
        "print net.penalty",
      ]),
    Idea(
      name: "streams",
      summary: "What α connects: one subspace of one task's layer each.",
      text: "`pos.1` is the first subspace of the task pos, `pos` in a path all"
        + " of its subspaces. A network of M tasks with S subspaces has M·S"
        + " streams, and an α of (M·S)² numbers after each layer.",
      see: ["alpha", "subspaces"],
      examples: untrained + [
        "print net.alpha[1][names.1]",
        "set net.alpha[1][names.1, pos.1] = 0.5",
      ]),
  ]

  // MARK: - What was learned

  private static let reading = [
    Idea(
      name: "flow",
      summary: "Which share of what a stream reads comes from each stream.",
      formula: "share[i, j] = |α[i, j]| · rms(h[j]) / Σₖ |α[i, k]| · rms(h[k])",
      text: "A small α on large activations carries more than a large one on"
        + " small activations, and |α| has a free scale for each receiver, which"
        + " the layer above absorbs. The flow share has neither fault: it counts"
        + " what is sent, and each row adds up to 1. `inspect net flow` measures"
        + " it on sentences. `received(net, a, b)` is the mean |α| from b to a"
        + " over training; `received(net, a, a)` shows the own block, what a"
        + " keeps, so that the two can be compared within one row.",
      see: ["alpha", "cost", "received"],
      examples: untrained + ["inspect net flow"]),
    Idea(
      name: "cost",
      summary: "What a task loses when a gate is closed.",
      formula: "cost = loss with α[i, j] = 0  −  loss as it is",
      text: "What sharing is worth to a trained network: set one entry of α to"
        + " 0, change nothing else, and see how the receiving task's loss rises."
        + " Losses are in nats per token, negative natural logarithms of"
        + " probabilities: read a rise beside the loss itself, 0.02 on 0.1 is a"
        + " fifth more. `closing` gives it as a number for whole tasks. Closing"
        + " takes away a mean as well, which the layer above was trained with;"
        + " `with=mean` leaves that in place and takes away only what varies from"
        + " word to word. Both say what the trained network still uses. `refit`"
        + " closes a sluice in a copy, trains it and the network on, and says how"
        + " much remains lost. What sharing did while the network learned, only"
        + " training without it can tell.",
      see: ["flow", "closing", "refit"],
      examples: untrained + [
        "inspect net cost sentences=10",
        "inspect net cost sentences=10 with=mean",
        "print closing(net, names, pos, toy.test)",
        "print refit(net, names, pos, toy.test, epochs=1)",
      ]),
    Idea(
      name: "span_f1",
      summary: "The F1 of whole spans, such as names and chunks.",
      formula: "F1 = 2 P R / (P + R)",
      text: "Labels such as B-PER I-PER mark spans. A span counts as found if"
        + " its beginning, end and type are right; P is the share of found"
        + " spans that are right, R the share of right ones that are found."
        + " `span_f1` counts as conlleval does, `strict_f1` takes only spans"
        + " that are well-formed in the scheme of the labels (IO, IOB1, IOB2,"
        + " BIOES, BILOU). Tasks of such labels are scored by `span_f1` unless"
        + " `metric=` says otherwise.",
      source: "Tjong Kim Sang and Buchholz 2000",
      see: ["task", "f1"],
      examples: [
        "corpus toy = toy_english(sentences=60)",
        "task names = toy.ner",
      ]),
    Idea(
      name: "crf",
      summary: "A head that chooses the labels of a sentence as a whole.",
      formula: "p(y) ∝ exp(Σₜ e[t, yₜ] + Σₜ transition[yₜ₋₁, yₜ])",
      text: "A softmax chooses each token's label by itself, whatever its"
        + " neighbours are given. A conditional random field also learns a score"
        + " for each step from a label to the next, for the start and for the end,"
        + " and makes the right sequence likely among all sequences. It pays where"
        + " labels depend on each other, as the tags of spans do. `task … head=crf`"
        + " asks for it; with `transitions=valid` sequences that a scheme forbids"
        + " have no part in it, neither in training nor after. `network … head=0`"
        + " lets it score the states themselves, without a hidden layer.",
      source: "Lafferty, McCallum and Pereira 2001; Lample et al. 2016,"
        + " <https://arxiv.org/abs/1603.01360>",
      see: ["task", "network", "train"],
      examples: [
        "corpus toy = toy_english(sentences=60)",
        "task names = toy.ner head=crf",
        "network net tasks=[names] layers=1 hidden=16 spelling=8 head=0",
        "train net epochs=2", "evaluate net",
      ]),
    Idea(
      name: "seed",
      summary: "Where all randomness comes from.",
      text: "Initial weights, batches, noise and generated corpora follow"
        + " from seeds"
        + " alone: on one machine the same seed gives the same bits, on any"
        + " number of threads. At the prompt each command has random numbers"
        + " of its own, so that after `undo` the same command gives the same"
        + " result.",
      see: ["set", "undo"],
      examples: ["set seed = 7"]),
  ]

  /// A published way of sharing.
  private init(_ method: Method) {
    let isPair = method == .single || method == .hard
    let tasks =
      method.projectsDomains ? "mail_names, news_names" : "names, pos"
    self.init(
      name: method.rawValue, summary: "A way of sharing: \(method.title).",
      text: "As a sluice network: \(method.idea)."
        + " `show net` draws it and says what in it is free, tied or fixed.",
      see: isPair ? ["network", "alpha"] : ["network", "tie", "alpha"],
      examples: (method.projectsDomains
        ? Self.domains : Array(Self.untrained.prefix(3))) + [
          "network net tasks=[\(tasks)] method=\(method.rawValue) layers=2"
            + " hidden=16",
          "show net",
        ])
  }

  /// Two corpora of one set of labels.
  private static let domains = [
    "corpus mail = toy_english(sentences=60, domains=[mail])",
    "corpus news = toy_english(sentences=60, domains=[news], seed=2)",
    "task mail_names = mail.ner head=crf",
    "task news_names = news.ner head=crf",
  ]
}
