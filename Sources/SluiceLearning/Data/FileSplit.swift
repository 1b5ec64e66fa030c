import Foundation

/// What a file's name says of a corpus: `en_ewt-ud-train.conllu` is the train
/// part of `en_ewt-ud`.
struct FileSplit {
  /// train, dev or test.
  let split: String
  /// What is left of the name without the split and the ending.
  let rest: String

  /// The words that speak of a split.
  static let words = [
    "train": "train", "training": "train", "dev": "dev", "devel": "dev",
    "development": "dev", "val": "dev", "valid": "dev", "validation": "dev",
    "testa": "dev", "test": "test", "testb": "test",
  ]

  /// Endings of files that are no columns of text, whatever their names say.
  private static let others: Set<String> = [
    "bak", "bin", "bz2", "cfg", "doc", "docx", "html", "ini", "ipynb",
    "json", "jsonl", "log", "md", "npy", "npz", "orig", "pdf", "pickle", "pkl",
    "png", "pt", "py", "rst", "safetensors", "sh", "sluice", "svg", "swp",
    "tar", "tgz", "toml", "vec", "xlsx", "xml", "xz", "yaml", "yml", "zip",
    "zst",
  ]

  /// Nil where a name speaks of no split, or of several, or is that of another
  /// kind of file.
  init?(file: String) {
    let file = Self.unpacked(file)
    let url = URL(filePath: file)
    let ending = url.pathExtension.lowercased()
    guard !Self.others.contains(ending), !file.hasSuffix("~") else {
      return nil
    }
    let name =
      Self.words[ending] == nil
      ? url.deletingPathExtension().lastPathComponent : file
    var splits: [String] = []
    var rest = [""]
    var word = ""
    for character in name + "." {
      if character.isLetter {
        word.append(character)
        continue
      }
      if let split = Self.words[word.lowercased()] {
        splits.append(split)
        rest.append("")
      } else {
        rest[rest.count - 1] += word
      }
      rest[rest.count - 1].append(character)
      word = ""
    }
    guard let split = splits.first, splits.allSatisfy({ $0 == split }) else {
      return nil
    }
    self.split = split
    self.rest =
      rest.map(Self.trimmed).filter { !$0.isEmpty }
      .joined(separator: "-").composed
  }

  /// The name of a file without gzip's ending.
  static func unpacked(_ file: String) -> String {
    let isPacked = file.lowercased().hasSuffix(".gz")
    return isPacked ? String(file.dropLast(3)) : file
  }

  /// Without what joins words at either end.
  private static func trimmed(_ text: String) -> Substring {
    func isJoint(_ character: Character) -> Bool {
      !character.isLetter && !character.isNumber
    }
    var text = text.drop(while: isJoint)
    while let last = text.last, isJoint(last) { text.removeLast() }
    return text
  }
}
