import Testing

@testable import SluicePages

struct TeachingPageTests {
  private static let lesson = """
    # A lesson

    ```sluice
    let x = 1
    ```

    ```predict
    What is x, doubled?

    - one
    - two

    answer: if_else(x + x == 2, "two", "one")
    ```

    ```sluice
    let doubled = x + x
    ```

    ```because
    Twice one is two.
    ```

    ```predict
    And halved?

    within: 0.1
    answer: x / 2
    ```

    ```sluice
    let halved = x / 2
    ```

    ```because
    A half.
    ```

    ```sluice exercise #third
    let third = …
    ```

    ```hint
    Divide.
    ```

    ```hint
    By three.
    ```

    ```sluice solution
    let third = 1 / 3
    ```

    ```sluice check
    assert third * 3 == 1 "a third"
    ```
    """

  @Test func `a run answers what was to be predicted`() throws {
    let main = Marks.main(of: try SamplePage.run(page: Self.lesson))
    #expect(
      main.contains(
        """
        <div class="question" data-kind="predict" data-because="because-1" \
        data-right="1">
        """))
    #expect(
      main.contains("data-because=\"because-2\" data-right=\"0.5\""))
    #expect(main.contains("data-within=\"0.1\""))
    #expect(
      main.contains("<div id=\"because-1\"><p>Twice one is two.</p></div>"))
  }

  @Test func `without a run a prediction has no answer, and says where it is`()
    throws
  {
    let main = Marks.main(of: try SamplePage.recorded(Self.lesson))
    #expect(
      main.contains("data-kind=\"predict\" data-because=\"because-1\">"))
    #expect(!main.contains("data-right"))
  }

  @Test func `hints and solutions are folded, and checks are not shown`() throws
  {
    let main = Marks.main(of: try SamplePage.recorded(Self.lesson))
    #expect(
      main.contains(
        """
        <div class="hints"><details><summary>Hint 1 of 2</summary>\
        <p>Divide.</p></details><details><summary>Hint 2 of 2</summary>\
        <p>By three.</p></details></div>\
        <details class="solution"><summary>The solution, and what it prints\
        </summary>
        """))
    #expect(!main.contains("a third"))
    #expect(main.contains("<code>sluice walk sample.sluice</code>"))
  }
}
