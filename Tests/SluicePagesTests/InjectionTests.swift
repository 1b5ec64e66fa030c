import Foundation
import SluiceDiagnostics
import SluiceOutput
import Testing

@testable import SluicePages

/// Whatever a notebook says, its page has the elements that the program writes
/// for it, and leads nowhere but where pages may lead.
struct InjectionTests {
  static let hostile = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='",
    "</title><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "</textarea></pre></main><script>alert(1)</script>", "<!-- -->", "<!--",
    "--><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>", "<iframe src=javascript:alert(1)>", "<base href=//evil>",
    "<meta http-equiv=refresh content='0;url=//evil'>", "<form action=//evil>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;",
    "&#x3c;script&#x3e;", "&NewLine;&Tab;&colon;", "\u{202E}txet\u{202C}",
    "\u{2066}a\u{2069}\u{200F}", "\u{1B}[2J\u{1B}]0;title\u{7}",
    "\u{9B}31m", "\u{FFFE}\u{FFFF}", "{{constructor.constructor('1')()}}",
    "${alert(1)}", "\\u003cscript\\u003e", "\u{E000}0\u{E001}",
    "&#xE000;7&#xE001;", "$\\text{<script>}$", "$<img src=x>$",
    "$\\frac{\"><script>}{$",
  ]

  static let addresses = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)",
    "java&#10;script:alert(1)", "java\tscript:alert(1)", "%6Aavascript:alert",
    "&#1;javascript:alert(1)", "vbscript:x", "data:text/html,<script>",
    "data:image/svg+xml;base64,PHN2Zz4=", "file:///etc/passwd", "blob:x",
    "//evil.example", "\\\\evil\\x", "/etc/passwd", "../../etc/passwd",
    "ftp://a.example/", "https:evil", "http://a\u{202E}b.example/",
    "https://a.example/<script>", "#cell-1", "?x", "x.sluice:y", "mailto:",
    "a%00b", "tel:1", "about:blank", "view-source:https://a.example",
  ]

  /// One page with the text wherever a notebook has texts.
  private func page(_ text: String) throws -> String {
    let line = text.replacing("\n", with: " ").replacing("`", with: "")
    return try SamplePage.recorded(
      """
      # A title \(text)

      Prose \(text) and *\(text)* and `\(text)`.

      - an item \(text)

      > a quotation \(text)

      | a table | \(text) |
      |---|---|
      | \(text) | x |

      ```\(line.replacing("~", with: ""))
      code \(text)
      ```

      ```sluice
      print "\(text)" # \(text)
      ```

      ```output
      \(text)
      ```

      ```sluice exercise #name
      let x = … # \(text)
      ```

      ```hint
      A hint \(text)
      ```

      ```sluice check
      assert x == 1 "one"
      ```

      ```why
      A question \(text)

      - [x] yes \(text)
        A reason \(text)
      - [ ] no
        Another \(text)
      ```
      """, name: "folder/\(text).sluice")
  }

  @Test(arguments: hostile) func `text stays text`(text: String) throws {
    let harmless = try #require(Marks(Marks.main(of: try page("word"))))
    let page = try page(text)
    let marks = try #require(
      Marks(Marks.main(of: page)), "\(Marks.main(of: page))")
    // What Markdown itself makes of it, and a longer line that may scroll.
    let allowed: Set = [
      "math", "mrow", "mtext", "mi", "mo", "mn", "mfrac", "em", "br",
      "pre aria-label class role tabindex",
    ]
    #expect(marks.elements.subtracting(harmless.elements).isSubset(of: allowed))
    #expect(marks.addresses.isEmpty)
    #expect(page.components(separatedBy: "<script>").count == 2)
    #expect(page.components(separatedBy: "</script>").count == 2)
    #expect(
      page.unicodeScalars.allSatisfy {
        !$0.movesCursor || $0 == "\n" || $0 == "\t"
      })
  }

  @Test(arguments: addresses)
  func `no link leads where a page may not lead`(address: String) throws {
    let page = try SamplePage.recorded(
      """
      # Links

      [a](<\(address)>) [b](\(address)) ![c](<\(address)>) ![d](\(address))
      <\(address)> [e]

      [e]: <\(address)>
      """)
    let marks = try #require(Marks(Marks.main(of: page)))
    for found in marks.addresses {
      #expect(found == "https://a.example/<script>", "\(found)")
    }
  }

  @Test func `links to sites and to mail are links`() throws {
    let page = try SamplePage.recorded(
      """
      # Links

      [a](https://a.example/x?y=1&z=2#w) [b](HTTP://b.example)
      [c](mailto:me@a.example) ![a picture](https://a.example/x.png)
      """)
    let marks = try #require(Marks(Marks.main(of: page)))
    #expect(
      marks.addresses == [
        "https://a.example/x?y=1&z=2#w", "HTTP://b.example",
        "mailto:me@a.example", "https://a.example/x.png",
      ])
    #expect(!marks.elements.contains { $0.hasPrefix("img") })
  }

  @Test(arguments: hostile)
  func `a mistake that quotes a text does not become marks`(text: String) {
    var renderer = HTMLRenderer()
    let mistake = Diagnostic(
      .unknownName, text,
      at: Place(file: text, line: 1, text: text, columns: 0..<1), label: text,
      hint: text)
    let marks = Marks(renderer.render(.diagnostic(mistake)))
    #expect(marks?.elements == ["body", "pre class"])
  }

  @Test func `names of headings are a page's own and no two are alike`() throws
  {
    let page = try SamplePage.recorded(
      """
      # main

      ## Ünïcode & <b>

      ## main

      ## main

      ## "><script>

      ## s-main--2
      """)
    let marks = try #require(Marks(Marks.main(of: page)))
    #expect(Set(marks.ids).count == marks.ids.count)
    #expect(marks.ids.allSatisfy { $0.hasPrefix("s-") })
  }
}
