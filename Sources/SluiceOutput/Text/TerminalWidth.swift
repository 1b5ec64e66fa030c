extension Character {
  /// Terminal cells this character takes: 2 for East Asian wide characters
  /// and emoji, 0 for a mark that stands alone on nothing, otherwise 1.
  package var terminalWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.isASCII { return 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    return Character.wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  /// The blocks of Unicode whose characters are drawn in two cells.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD,
  ]
}

extension StringProtocol {
  /// Terminal cells the text takes on one line.
  package var terminalWidth: Int { reduce(0) { $0 + $1.terminalWidth } }
}
