/// What tells two values of one name apart, to the last bit: a sweep that goes on
/// where it stopped must not mix rows of different corpora or parameters.
extension Value {
  package var fingerprint: String { KeptJSON.line(KeptValue(self)) }
}
