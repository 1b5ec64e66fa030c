import SluiceEvaluator
import SluiceLearning

// What objects were made from, so that it is said where its name stands for
// something else now.

extension Source {
  /// The corpus of a selection; a name that stands for other parts of it is no
  /// longer that.
  init(_ selection: Selection) {
    self.init(selection.corpus.name) { object in
      guard let now = (object as? CorpusObject)?.selection,
        now.corpus == selection.corpus
      else { return false }
      let domains = selection.domains ?? CorpusObject(selection: now).domains
      return domains.allSatisfy { now.domains?.contains($0) ?? true }
        && (now.split == nil || now.split == selection.split)
    }
  }

  init(_ task: TaskObject) {
    self.init(task.name) { ($0 as? TaskObject) == task }
  }
}

extension CorpusObject {
  /// A whole corpus is no part of another, by whatever name.
  var sources: [Source] {
    kind == .corpus ? [] : [Source(selection)]
  }
}

extension LayerObject {
  var sources: [Source] { [Source(selection)] }
}

extension TaskObject {
  var sources: [Source] { [Source(layer.selection)] }
}

extension NetworkObject {
  var sources: [Source] { tasks.flatMap { $0.sources + [Source($0)] } }
}
