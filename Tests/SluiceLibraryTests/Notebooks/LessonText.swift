/// A short lesson with all that a lesson can ask, for tests.
enum LessonText {
  static let start = "```sluice exercise #shut\nlet gate = …\n```\n"
  static let solution = "```sluice solution\nlet gate = 0\n```\n"
  static let check = """
    ```sluice check
    assert gate == 0 "the gate is shut"
    assert width < 5 "the river is as narrow as it was"
    ```

    """
  static let wrong = """
    ```sluice wrong "That is half open."
    let gate = 0.5
    ```

    ```sluice wrong "That widens the river."
    let gate = 0
    let width = 10
    ```

    """

  static func exercise(
    start: String = start, solution: String = solution, check: String = check,
    wrong: String = ""
  ) -> String {
    [start, solution, check, wrong].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  static let whole = """
    # Gates

    ```sluice
    let width = 4
    ```

    ```predict
    Is the river *wide*?

    - yes
    - no

    answer: width > 3
    ```

    ```sluice
    print width
    ```

    ```output
    4
    ```

    ```because
    Four is more than three.
    ```

    ```sluice exercise #shut
    let gate = …
    ```

    ```hint
    A gate that is shut lets **nothing** through.
    ```

    ```hint
    Nothing is a number.
    ```

    ```sluice solution
    let gate = 0
    ```

    ```sluice check
    let seen = gate + 1
    assert seen == 1 "the gate is shut"
    ```

    ```sluice wrong "That is half open."
    let gate = 0.5
    ```

    ```why
    What passes a gate that is shut?

    - [ ] Half.
      Half passes a gate of 0.5.
    - [x] Nothing.
      Its number is 0.
    ```

    ```sluice
    print gate
    ```

    ```output
    0
    ```

    """
}
