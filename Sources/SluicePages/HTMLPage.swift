import SluiceDiagnostics
import SluiceEvaluator
import SluiceLanguage
import SluiceNotebook

/// A notebook as one file of HTML that needs no other: it opens from a disk,
/// asks nothing of any server, and is whole without its script.
package struct HTMLPage {
  package let text: String

  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - outputs: What is shown below its cells.
  ///   - shapes: Those of the language's commands.
  ///   - links: Where its links may lead.
  ///   - lesson: Its place in a course or among other pages, if it has one.
  package init(
    _ notebook: Notebook, _ outputs: CellOutputs, shapes: [CommandWord],
    links: PageLinks = PageLinks(), lesson: PagePlace? = nil
  ) {
    var article = NotebookArticle(
      notebook, outputs, shapes: shapes, links: links)
    let html = article.html()
    let headings = article.headings
    let title = headings.all.first?.title ?? notebook.fileName
    let origin = outputs.sentence(seed: notebook.settings.seed)
    text =
      PageFrame(
        title: title,
        header: lesson?.header ?? "",
        main: [
          Self.alarm(outputs, notebook), lesson?.goalLine ?? "",
          headings.contents, html, lesson?.footer ?? "",
        ].filter { !$0.isEmpty }.joined(separator: "\n"),
        footer: HTML.element("p", ["class": "origin"], HTML.escaped(origin))
          + HTML.element(
            "p", [:],
            "Made of the notebook "
              + HTML.element("bdi", [:], HTML.escaped(notebook.fileName))
              + " by Sluice.")
      ).html
  }

  /// What is wrong, above all else.
  private static func alarm(
    _ outputs: CellOutputs, _ notebook: Notebook
  ) -> String {
    guard let failed = outputs.mistakes.keys.min() else { return "" }
    return HTML.element(
      "p", ["class": "alarm"],
      "The run of this notebook stopped at "
        + HTML.element(
          "a", ["href": "#cell-\(failed + 1)"],
          HTML.escaped(notebook.title(ofCell: failed)))
        + ", which failed. What is below it was not run.")
  }
}

/// What all pages have in common: the policy, the style, the script.
struct PageFrame {
  var title: String
  /// HTML beside the button for colours.
  var header = ""
  var main: String
  var footer: String

  /// Nothing may be fetched, and nothing may run but what stands here. The
  /// page's own policy cannot say who may frame it: only a server can.
  private static let policy = [
    "default-src 'none'", "style-src '\(Digest.source(of: PageStyle.text))'",
    "script-src '\(Digest.source(of: PageScript.text))'", "img-src data:",
    "base-uri 'none'", "form-action 'none'",
  ].joined(separator: "; ")

  var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" content="\(Self.policy)"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="referrer" content="no-referrer"/>
    <title>\(HTML.escaped(title))</title>
    <style>\(PageStyle.text)</style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to the text</a>
    <header>\(header)<button type="button" class="live theme">Colours</button>\
    </header>
    <main id="main">
    \(main)
    </main>
    <footer>\(footer)</footer>
    <script>\(PageScript.text)</script>
    </body>
    </html>

    """
  }
}
