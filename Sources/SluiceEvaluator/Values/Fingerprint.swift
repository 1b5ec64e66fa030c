import SluiceOutput

/// What tells two values of one name apart: a sweep that goes on where it
/// stopped must not mix rows of different corpora or parameters.
extension Value {
  package var fingerprint: String {
    switch self {
    case .object(let object): object.fingerprint
    case .list(let items):
      "[" + items.map(\.fingerprint).joined(separator: ", ") + "]"
    default: CSV.text(self)
    }
  }
}
