import SluiceTensor

/// Alpha and beta at one moment.
package struct SharingSnapshot: Sendable, Equatable {
  package var tensors: [Weight: Tensor] = [:]

  package init(tensors: [Weight: Tensor] = [:]) { self.tensors = tensors }

  /// True if the same alphas and betas are there in the same shapes.
  package func isComparable(to other: SharingSnapshot) -> Bool {
    tensors.mapValues(\.shape) == other.tensors.mapValues(\.shape)
  }
}

/// How alpha and beta moved since they last changed shape.
package struct SharingPath: Sendable, Equatable, Codable {
  package var start = SharingSnapshot()
  /// After each epoch trained.
  package var epochs: [SharingSnapshot] = []

  package init(start: SharingSnapshot = SharingSnapshot()) {
    self.start = start
  }
}

extension Network {
  /// Alpha and beta as they are now.
  package var snapshot: SharingSnapshot {
    var tensors: [Weight: Tensor] = [:]
    for entry in layout.entries where entry.weight.isSharing {
      tensors[entry.weight] = tensor(entry.weight)
    }
    return SharingSnapshot(tensors: tensors)
  }

  /// The streams of a task's stack.
  package func streams(of task: Int) -> Range<Int> {
    let s = architecture.subspaces
    let stack = architecture.stackOfTask[task]
    return stack * s..<(stack + 1) * s
  }

  /// The mean |α| from one task's streams to another's over some layers (from
  /// 0), at the start and after each epoch.
  package func received(to: Int, from: Int, layers: [Int]) -> [Double] {
    let n = architecture.streams
    return ([sharing.start] + sharing.epochs).compactMap { snapshot in
      var sum = 0.0
      var count = 0
      for layer in layers {
        let alpha = snapshot.tensors[.alpha(layer)]
        guard let alpha, alpha.values.count == n * n else { continue }
        for i in streams(of: to) {
          for j in streams(of: from) {
            sum += Double(abs(alpha.values[i * n + j]))
            count += 1
          }
        }
      }
      return count > 0 ? sum / Double(count) : nil
    }
  }

  /// What a stream is called: `pos.1`, or `pos` with one subspace.
  package func streamName(_ stream: Int) -> String {
    let s = architecture.subspaces
    let name = stackName(stream / s)
    return s > 1 ? "\(name).\(stream % s + 1)" : name
  }

  /// What a stack is called: by its tasks, or `shared` or `expert1` where it has
  /// none of its own.
  package func stackName(_ stack: Int) -> String {
    guard architecture.isOwn(stack: stack) else {
      guard case .gates(let gating) = architecture.mixing else {
        return "shared"
      }
      return "expert\(stack - (gating.hasOwn ? tasks.count : 0) + 1)"
    }
    let owners = tasks.indices.filter { architecture.stackOfTask[$0] == stack }
    return owners.count == tasks.count && tasks.count > 1
      ? "shared" : owners.map { tasks[$0].name }.joined(separator: "+")
  }
}
