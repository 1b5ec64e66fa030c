import SluiceLearning
@testable import SluiceLibrary
import Testing

@Suite("A network's parts") struct PartTests {
  @Test(
    "Every weight is in one part that tables have, whatever the method",
    arguments: Method.allCases)
  func weights(method: Method) {
    var architecture = Architecture(stackOfTask: [0, 1])
    method.apply(to: &architecture)
    let layout = ParameterLayout(
      architecture, words: 3, characters: 3, labels: [2, 2])
    for weight in layout.entries.map(\.weight) {
      let parts = NetworkPart.all.filter {
        $0.title != nil && $0.contains(weight)
      }
      #expect(parts.count == 1, "\(weight)")
    }
  }
}
