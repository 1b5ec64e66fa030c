extension Code {
  /// What the process ends with when this is the mistake that decides.
  ///
  /// 1 an assertion failed or an exercise is unsolved, 2 what is written is
  /// wrong and can be known without running, 3 a cell failed, 4 timeout, 5 not
  /// permitted, 6 data missing or unreadable, 130 interrupted.
  package var exitStatus: Int32 {
    switch self {
    case .assertionFailed, .outputDiffers, .unsolved:
      1
    case .unexpectedCharacter, .unterminatedText, .badNumber,
      .unexpectedToken, .unclosedBracket, .tooDeep, .unknownCommand,
      .unknownOption, .repeatedOption, .missingArgument, .extraArgument,
      .shellLine, .unknownName, .takenName, .wrongType, .outOfRange,
      .unknownChoice,
      .unknownFunction, .unknownMember, .unusedParameter, .unreachable,
      .notACell, .noEffect, .badNotebook, .badExercise:
      2
    case .timeout:
      4
    case .notPermitted:
      5
    case .fileNotFound, .notAFile, .unreadable, .unwritable, .emptyFile,
      .invalidUTF8, .columnCount, .unknownColumn, .unknownLayer,
      .unknownDomain, .unknownSplit, .mixedScheme, .badLine, .lineTooLong,
      .withheldWords, .badVectors, .badFeatures, .badCheckpoint:
      6
    case .interrupted:
      130
    default:
      3
    }
  }
}

extension Sequence<Code> {
  /// What the process ends with after several mistakes: who stopped it
  /// decides, since nobody knows what would have come after; else the first.
  package var exitStatus: Int32 {
    let codes = Array(self)
    let stop =
      codes.first { $0 == .interrupted }
      ?? codes.first { $0 == .timeout }
    return (stop ?? codes.first)?.exitStatus ?? 0
  }
}
