import SluiceEvaluator
import SluiceLearning

extension Idea {
  /// How tasks are weighed, and which go together.
  static let weighing = [
    Idea(
      name: "weighing",
      summary: "How the tasks' losses are weighed against each other.",
      formula: "objective = Σₘ λₘ · wₘ · lossₘ",
      text: "λ is what `task … weight=` says, and never changes; w is what"
        + " `train … weighing=` makes of losses or gradients while the network"
        + " learns. `fixed`: w is 1. `uncertainty`: w is exp(−s), and s is"
        + " learned, so that w goes to 1/(2·loss) (Kendall, Gal and Cipolla"
        + " 2018). `dwa`: more for a task whose loss fell less from one epoch to"
        + " the next (Liu, Johns and Davison 2019). `random`: drawn for each"
        + " batch, a control for all others (Lin et al. 2022). `gradnorm`: such"
        + " that the tasks' gradients come to be of like length, those of slower"
        + " tasks longer (Chen et al. 2018). `pcgrad`: w is 1, but what of a"
        + " task's gradient points against another's is taken away (Yu et al."
        + " 2020). `famo`: such that all losses fall by like shares (Liu et al."
        + " 2023). The sum of the weights is the number of tasks, except with"
        + " `uncertainty`. `pcgrad` and `gradnorm` run back once for each task,"
        + " `famo` runs forward twice; the others cost nothing. Studies that"
        + " tuned λ for fixed weights found nothing that beats them, so try some"
        + " λ first, and draw one task's score against the other's.",
      source:
        "Kurin et al. 2022, <https://arxiv.org/abs/2201.04122>; Xin et al."
        + " 2022, <https://arxiv.org/abs/2209.11379>",
      see: ["task", "train", "plot", "affinity", "agreement"],
      examples: untrained + [
        "train net epochs=2 weighing=dwa(temperature=1)",
        "print net.run.weights",
      ])
  ]
}
