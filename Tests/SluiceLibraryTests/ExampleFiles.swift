import Foundation

/// The files that help's examples speak of, in a folder of their own.
enum ExampleFiles {
  /// A new temporary folder with them, or with others by path; the caller
  /// removes it.
  static func folder(_ files: [String: String] = files) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sluice-examples-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return folder.path
  }

  private static let columns = """
    # columns = FORM POS NER
    Anna\tPROPN\tB-PER
    reads\tVERB\tO

    """

  static let files = [
    "my-corpus/train.tsv": columns, "my-corpus/dev.tsv": columns,
    "my-corpus/test.tsv": columns,
    "my-treebank.conllu": """
    1\tAnna\tAnna\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
    2\treads\tread\tVERB\tVBZ\tNumber=Sing\t0\troot\t_\t_

    """,
    "my-chunks.txt": "Anna NNP B-NP\nreads VBZ B-VP\n",
    "my-names.txt": "Anna NNP I-NP I-PER\nreads VBZ I-VP O\n",
    "ned.train": "Anna N B-PER\nleest V O\n",
    "ned.testa": "Anna N B-PER\nslaapt V O\n",
    "my-uner/train.iob2": "1\tAnna\tB-PER\t-\tme\n2\treads\tO\t-\tme\n",
    "my-ontonotes/train/bn/a.gold_conll": """
    #begin document (a); part 000
    a 0 0 Anna NNP (S(NP*) - - - - (PERSON) *
    a 0 1 reads VBZ (VP*)) read 01 - - * (V*)

    #end document

    """,
  ]
}
