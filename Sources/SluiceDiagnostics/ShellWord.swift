/// A file's name as one would type it into a shell, for commands in hints.
///
/// - Parameter name: Any name.
/// - Returns: The name, in quotes where a shell would take it apart.
package func shellWord(_ name: String) -> String {
  let isPlain =
    !name.isEmpty
    && name.allSatisfy {
      $0.isLetter || $0.isNumber || "/._-+=:@%,<>".contains($0)
    }
  return isPlain
    ? name : "'" + name.replacing("'", with: "'\\''") + "'"
}
