internal import CSodium
import Foundation

/// SHA-256, by which a page's policy knows its own style and script.
enum Digest {
  /// A text's digest as a policy writes it: `sha256-…`.
  static func source(of text: String) -> String {
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    let bytes = Array(text.utf8)
    crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
    return "sha256-" + Data(digest).base64EncodedString()
  }
}
