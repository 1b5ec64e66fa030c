/// The shape of a sluice network and how its parts are joined: everything
/// that is chosen, nothing that is learned.
///
/// A *stack* is one tower of recurrent layers. Usually each task has a stack
/// of its own; under hard parameter sharing all tasks read the same one, and
/// there may be one more that all read beside their own. A *stream* is one
/// subspace of one stack's states.
///
/// - Source: Ruder et al. 2017, <https://arxiv.org/abs/1705.08142>.
package struct Architecture: Sendable, Equatable {
  /// Numbers in a word's embedding.
  package var wordWidth = 64
  /// Numbers in a character's embedding.
  package var characterWidth = 100
  /// Hidden units of the character LSTM, one direction.
  package var characterHidden = 100
  /// `H`: hidden units of a layer per direction.
  package var hidden = 100
  /// `K`: recurrent layers.
  package var layers = 3
  /// `S`: equal parts each direction's states are cut into.
  package var subspaces = 2
  /// ReLU units of each hidden layer of an output head; none where heads are
  /// linear.
  package var headHidden = [100]
  package var wiring = Wiring.concat
  package var activation = Activation.none
  package var skip = Skip.beta
  package var sluice = SluiceMode.trained
  /// How states pass between stacks after each layer.
  package var mixing = Mixing.alpha
  /// What is asked of it beside its tasks' labels.
  package var regularizers = Regularizers()
  /// Whether a subspace's recurrent layers read that subspace alone, so that
  /// nothing passes between subspaces but by alpha.
  package var blocks = false
  /// What stacks' weights are made of; nil where they are learned themselves.
  package var bases: Bases?
  /// Whether each stack has word embeddings of its own; characters are shared.
  package var ownWords = false
  /// For each task the stack it reads: `[0, 1, …]`, or all 0 when shared.
  package var stackOfTask: [Int]
  /// What kind of head each task has.
  package var headOfTask: [HeadKind]
  /// Whether tasks of one set of labels have one head (``Network/tieHeads()``).
  package var sharesHeads = false
  /// For each task the domain whose projection of the states its head reads;
  /// empty where heads read the states as they are.
  package var domainOfTask: [Int] = []
  /// Whether there is one more stack, the last, that all heads read beside
  /// their task's own.
  package var sharedStack = false
  /// The vectors of tokens that it reads from an encoder.
  package var features = Features()

  /// Vectors that an encoder made of each token: how many layers of it, and how
  /// many numbers each has; none where there are no layers.
  package struct Features: Sendable, Equatable, Codable {
    package var layers = 0
    package var width = 0

    package init(layers: Int = 0, width: Int = 0) {
      self.layers = layers
      self.width = width
    }
  }

  /// What a layer reads of the one below.
  package enum Wiring: String, Sendable, CaseIterable, Codable {
    /// Both directions: the standard stacked biLSTM.
    case concat
    /// Each direction its own.
    case split
  }

  /// What is applied to the states of layers 2 and up, before alpha.
  package enum Activation: String, Sendable, CaseIterable, Codable {
    case none, tanh
  }

  /// What reaches a task's output head.
  package enum Skip: String, Sendable, CaseIterable, Codable {
    /// The last layer.
    case off
    /// Σₖ β[m, k] · layer k, with trained β.
    case beta
    case sum
    case mean
    /// All layers side by side.
    case concat
  }

  /// What alpha does, or what stands in its place.
  package enum SluiceMode: String, Sendable, CaseIterable, Codable {
    /// α is learned.
    case trained
    /// α stays at the values it has.
    case frozen
    /// α is the identity: no stream reads another.
    case off
  }

  /// How states pass between stacks.
  package enum Mixing: Sendable, Equatable, Codable {
    /// By numbers between streams: α.
    case alpha
    /// By full matrices between stacks (``MatrixUnit``).
    case matrices
    /// By gates that are worked out for each token (``GateUnit``).
    case gates(Gating)
    /// By one choice for each task and layer: its own stack, a shared one, or
    /// what it had a layer below (``ChoiceUnit``).
    case choices
  }

  /// Which stacks gates choose from, and what they read.
  package struct Gating: Sendable, Equatable, Codable {
    /// Stacks that belong to no task.
    package var experts = 3
    package var reads = Source.input
    /// Whether tasks have a stack of their own beside the experts, and gates
    /// stand after every layer, not only before the heads.
    package var hasOwn = false
    /// Whether one gate serves all tasks.
    package var isShared = false

    /// What a gate reads of a token.
    package enum Source: String, Sendable, CaseIterable, Codable {
      /// What the first layers read.
      case input
      /// What the gates of the layer below handed on to the same receiver; at
      /// the first layer the input.
      case state
    }

    /// The most experts that there may be.
    package static let most = 64

    package init(
      experts: Int = 3, reads: Source = .input, hasOwn: Bool = false,
      isShared: Bool = false
    ) {
      self.experts = experts
      self.reads = reads
      self.hasOwn = hasOwn
      self.isShared = isShared
    }
  }

  package init(stackOfTask: [Int]) {
    self.stackOfTask = stackOfTask
    headOfTask = stackOfTask.map { _ in HeadKind(SoftmaxHead.self) }
  }
}

extension Architecture {
  /// `M`
  package var tasks: Int { stackOfTask.count }
  /// How many stacks of recurrent layers there are.
  package var stacks: Int {
    let own = (stackOfTask.max() ?? 0) + 1
    return switch mixing {
    case .alpha, .matrices: own + (sharedStack ? 1 : 0)
    case .choices: own + 1
    case .gates(let gating):
      gating.hasOwn ? own + gating.experts : gating.experts
    }
  }
  /// The stacks that a task's head reads, in this order.
  package func stacks(ofTask task: Int) -> [Int] {
    [stackOfTask[task]] + (sharedStack ? [stacks - 1] : [])
  }
  /// `N = stacks · S`
  package var streams: Int { stacks * subspaces }
  /// Units of one stream, one direction.
  package var streamWidth: Int { hidden / subspaces }
  /// How many tables of word embeddings there are, one after the other.
  package var wordTables: Int { ownWords ? stacks : 1 }
  /// Width of what the first layers read of a token: its word, its spelling, both
  /// directions, and what an encoder says of it.
  package var inputWidth: Int { spelledWidth + featureWidth }
  /// The same without the encoder's.
  package var spelledWidth: Int { wordWidth + 2 * characterHidden }
  /// Width of an encoder's layer, once it is projected.
  package var featureWidth: Int { features.layers > 0 ? 2 * hidden : 0 }
  /// How many layers heads may read: the recurrent ones, then the encoder's.
  package var readLayers: Int { layers + features.layers }
  /// What an output head reads of one stack.
  package var readWidth: Int { 2 * hidden * (skip == .concat ? readLayers : 1) }
  /// How many domains' states are projected.
  package var domains: Int { (domainOfTask.max() ?? -1) + 1 }
  /// What an output head reads.
  package var headWidth: Int { readWidth * (sharedStack ? 2 : 1) }

  /// True if there is an alpha at all: one stream has nobody to read.
  package var hasAlpha: Bool {
    streams > 1 && sluice != .off && mixing == .alpha
  }
  /// True if there is a beta: with one layer β is 1.
  package var hasBeta: Bool { skip == .beta && readLayers > 1 }

  /// Width of what layer `k` (from 0) reads, one direction.
  package func inputWidth(ofLayer k: Int) -> Int {
    k == 0 ? inputWidth : wiring == .concat ? 2 * hidden : hidden
  }
}
