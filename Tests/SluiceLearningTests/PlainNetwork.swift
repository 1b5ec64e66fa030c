import Foundation
import SluiceLearning

/// A sluice network written as plainly as it can be, in double precision: one
/// sentence, one token, one unit at a time. What the fast one is held to, and
/// what central differences are taken of.
struct PlainNetwork {
  var architecture: Architecture
  var labels: [Int]
  /// Weights by name, row by row.
  var weights: [String: [Double]]
  var layout: ParameterLayout
  var lambda: [Double]
  var reduction = LossWeights.Reduction.mean
  /// An encoder's vectors, by its layers and the rows of the file.
  var vectors: [[Vector]] = []

  init(
    _ architecture: Architecture, _ layout: ParameterLayout, labels: [Int],
    weights: [Float], lambda: [Double]? = nil
  ) {
    self.architecture = architecture
    self.layout = layout
    self.labels = labels
    self.lambda = lambda ?? labels.map { _ in 1 }
    self.weights = Dictionary(
      uniqueKeysWithValues: layout.entries.map { entry in
        (entry.weight.name, weights[entry.range].map(Double.init))
      })
  }

  typealias Vector = [Double]

  private var penalty: OrthogonalityPenalty {
    architecture.regularizers[OrthogonalityPenalty.self]
  }

  func matrix(_ name: String, _ x: Vector) -> Vector {
    let w = weights[name] ?? []
    let columns = x.count
    return (0..<w.count / columns).map { r in
      (0..<columns).reduce(0) { $0 + w[r * columns + $1] * x[$1] }
    }
  }

  func sum(_ a: Vector, _ b: Vector) -> Vector { zip(a, b).map(+) }

  /// One direction of an LSTM over a sequence, in the order given.
  func lstm(_ prefix: String, _ inputs: [Vector]) -> [Vector] {
    let bias = sum(
      weights["\(prefix).bias_ih_l0"] ?? [],
      weights["\(prefix).bias_hh_l0"] ?? [])
    let n = bias.count / 4
    var h = Vector(repeating: 0, count: n), c = h
    return inputs.map { x in
      let z = sum(
        sum(matrix("\(prefix).weight_ih_l0", x), bias),
        matrix("\(prefix).weight_hh_l0", h))
      for u in 0..<n {
        let i = sigmoid(z[u]), f = sigmoid(z[n + u])
        let g = tanh(z[2 * n + u]), o = sigmoid(z[3 * n + u])
        c[u] = f * c[u] + i * g
        h[u] = o * tanh(c[u])
      }
      return h
    }
  }

  /// Both directions, each state at its own token: forward then backward.
  func biLSTM(
    _ forward: String, _ backward: String, _ inputs: ([Vector], [Vector])
  ) -> ([Vector], [Vector]) {
    (
      lstm(forward, inputs.0),
      lstm(backward, inputs.1.reversed()).reversed()
    )
  }

  func features(_ sentence: NumberedSentence) -> [Vector] {
    let word = weights["word.weight"] ?? []
    let char = weights["char.weight"] ?? []
    let (e, ec) = (architecture.wordWidth, architecture.characterWidth)
    return zip(sentence.words, sentence.characters).map { id, spelling in
      let letters = spelling.map {
        Vector(char[Int($0) * ec..<(Int($0) + 1) * ec])
      }
      let (f, b) = biLSTM(
        "char_rnn.fwd", "char_rnn.bwd", (letters, letters))
      return Vector(word[Int(id) * e..<(Int(id) + 1) * e])
        + (f.last ?? []) + (b.first ?? [])
    }
  }

  /// What is made of an encoder's vectors: by its layers and token.
  func projected(_ sentence: NumberedSentence) -> [[Vector]] {
    guard let first = sentence.features?.row else { return [] }
    return vectors.enumerated().map { layer, rows in
      sentence.words.indices.map { t in
        sum(
          matrix("features.\(layer + 1).weight", rows[first + t]),
          weights["features.\(layer + 1).bias"] ?? [])
      }
    }
  }

  /// The mixed states of all layers: by layer, stack, direction and token.
  func states(_ features: [Vector]) -> [[[[Vector]]]] {
    let a = architecture
    var below: [[[Vector]]] = []
    var all: [[[[Vector]]]] = []
    for k in 0..<a.layers {
      var raw = (0..<a.stacks).map { c -> [[Vector]] in
        var inputs = (features, features)
        if k > 0 {
          let joined = zip(below[c][0], below[c][1]).map { $0 + $1 }
          inputs =
            a.wiring == .concat
            ? (joined, joined) : (below[c][0], below[c][1])
        }
        let (f, b) = biLSTM("rnn.\(c).\(k).fwd", "rnn.\(c).\(k).bwd", inputs)
        return [f, b]
      }
      if k > 0, a.activation == .tanh {
        raw = raw.map { $0.map { $0.map { $0.map(tanh) } } }
      }
      below = a.hasAlpha ? mix(raw, k) : raw
      all.append(below)
    }
    return all
  }

  private func mix(_ raw: [[[Vector]]], _ k: Int) -> [[[Vector]]] {
    let a = architecture
    let alpha = weights["stitch.\(k).alpha"] ?? []
    var mixed = raw
    for i in 0..<a.streams {
      for d in 0..<2 {
        for t in raw[0][d].indices {
          for u in 0..<a.streamWidth {
            mixed[i / a.subspaces][d][t][
              i % a.subspaces * a.streamWidth + u] =
              (0..<a.streams).reduce(0) { total, j in
                total + alpha[i * a.streams + j]
                  * raw[j / a.subspaces][d][t][
                    j % a.subspaces * a.streamWidth + u]
              }
          }
        }
      }
    }
    return mixed
  }

  func headInput(
    _ states: [[[[Vector]]]], _ task: Int, _ t: Int,
    beside projected: [[Vector]] = []
  ) -> Vector {
    let a = architecture
    let layers =
      states.map { layer in
        layer[a.stackOfTask[task]][0][t] + layer[a.stackOfTask[task]][1][t]
      } + projected.map { $0[t] }
    if a.skip == .concat { return layers.flatMap { $0 } }
    let beta = weights["beta"] ?? []
    let shares: [Double] = layers.indices.map { k in
      switch a.skip {
      case .beta where a.hasBeta: beta[task * layers.count + k]
      case .sum: 1
      case .mean: 1 / Double(layers.count)
      default: k == a.layers - 1 ? 1 : 0
      }
    }
    return (0..<2 * a.hidden).map { u in
      layers.indices.reduce(0) { $0 + shares[$1] * layers[$1][u] }
    }
  }

  /// A task's scores for each token.
  func logits(
    _ sentence: NumberedSentence, noise: [Vector]? = nil, task: Int
  ) -> [Vector] {
    let projected = projected(sentence)
    let share = 1 / Double(max(1, projected.count))
    var x = features(sentence).enumerated().map { t, x in
      projected.isEmpty
        ? x
        : x
          + (0..<2 * architecture.hidden).map { u in
            projected.reduce(0) { $0 + share * $1[t][u] }
          }
    }
    if let noise { x = zip(x, noise).map(sum) }
    let states = states(x)
    return x.indices.map { t in
      scores(task, headInput(states, task, t, beside: projected))
    }
  }

  /// What a task's head makes of what it reads of a token.
  private func scores(_ task: Int, _ read: Vector) -> Vector {
    let a = architecture
    var units =
      a.domainOfTask.isEmpty
      ? read : matrix("projection.\(a.domainOfTask[task]).weight", read)
    for layer in a.headHidden.indices {
      let name =
        "head.\(task).hidden" + (layer == 0 ? "" : ".\(layer + 1)")
      units = sum(
        matrix(name + ".weight", units), weights[name + ".bias"] ?? []
      ).map { max($0, 0) }
    }
    return sum(
      matrix("head.\(task).out.weight", units),
      weights["head.\(task).out.bias"] ?? [])
  }

  /// A task's conditional random field.
  private func crf(_ task: Int) -> PlainCRF {
    let (n, name) = (labels[task], "head.\(task).")
    let transition = weights[name + "transition"] ?? []
    return PlainCRF(
      transition: (0..<n).map { Array(transition[$0 * n..<($0 + 1) * n]) },
      start: weights[name + "start"] ?? [], end: weights[name + "end"] ?? [])
  }

  /// What training makes small.
  func loss(_ sentences: [NumberedSentence]) -> Double {
    var total = Double(penalty.weight) * orthogonality()
    for task in labels.indices {
      var sum = 0.0, count = 0.0
      for sentence in sentences {
        let scores = logits(sentence, task: task)
        if architecture.headOfTask[task] == .crf {
          sum += crf(task).loss(scores, sentence.labels[task])
          count += Double(sentence.labels[task].count { $0 >= 0 })
          continue
        }
        for (z, y) in zip(scores, sentence.labels[task]) where y >= 0 {
          let top = z.max() ?? 0
          sum += log(z.reduce(0) { $0 + exp($1 - top) }) + top - z[Int(y)]
          count += 1
        }
      }
      total += lambda[task] * (reduction == .sum ? sum : sum / max(count, 1))
    }
    return total
  }

  /// `Σ ‖G[s]ᵀ G[s′]‖²` or `Σ ‖G[s] G[s′]ᵀ‖²`, entry by entry.
  func orthogonality() -> Double {
    let a = architecture
    let width = a.streamWidth
    var total = 0.0
    for entry in layout.entries
    where entry.weight.part.name == "layer" && entry.shape.count == 2 {
      let w = weights[entry.weight.name] ?? []
      let columns = entry.shape[1]
      func row(_ s: Int, _ r: Int) -> ArraySlice<Double> {
        let index = r / width * a.hidden + s * width + r % width
        return w[index * columns..<(index + 1) * columns]
      }
      for s in 0..<a.subspaces {
        for other in s + 1..<a.subspaces {
          let one = (0..<4 * width).map { Array(row(s, $0)) }
          let two = (0..<4 * width).map { Array(row(other, $0)) }
          switch penalty.kind {
          case .columns:
            for p in 0..<columns {
              for q in 0..<columns {
                let dot = zip(one, two).reduce(0) { $0 + $1.0[p] * $1.1[q] }
                total += dot * dot
              }
            }
          case .units:
            for x in one {
              for y in two {
                let dot = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
                total += dot * dot
              }
            }
          }
        }
      }
    }
    return total
  }
}

private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
