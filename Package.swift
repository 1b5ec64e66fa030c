// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "sluice",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "sluice", targets: ["sluice"])],
  dependencies: [
    .package(
      url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CReadline",
      providers: [.apt(["libreadline-dev"]), .brew(["readline"])]),
    .systemLibrary(
      name: "CCommonMark", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]),
        .brew(["cmark-gfm"]),
      ]),
    .target(name: "CKernels", cSettings: [.define("_GNU_SOURCE")]),
    .target(name: "SluiceDiagnostics"),
    .target(name: "SluiceLanguage", dependencies: ["SluiceDiagnostics"]),
    .target(name: "SluiceTensor", dependencies: ["CKernels"]),
    .target(
      name: "SluiceLearning",
      dependencies: ["SluiceTensor", "SluiceDiagnostics"]),
    .target(
      name: "SluiceSession",
      dependencies: ["SluiceLanguage", "SluiceLearning", "CCommonMark"]),
    .executableTarget(
      name: "sluice",
      dependencies: [
        "SluiceSession", "CReadline", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "SluiceLanguageTests", dependencies: ["SluiceLanguage"]),
    .testTarget(
      name: "SluiceTensorTests", dependencies: ["SluiceTensor", "CKernels"]),
    .testTarget(name: "SluiceLearningTests", dependencies: ["SluiceLearning"]),
    .testTarget(name: "SluiceSessionTests", dependencies: ["SluiceSession"]),
    .testTarget(
      name: "SluiceCommandTests", dependencies: ["sluice", "SluiceSession"]),
  ],
  swiftLanguageModes: [.v6]
)
