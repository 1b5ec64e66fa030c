import SluiceEvaluator

extension Idea {
  /// What a search is, and what its best score is not.
  static let architectureSearch = Idea(
    name: "architecture-search",
    summary: "Trying architectures, and keeping the one that scores best.",
    formula: "best = argmax over tries of the development score",
    text: "`search` draws networks from a space that is counted: which layers"
      + " are tied, at which layer each auxiliary task is supervised, how many"
      + " subspaces there are, what heads read, and whether α is off, fixed or"
      + " trained. Choices that are another network again are left out. Random"
      + " search trains each try to the end; halving trains all a little and"
      + " goes on with the best. A search costs as many trainings as it has"
      + " tries, so it is shown beside the sluice network from as many starts as"
      + " take the same epochs. The best of many development scores is too high"
      + " by chance: take a test score of the winner, once.",
    source: "Bergstra and Bengio 2012; Jamieson and Talwalkar 2016; Li et al."
      + " 2017",
    see: ["search", "plot", "transfer"],
    examples: [
      "corpus toy = toy_english(sentences=20, domains=[mail])",
      "task pos = toy.pos", "task names = toy.ner",
      "search best tasks=[names, pos] tries=3 epochs=1 layers=2 hidden=8"
        + " spelling=8",
      "plot best search", "show best.tries",
    ])
}
