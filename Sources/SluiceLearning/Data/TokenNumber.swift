/// How a file of vectors has its numbers.
enum TokenNumber: String {
  case half = "F16"
  case brain = "BF16"
  case single = "F32"

  var bytes: Int { self == .single ? 4 : 2 }

  /// Reads some numbers.
  ///
  /// - Parameters:
  ///   - bytes: Where they lie.
  ///   - first: Which of them is the first.
  ///   - out: As many as are read.
  /// - Returns: Whether all are finite.
  func decode(
    _ bytes: UnsafeMutableRawBufferPointer, from first: Int,
    into out: UnsafeMutableBufferPointer<Float>
  ) -> Bool {
    var isFinite = true
    for i in out.indices {
      let place = (first + i) * self.bytes
      let value =
        switch self {
        case .single: bytes.load(fromByteOffset: place, as: Float.self)
        case .brain:
          Float(
            bitPattern: UInt32(
              bytes.load(fromByteOffset: place, as: UInt16.self)) << 16)
        case .half:
          Self.halves[
            Int(bytes.load(fromByteOffset: place, as: UInt16.self))]
        }
      out[i] = value
      isFinite = isFinite && value.isFinite
    }
    return isFinite
  }

  /// Every number of half precision: a processor without an instruction for it
  /// converts one in dozens of steps.
  private static let halves = (0...UInt16.max).map { bits -> Float in
    let sign: Float = bits >> 15 == 0 ? 1 : -1
    let (exponent, fraction) = (Int(bits >> 10 & 31), Float(bits & 1023))
    return switch exponent {
    case 0: sign * Float(sign: .plus, exponent: -24, significand: fraction)
    case 31: fraction == 0 ? sign * .infinity : .nan
    default:
      sign
        * Float(
          sign: .plus, exponent: exponent - 25, significand: 1024 + fraction)
    }
  }
}
