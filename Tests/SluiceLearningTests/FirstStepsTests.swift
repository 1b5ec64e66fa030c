import Foundation
import SluiceLearning
import SluiceTensor
import Testing

/// PyTorch's first steps, as `Tests/Peer/first_steps.py` writes them down, in
/// the folder named by `SLUICE_FIRST_STEPS`.
@Suite("First steps", .eachProducts) struct FirstStepsTests {
  static let folder = ProcessInfo.processInfo.environment["SLUICE_FIRST_STEPS"]

  @Test(
    "Losses over the first steps are PyTorch's",
    .enabled(if: folder != nil, "SLUICE_FIRST_STEPS names no folder"))
  func agrees() throws {
    let products = Products.current.choice.rawValue
    let files = ReferenceFolder.files(try #require(Self.folder))
    try #require(!files.isEmpty, "no .safetensors file there")
    for path in files {
      let file = try ReferenceFile(path: path)
      let step = try file.step()
      let expected = try file.numbers("losses")
      var largest = 0.0
      for (number, loss) in expected.enumerated() {
        let batch = try file.batch(prefix: "step.\(number).")
        var noise = Perturbation()
        noise.given = try file.noise("step.\(number).noise", batch)
        let ours = step.train(on: batch, noise).total
        largest = max(largest, abs(ours - loss) / abs(loss))
      }
      print(
        "First steps: \(file.name), products by \(products),"
          + " \(expected.count) steps, gap \(largest)")
      #expect(largest < 1e-3, "\(file.name), products by \(products)")
    }
  }
}
