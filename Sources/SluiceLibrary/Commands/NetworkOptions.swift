import SluiceEvaluator
import SluiceLearning

/// What can be said of a network.
extension NetworkCommand {
  private static let standard = Architecture(stackOfTask: [0])

  static var fields: [Field<Self>] {
    [
      .newName(\.$target),
      .option(
        \.tasks, "tasks", "what it learns; the first is the main one",
        suggest: .names(.task)),
      .option(
        \.main, "main", "the task that decides when training stops",
        suggest: .names(.task)),
      .option(
        \.method, "method", "a published way of sharing, to start from"),
      .option(
        \.recipe, "recipe",
        "the other defaults, and how it is trained unless `train` is told:"
          + " `standard`, those listed here; `classic`, with"
          + " \(Recipe.classic.network); `paper`, the published ones"
          + " (\(Recipe.paper.network)); or `released`, those of its code"
          + " (\(Recipe.released.network))"),
      .option(
        \.tied, "tied",
        "lowest layers that all tasks share, for"
          + " `method=split` and `low-supervision`; else 1"),
      .option(
        \.layers, "layers", "recurrent layers", unit: "layers",
        standard: standard.layers, atLeast: 1, atMost: 64),
      .option(
        \.hidden, "hidden", "hidden units of a layer per direction",
        unit: "units", standard: standard.hidden, atLeast: 1, atMost: 8192),
      .option(
        \.asLarge, "as_large",
        "another network: as many hidden units as give this one about as many"
          + " parameters"),
      .option(
        \.subspaces, "subspaces",
        "equal parts of a layer that share independently; other methods have"
          + " their own",
        standard: Method.sluice.subspaces),
      .option(
        \.wiring, "wiring", "what a layer reads of the one below",
        standard: standard.wiring),
      .option(
        \.activation, "activation",
        "applied to the states of layers 2 and up",
        standard: standard.activation),
      .option(
        \.skip, "skip",
        "what reaches the output heads; other methods have their own",
        standard: SkipChoice(rawValue: Method.sluice.reading.rawValue)),
      .option(
        \.penalty, "penalty",
        "weight of the orthogonality penalty, `0.1` or `units(0.1)`",
        standard: PenaltySetting()),
      .option(
        \.distance, "distance",
        "weight of the stacks' distance from each other;"
          + " \(byDefault(StackDistance.self))",
        standard: 0, atLeast: 0),
      .option(
        \.lasso, "lasso",
        "weight of the group lasso, which can drive whole subspaces to 0;"
          + " \(byDefault(GroupLasso.self))",
        standard: 0, atLeast: 0),
      .option(
        \.orthogonal, "orthogonal",
        "weight of the penalty on what private and shared stacks repeat;"
          + " \(byDefault(StackOrthogonality.self))",
        standard: Float(0)),
      .option(
        \.adversary, "adversary",
        "weight of an adversary that guesses the task of a sentence from the"
          + " shared stack; \(byDefault(Adversary.self))",
        standard: Float(0)),
      .option(
        \.mmd, "mmd",
        "weight of how far the tasks' sentences differ in the shared stack, by"
          + " maximum mean discrepancy",
        standard: Float(0)),
      .option(
        \.experts, "experts",
        "stacks that belong to no task, for `method=mixture-of-experts`, `mmoe`"
          + " and `ple`; else 3, with `ple` 1"),
      .option(
        \.gate, "gate",
        "what their gates read of a token: the `input`, or the `state` that they"
          + " handed on a layer below; with `ple` else `state`, with others"
          + " `input`"),
      .option(
        \.bases, "bases",
        "bases that stacks' weights are made of, for `method=sparse-bases`;"
          + " else 3"),
      .option(
        \.bound, "bound",
        "largest norm of a basis, in norms of a stack's weights as they are"
          + " drawn; else 2"),
      .option(
        \.sparsity, "sparsity",
        "weight of the lasso on what stacks take of bases;"
          + " \(byDefault(BasisLasso.self))",
        standard: Float(0)),
      .option(
        \.embeddings, "embeddings",
        "whether word embeddings are `shared` or each stack's `own`, as with"
          + " `method=hierarchical`"),
      .option(
        \.word, "word", "dimension of a word's embedding", atLeast: 1,
        atMost: 8192),
      .option(
        \.characters, "characters", "dimension of a character's embedding",
        atLeast: 1, atMost: 8192),
      .option(
        \.spelling, "spelling",
        "hidden units of the character LSTM per direction", unit: "units",
        atLeast: 1, atMost: 8192),
      .option(
        \.head, "head",
        "hidden units of an output head; `[100, 50]` has two hidden layers, and 0"
          + " none, so that labels are scored by the states themselves",
        unit: "units"),
      .option(
        \.heads, "heads",
        "whether each task has a head of its own, or tasks of layers of one name"
          + " `shared` ones, as in several corpora; by default as the method has"
          + " it",
        standard: HeadOwners.own),
      .option(
        \.projection, "projection",
        "whether what heads read goes through a linear map of the task's corpus"
          + " first; by default as the method has it",
        standard: false),
      .option(
        \.alpha, "alpha",
        "α at the start: imbalanced (0.9 of a stream's own, the rest shared"
          + " evenly), balanced (1/N), identity or a number",
        standard: AlphaStart()),
      .option(
        \.beta, "beta",
        "β at the start: 0.9 for the last layer, or the same for each"),
      .option(
        \.vocabulary, "vocabulary",
        "sentences with its vocabulary; by default those first trained on. With"
          + " `vectors=`, its words that have no vector and are not trained on"
          + " are the unknown word"),
      .option(
        \.vectors, "vectors",
        "a text file of pretrained word vectors, as GloVe, word2vec and fastText"
          + " write them", suggest: .paths),
      .option(
        \.features, "features",
        "a file of vectors that an encoder made of each token; heads read each of"
          + " its layers by β, and the first layer their mean",
        suggest: .paths),
      .option(
        \.featureLayers, "feature_layers",
        "the encoder's layers to read, by their numbers in the file; by default"
          + " all"),
      .option(\.seed, "seed", "the seed of its initial weights"),
    ]
  }

  /// Which methods set a regularizer's weight, and to what.
  private static func byDefault<R: Regularizer>(_ type: R.Type) -> String {
    let methods = Method.allCases.compactMap { method in
      method.regularizers.lazy.compactMap { $0 as? R }.first.map {
        "\($0.weight.spelled ?? "") with `method=\(method.rawValue)`"
      }
    }
    return "by default " + methods.joined(separator: ", ")
  }
}
