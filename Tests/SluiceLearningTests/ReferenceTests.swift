import Foundation
import SluiceLearning
import SluiceTensor
import Testing

/// Where PyTorch's numbers are: files that hold a small network, its input
/// and everything PyTorch computes from them.
enum ReferenceFolder {
  /// The folder named by `SLUICE_REFERENCE`, else the default where it exists.
  static let path: String? = {
    if let named = ProcessInfo.processInfo.environment["SLUICE_REFERENCE"] {
      return named
    }
    let byDefault = packageRoot.appending(path: "../shared/peer/reference")
    return FileManager.default.fileExists(atPath: byDefault.path)
      ? byDefault.path : nil
  }()

  /// The folder that holds `Package.swift`.
  static let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func files(_ folder: String) -> [String] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".safetensors") }.sorted()
      .map { "\(folder)/\($0)" }
  }
}

@Suite("Reference", .eachProducts) struct ReferenceTests {
  /// Only an absent default folder skips; one that is named but missing or
  /// empty fails.
  @Test(
    "Every number is PyTorch's",
    .enabled(
      if: ReferenceFolder.path != nil, "no folder of PyTorch's numbers here"))
  func agrees() throws {
    let folder = try #require(ReferenceFolder.path)
    let files = ReferenceFolder.files(folder)
    try #require(!files.isEmpty, "\(folder) holds no .safetensors file")
    for file in files {
      print(
        "Reference: read \(URL(filePath: file).lastPathComponent),"
          + " products by \(Products.current.choice.rawValue)")
      try compare(ReferenceFile(path: file))
    }
  }

  private func compare(_ file: ReferenceFile) throws {
    let step = try file.step()
    let batch = try file.batch(prefix: "input.")
    let name = file.name

    let clean = step.forward(batch)
    check(
      file.rows(clean.features[0], batch), try file.numbers("expect.features"),
      name, "features")
    for task in file.labels.indices {
      check(
        file.rows(clean.logits(task), batch),
        try file.numbers("expect.logits_clean.\(task)"), name, "logits \(task)")
    }

    var noise = Perturbation()
    noise.given = try file.noise("input.noise", batch)
    let losses = step.gradient(of: batch, noise).losses
    for task in file.labels.indices {
      check(
        [Float(losses.tasks[task])], try file.numbers("expect.loss.\(task)"),
        name, "loss \(task)")
    }
    if file.tensors["expect.penalty"] != nil {
      check(
        [Float(losses.regularizers[OrthogonalityPenalty.name] ?? 0)],
        try file.numbers("expect.penalty"), name,
        "penalty")
    }
    check(
      [Float(losses.total)], try file.numbers("expect.loss"), name, "loss")
    check(
      [Float(losses.total)], try file.numbers("expect.loss_float64"), name,
      "loss against double precision")
    for entry in file.layout.entries {
      check(
        step.gradient(entry.weight),
        try file.numbers("grad.\(entry.weight.name)"),
        name, "gradient of \(entry.weight.name)")
    }

    _ = step.train(on: batch, noise)
    let after = step.weights
    for entry in file.layout.entries {
      check(
        Array(after[entry.range]),
        try file.numbers("after_sgd.\(entry.weight.name)"), name,
        "\(entry.weight.name) after a step")
    }
    check(
      [Float(step.gradient(of: batch, noise).losses.total)],
      try file.numbers("expect.loss_after_sgd"), name, "loss after a step")

    // The logits with noise, which the way back overwrites.
    let fresh = try file.step()
    let again = fresh.forward(batch, noise)
    for task in file.labels.indices {
      check(
        file.rows(again.logits(task), batch),
        try file.numbers("expect.logits.\(task)"),
        name, "noisy logits \(task)")
    }
  }

  private func check(
    _ values: [Float], _ expected: [Double], _ file: String, _ what: String
  ) {
    let gap = relativeGap(values, expected)
    #expect(
      gap < 1e-4,
      "\(file): \(what), products by \(Products.current.choice.rawValue)")
  }
}
