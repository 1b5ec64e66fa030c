import SluiceDiagnostics

extension Notebook {
  /// Options of cells and recorded outputs that change nothing.
  package var withoutEffect: [Diagnostic] {
    cells.flatMap { idleOptions(of: $0) + idleOutputs(of: $0) }
  }

  /// How many things in it look as if they were used, and are not.
  package var unusedPlaces: Int { lookalikes.count + withoutEffect.count }

  private func idleOptions(of cell: Cell) -> [Diagnostic] {
    let options = cell.options
    let tolerances = ["rtol", "atol"]
    if options.isShownOnly {
      return idle(
        ["match", "timeout", "error"] + tolerances, of: cell,
        "the cell never runs")
    }
    switch options.match {
    case .approx: return []
    case .exact: return idle(tolerances, of: cell, "every character counts")
    case .none: return idle(tolerances, of: cell, "nothing is compared")
    }
  }

  /// Those of some options that a cell has.
  private func idle(
    _ names: [String], of cell: Cell, _ why: String
  ) -> [Diagnostic] {
    let line = cell.fence.lowerBound
    let words = lines[line].split(whereSeparator: \.isWhitespace)
    return words.compactMap { word in
      let name = word.prefix { $0 != "=" }
      guard names.contains(String(name)), word.contains("=") else { return nil }
      return Diagnostic(
        .noEffect, "`\(name)=` has no effect: \(why)",
        at: place(line, of: word), hint: "remove it")
    }
  }

  private func idleOutputs(of cell: Cell) -> [Diagnostic] {
    let profiles = settings.profiles.map(\.name)
    var seen: Set<String?> = []
    return cell.outputs.compactMap { output in
      let title: String
      var hint: String? = "remove it, or its option"
      if cell.options.isShownOnly {
        title = "this output is never compared: its cell has `no-run`"
      } else if cell.options.match == .none {
        title = "this output is never compared: its cell has `match=none`"
      } else if let profile = output.profile, !profiles.contains(profile) {
        title = "this output is never compared: there is no profile \(profile)"
        hint = didYouMean(
          profile, in: profiles,
          otherwise: profiles.isEmpty
            ? "profiles stand in the comment at the top:"
              + " <!-- sluice: profile \(profile): epochs=2 -->"
            : "there is \(profiles.joined(separator: ", "))")
      } else if !seen.insert(output.profile).inserted {
        title = "this output is never compared: one stands above it"
        hint = "keep one of the two"
      } else {
        return nil
      }
      return Diagnostic(
        .noEffect, title, at: place(output.fence.lowerBound), hint: hint)
    }
  }
}
