/// Whether what a file says of a network can be true. A file may be anybody's:
/// each part is held against the language's limits and against the others
/// before any of it is used.
extension Checkpoint.Structure {
  /// What is wrong with it by itself; nil if it is sound.
  var flaw: String? {
    sizeFlaw ?? stackFlaw ?? taskFlaws.first ?? vocabularyFlaw ?? countFlaw
  }

  private var sizeFlaw: String? {
    let a = architecture
    let sizes =
      [
        ("hidden", a.hidden), ("word", a.wordWidth),
        ("characters", a.characterWidth), ("spelling", a.characterHidden),
        ("subspaces", a.subspaces),
      ] + a.headHidden.map { ("head", $0) }
    for (name, size) in sizes where !(1...8192).contains(size) {
      return "\(name) is \(size)"
    }
    guard (1...64).contains(a.layers) else { return "layers is \(a.layers)" }
    guard a.headHidden.count <= 64 else {
      return "its heads have \(a.headHidden.count) hidden layers"
    }
    let features = a.features
    guard
      features == Architecture.Features()
        || (1...64).contains(features.layers)
          && (1...8192).contains(features.width)
    else {
      return "it has features of \(features.layers) layers of \(features.width)"
    }
    guard features.layers == self.features?.layers.count ?? 0 else {
      return "it has features of other layers than their file"
    }
    guard a.hidden % a.subspaces == 0 else {
      return "\(a.hidden) units cannot be cut into \(a.subspaces)"
    }
    let weights = a.regularizers.weights
    guard weights.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      return "a regularizer's weight is no number from 0"
    }
    return nil
  }

  private var stackFlaw: String? {
    let a = architecture
    guard !tasks.isEmpty, tasks.indices.contains(main) else {
      return "it has no main task"
    }
    guard (learned ?? []).allSatisfy(tasks.indices.contains) else {
      return "it has learned a task that it does not have"
    }
    // No stack without a task, and none that is not there.
    let stacks = Set(a.stackOfTask)
    guard a.stackOfTask.count == tasks.count,
      a.headOfTask.count == tasks.count,
      stacks == Set(0..<stacks.count)
    else { return "its stacks and its tasks do not belong together" }
    // Nor a domain without one.
    let domains = Set(a.domainOfTask)
    guard domains.isEmpty || a.domainOfTask.count == tasks.count,
      domains == Set(0..<domains.count)
    else { return "its domains and its tasks do not belong together" }
    guard a.mixingIsSound else {
      return "its experts, or what passes between stacks, cannot be"
    }
    guard a.bases?.isSound ?? true else { return "its bases cannot be" }
    return nil
  }

  private var taskFlaws: [String] {
    var flaws: [String] = []
    if Set(tasks.map { Array($0.name.utf8) }).count < tasks.count {
      flaws.append("two tasks have one name")
    }
    for (number, task) in tasks.enumerated() {
      if !isName(task.name) { flaws.append("task \(number + 1) has no name") }
      if task.labels.isEmpty {
        flaws.append("task \(number + 1) has no label")
      }
      if Set(task.labels.map { Array($0.utf8) }).count < task.labels.count {
        flaws.append("task \(number + 1) has a label twice")
      }
      if !task.weight.isFinite || task.weight < 0 {
        flaws.append("task \(number + 1) has the weight \(task.weight)")
      }
      if !(task.samplingRate > 0 && task.samplingRate <= 1000) {
        flaws.append("task \(number + 1) has the rate \(task.samplingRate)")
      }
    }
    return flaws
  }

  /// Whether the language could have given a text to something as its name.
  private func isName(_ text: String) -> Bool {
    func isWord(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "_" || scalar.properties.isAlphabetic
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.first, isWord(first) else { return false }
    return scalars.allSatisfy {
      isWord($0) || $0 == "-" || ("0"..."9").contains($0)
        || $0.properties.generalCategory == .nonspacingMark
    }
  }

  private var vocabularyFlaw: String? {
    guard words.count == counts.count, counts.allSatisfy({ $0 >= 0 }) else {
      return "its words and their counts do not belong together"
    }
    guard Set(words.map { Array($0.utf8) }).count == words.count else {
      return "a word is there twice"
    }
    let scalars = characters.compactMap(Unicode.Scalar.init)
    guard scalars.count == characters.count,
      Set(scalars).count == scalars.count
    else { return "a character is none, or there twice" }
    return nil
  }

  private var countFlaw: String? {
    guard (0...10_000_000).contains(epochs) else {
      return "epochs is \(epochs)"
    }
    return nil
  }

  /// What does not go with the tensors beside it; nil if all does. Known from
  /// counts alone, since a list of all weights that a small file may ask for
  /// would not fit into memory.
  func flaw(beside file: Safetensors) -> String? {
    let a = architecture
    // Both directions of each layer of each stack have four weights.
    let least = a.stacks * a.layers * 2 * 4 + tasks.count
    guard least <= file.tensors.count else {
      return "it asks for more weights than the file has"
    }
    return nil
  }
}

extension Constraints {
  /// Whether they are of entries that are there. What is switched off waits on
  /// the shelf with its own.
  func areSound(_ layout: ParameterLayout, _ file: Safetensors) -> Bool {
    let groups = tied.mapValues { $0.flatMap { $0 } }
    let entries =
      fixed.map { ($0, Array($1)) } + groups.map { ($0, $1) }
    return entries.allSatisfy { weight, places in
      let shape =
        layout[weight]?.shape ?? file.tensors["shelf.\(weight.name)"]?.shape
      let count = shape?.reduce(1, *) ?? 0
      return places.allSatisfy { (0..<count).contains($0) }
    }
      && masks.allSatisfy { layout[$0]?.count == $1.count && $1.isSound }
      && tied.values.joined().allSatisfy { Set($0).count == $0.count }
      && shared.allSatisfy { group in
        Set(group).count == group.count
          && Set(group.map { layout[$0]?.shape }).count == 1
      }
  }
}

extension Safetensors {
  /// A tensor with a number that is not finite; nil where all are.
  var infinite: String? {
    tensors.first { _, tensor in
      if case .float32(_, let values) = tensor {
        !values.allSatisfy(\.isFinite)
      } else {
        false
      }
    }?.key
  }
}
