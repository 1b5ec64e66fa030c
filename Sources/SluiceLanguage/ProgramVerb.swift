/// What may follow `sluice` in a shell. The program takes its subcommands' names
/// from here (to find them from its types would be a third of its start), and the
/// language's parser tells a line that belongs into a shell.
package enum ProgramVerb: String, Sendable, CaseIterable {
  case prompt, run, test, accept, walk, course, check, params, fmt, strip, diff
  case export, `import`, watch, why, cache
  case score
  case label
  case bench
  case reference
}
