import Foundation
import SluiceLearning
import SluiceTensor
import Testing

/// PyTorch's first steps, as `Tests/Peer/first_steps.py` writes them down, in
/// the folder named by `SLUICE_FIRST_STEPS`.
@Suite("First steps", .eachProducts) struct FirstStepsTests {
  static let folder = ProcessInfo.processInfo.environment["SLUICE_FIRST_STEPS"]

  private func files() throws -> [ReferenceFile] {
    let paths = ReferenceFolder.files(try #require(Self.folder))
    try #require(!paths.isEmpty, "no .safetensors file there")
    return try paths.map(ReferenceFile.init)
  }

  /// How far our losses are from PyTorch's, in parts of them, at each step.
  private func gaps(
    _ file: ReferenceFile, _ reduction: LossWeights.Reduction
  ) throws -> [Double] {
    let step = try file.step(reduction)
    return try file.numbers("losses").enumerated().map { number, loss in
      let batch = try file.batch(prefix: "step.\(number).")
      var noise = Perturbation()
      noise.given = try file.noise("step.\(number).noise", batch)
      let ours = step.train(on: batch, noise).total
      return abs(ours - loss) / abs(loss)
    }
  }

  @Test(
    "Losses over the first steps are PyTorch's, under both objectives",
    .enabled(if: folder != nil, "SLUICE_FIRST_STEPS names no folder"))
  func agrees() throws {
    let products = Products.current.choice.rawValue
    let files = try files()
    #expect(Set(files.map(\.reduction)) == [.mean, .tokens])
    for file in files {
      let gaps = try gaps(file, file.reduction)
      let largest = gaps.max() ?? .infinity
      print(
        "First steps: \(file.name), products by \(products),"
          + " \(gaps.count) steps, gap \(largest)")
      #expect(largest < 1e-3, "\(file.name), products by \(products)")
    }
  }

  @Test(
    "Gradients of the first step are PyTorch's, with a CRF's, too",
    .enabled(if: folder != nil, "SLUICE_FIRST_STEPS names no folder"))
  func gradients() throws {
    let files = try files()
    #expect(Set(files.map { $0.metadata["head"] }) == ["softmax", "crf"])
    for file in files {
      let step = try file.step()
      let batch = try file.batch(prefix: "step.0.")
      var noise = Perturbation()
      noise.given = try file.noise("step.0.noise", batch)
      let loss = step.gradient(of: batch, noise).losses.total
      let theirs = try file.numbers("losses")[0]
      #expect(abs(loss - theirs) < 1e-5 * theirs, "\(file.name)")
      for entry in file.layout.entries {
        let gap = relativeGap(
          step.gradient(entry.weight),
          try file.numbers("grad.\(entry.weight.name)"))
        #expect(gap < 1e-5, "\(file.name) \(entry.weight.name)")
      }
    }
  }

  @Test(
    "One objective is not taken for the other",
    .enabled(if: folder != nil, "SLUICE_FIRST_STEPS names no folder"))
  func differ() throws {
    for file in try files() {
      let other: LossWeights.Reduction =
        file.reduction == .mean ? .tokens : .mean
      let gaps = try gaps(file, other)
      // Here and there a batch has about as many labels as a mean one.
      let far = gaps.count { $0 > 0.01 }
      #expect(far > gaps.count / 2, "\(file.name)")
    }
  }
}
