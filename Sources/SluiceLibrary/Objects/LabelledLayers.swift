import SluiceLearning
import SluiceOutput

extension NetworkTask {
  /// What a network says of sentences as layers to be written.
  ///
  /// - Parameters:
  ///   - number: The task's number in the network.
  ///   - labelled: Each sentence's labels.
  ///   - name: What the layer is to be called.
  ///   - digits: Decimals of probabilities.
  /// - Returns: The labels, and a layer of their probabilities if they were asked
  ///   for.
  package func layers(
    _ number: Int, _ labelled: [Labelling], called name: String,
    digits: Int = 6
  ) -> [WrittenLayer] {
    let labels = WrittenLayer(
      name,
      labelled.map { $0.labels[number].map { self.labels[Int($0)] } },
      scheme: scheme)
    guard labelled.contains(where: { !$0.probabilities.isEmpty }) else {
      return [labels]
    }
    return [
      labels,
      WrittenLayer(
        name + ".p",
        labelled.map {
          $0.probabilities[number].map {
            NumberText.decimals(Double($0), digits)
          }
        }),
    ]
  }
}
