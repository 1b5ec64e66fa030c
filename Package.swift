// swift-tools-version: 6.1
import PackageDescription

/// A release for Linux has Swift's libraries in itself and stands at a fixed
/// address: it runs where there is no Swift, and starts in half of the time,
/// since there is hardly anything to load and to relocate.
let isRelease = BuildSettingCondition.when(
  platforms: [.linux], configuration: .release)
let standalone = ["-static-stdlib"]
/// Functions of equal code are one, and no symbol is for others to find: a sixth
/// of the program to hand on, most of it OpenBLAS's kernels for many processors.
let linked =
  standalone + [
    "-use-ld=lld", "-Xclang-linker", "-no-pie", "-Xlinker", "--icf=all",
    "-Xlinker", "--no-export-dynamic",
  ]

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
    .systemLibrary(
      name: "CZlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium",
      providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
    // Without pkg-config, which would link OpenBLAS into every start.
    .systemLibrary(
      name: "COpenBLAS", providers: [.apt(["libopenblas-dev"])]),
    .target(name: "CKernels", cSettings: [.define("_GNU_SOURCE")]),
    .target(name: "CLineEditor", dependencies: ["CReadline"]),
    .target(name: "SluiceDiagnostics"),
    .target(name: "SluiceOutput", dependencies: ["SluiceDiagnostics"]),
    .target(
      name: "SluiceFiles", dependencies: ["SluiceDiagnostics", "CZlib"]),
    .target(
      name: "SluiceKeeping",
      dependencies: ["SluiceDiagnostics", "SluiceFiles", "CSodium"]),
    .target(name: "SluiceRandom"),
    .target(name: "SluiceLanguage", dependencies: ["SluiceDiagnostics"]),
    .target(
      name: "SluiceEvaluator",
      dependencies: [
        "SluiceDiagnostics", "SluiceOutput", "SluiceFiles", "SluiceKeeping",
        "SluiceRandom", "SluiceLanguage",
      ]),
    .target(
      name: "SluiceTensor",
      dependencies: ["CKernels", "COpenBLAS"],
      linkerSettings: [
        .linkedFramework("Accelerate", .when(platforms: [.macOS]))
      ]),
    .target(
      name: "SluiceLearning",
      dependencies: [
        "SluiceDiagnostics", "SluiceFiles", "SluiceKeeping", "SluiceRandom",
        "SluiceTensor",
      ]),
    .target(
      name: "SluiceBenchmark",
      dependencies: [
        "SluiceDiagnostics", "SluiceOutput", "SluiceRandom", "SluiceTensor",
        "SluiceLearning",
      ]),
    .target(
      name: "SluiceLibrary",
      dependencies: [
        "SluiceDiagnostics", "SluiceOutput", "SluiceKeeping", "SluiceRandom",
        "SluiceLanguage", "SluiceEvaluator", "SluiceTensor", "SluiceLearning",
      ]),
    .target(
      name: "SluiceNotebook",
      dependencies: [
        "SluiceDiagnostics", "SluiceOutput", "SluiceFiles", "SluiceKeeping",
        "SluiceLanguage", "SluiceEvaluator", "CCommonMark",
      ]),
    .target(
      name: "SluicePrompt",
      dependencies: [
        "SluiceDiagnostics", "SluiceOutput", "SluiceLanguage",
        "SluiceEvaluator", "SluiceNotebook",
      ]),
    .target(
      name: "SluicePages",
      dependencies: [
        "SluiceDiagnostics", "SluiceOutput", "SluiceFiles", "SluiceLanguage",
        "SluiceEvaluator", "SluiceNotebook", "CSodium",
      ]),
    .executableTarget(
      name: "sluice",
      dependencies: [
        "SluiceDiagnostics", "SluiceOutput", "SluiceFiles", "SluiceKeeping",
        "SluiceLanguage", "SluiceEvaluator", "SluiceLibrary", "SluiceNotebook",
        "SluicePages", "SluicePrompt", "SluiceTensor", "SluiceLearning",
        "SluiceBenchmark",
        "CLineEditor", "CReadline", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: [.unsafeFlags(standalone, isRelease)],
      linkerSettings: [.unsafeFlags(linked, isRelease)]),
    .testTarget(
      name: "SluiceOutputTests",
      dependencies: [
        "SluiceDiagnostics", "SluiceOutput", "SluiceNotebook", "SluiceLibrary",
        "SluiceEvaluator",
      ]),
    .testTarget(
      name: "SluiceFilesTests",
      dependencies: ["SluiceDiagnostics", "SluiceFiles"]),
    .testTarget(
      name: "SluiceLanguageTests",
      dependencies: ["SluiceDiagnostics", "SluiceLanguage", "SluiceOutput"]),
    .testTarget(
      name: "SluiceEvaluatorTests",
      dependencies: [
        "SluiceDiagnostics", "SluiceOutput", "SluiceFiles", "SluiceLanguage",
        "SluiceEvaluator",
      ]),
    .testTarget(
      name: "SluiceTensorTests", dependencies: ["SluiceTensor", "SluiceRandom"]),
    // Its plain loops are what fast kernels are held against: a fifth of the
    // time of all tests, if they are not optimized.
    .testTarget(
      name: "SluiceLearningTests",
      dependencies: [
        "SluiceLearning", "SluiceTensor", "SluiceRandom", "SluiceDiagnostics",
      ], swiftSettings: [.unsafeFlags(["-O"])]),
    .testTarget(
      name: "SluiceLibraryTests",
      dependencies: [
        "SluiceDiagnostics", "SluiceOutput", "SluiceRandom", "SluiceLanguage",
        "SluiceEvaluator", "SluiceLibrary", "SluiceNotebook", "SluicePages",
        "SluicePrompt", "SluiceLearning", "SluiceTensor",
      ]),
    .testTarget(
      name: "SluiceKeepingTests",
      dependencies: [
        "SluiceKeeping", "SluiceDiagnostics", "SluiceFiles", "SluiceOutput",
        "SluiceRandom", "SluiceEvaluator", "SluiceLibrary", "SluiceLearning",
        "SluiceNotebook", "SluiceTensor",
      ]),
    .testTarget(
      name: "SluicePagesTests",
      dependencies: [
        "SluiceDiagnostics", "SluiceOutput", "SluiceEvaluator",
        "SluiceLibrary", "SluiceNotebook", "SluicePages",
      ]),
    .testTarget(
      name: "SluiceCommandTests",
      dependencies: ["SluiceLibrary", "SluiceNotebook", "SluiceTensor"]),
  ],
  swiftLanguageModes: [.v6]
)
