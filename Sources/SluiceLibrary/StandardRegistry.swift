import SluiceDiagnostics
import SluiceEvaluator
import SluiceLearning
import SluiceTensor

extension Registry {
  /// The language as it comes.
  package static let standard = Registry(
    commands: [
      CorpusCommand.self, TaskCommand.self, NetworkCommand.self,
      SubspacesCommand.self, SkipCommand.self, SluiceCommand.self,
      SetCommand.self, FreezeCommand.self, ThawCommand.self,
      TieCommand.self, UntieCommand.self,
      TrainCommand.self, PruneCommand.self, SearchCommand.self,
      TransferCommand.self,
      EvaluateCommand.self, ErrorsCommand.self,
      PredictCommand.self,
      InspectCommand.self, PlotCommand.self, CompareCommand.self,
      SaveCommand.self,
      LoadCommand.self, PrintCommand.self, ShowCommand.self,
      HelpCommand.self, QuitCommand.self,
    ],
    functions: [
      ColumnsFunction.self, ConllUFunction.self, Conll2000Function.self,
      Conll2002Function.self, Conll2003Function.self, UnerFunction.self,
      OntoNotesFunction.self, CutFunction.self, JoinFunction.self,
      SyntheticFunction.self,
      ToyEnglishFunction.self, LayerFunction.self, ExceptFunction.self,
      ShuffledFunction.self, SampleFunction.self, AccuracyFunction.self,
      SpanF1Function.self, ScoreFunction.self, EntropyFunction.self,
      CorrelationFunction.self, TallyFunction.self,
      SignificanceFunction.self,
      LossFunction.self, ClosingFunction.self, RefitFunction.self,
      ReceivedFunction.self, GatesFunction.self, AffinityFunction.self,
      AgreementFunction.self,
      MutualInformationFunction.self,
      Choice.self,
      Absolute.self, SquareRoot.self, Exponential.self, Logarithm.self,
      Rounded.self, Smallest.self, Largest.self, Sum.self, Mean.self,
      Deviation.self, Reached.self, Length.self,
      RowsFunction.self, WhereFunction.self, Present.self,
    ], ideas: Idea.all,
    objects: [
      CorpusObject.self, LayerObject.self, TaskObject.self, NetworkObject.self,
      AlphaObject.self, MatrixObject.self, RunObject.self,
    ], resultsVersion: Trainer.resultsVersion,
    kernels: { Products.inventory.joined(separator: ", ") })
}

extension Environment {
  /// An environment of the whole language.
  package init(
    interrupt: Interrupt = Interrupt(), folder: String = ".",
    access: FileAccess = .everything, threads: Int? = nil,
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) {
    self.init(
      registry: .standard, interrupt: interrupt, folder: folder,
      access: access, threads: threads, progress: progress)
  }
}

extension Session {
  /// A session of the whole language, where any file may be read and written.
  package init() { self.init(Environment()) }
}
