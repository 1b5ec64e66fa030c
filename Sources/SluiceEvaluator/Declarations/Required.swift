/// A property that every call gives: no command or function is run before its
/// required arguments are there, so that none needs a value that means nothing.
@propertyWrapper
package struct Required<Value: Sendable>: Sendable {
  private var value: Value?

  package init() {}

  package var wrappedValue: Value {
    get {
      guard let value else {
        preconditionFailure("a required argument is read before it is given")
      }
      return value
    }
    set { value = newValue }
  }

  /// For declarations: `.argument(\.$network, "net", …)`.
  package var projectedValue: Required {
    get { self }
    set { self = newValue }
  }

  var isGiven: Bool { value != nil }
}
