import SluiceNotebook
import SluiceOutput
import Testing

@testable import SluicePages

struct JupyterNotebookTests {
  @Test func `prose is a markdown cell, commands are a code cell`() throws {
    let notebook = try Notebook(
      """
      <!-- sluice: seed=3 -->

      # One

      ```sluice #a timeout=5s
      print 2
      ```

      ```output
      2
      ```

      """, name: "doc")
    let made = JupyterNotebook(
      notebook: notebook, outputs: CellOutputs(.recorded(profile: nil)))
    #expect(
      made.text == """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "prose-1",
           "metadata": {},
           "source": [
            "# One"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "a",
           "metadata": {
            "sluice": {
             "options": "#a timeout=5s"
            }
           },
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "2\\n"
             ]
            }
           ],
           "source": [
            "print 2"
           ]
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": "Sluice",
           "language": "sluice",
           "name": "sluice"
          },
          "language_info": {
           "file_extension": ".sluice",
           "name": "sluice"
          },
          "sluice": {
           "settings": "<!-- sluice: seed=3 -->"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """)
  }

  @Test func `names of cells are letters and digits, no two alike`() throws {
    let long = String(repeating: "x", count: 200)
    let notebook = try Notebook(
      ["#α.1", "#a.b", "#a_b", "#a-b", "#\(long)1", "#\(long)2", ""].map {
        "```sluice \($0)\nprint 1\n```\n"
      }.joined(separator: "\nText.\n\n"), name: "doc")
    let text = JupyterNotebook(
      notebook: notebook, outputs: CellOutputs(.recorded(profile: nil))
    ).text
    let ids = text.matches(of: /"id": "(.*)"/).map { String($0.1) }
    #expect(ids.count == 13 && Set(ids).count == 13)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil })
  }

  @Test func `what a run printed is shown, and what is recorded comes back`()
    throws
  {
    let text = "```sluice\nprint 2\n```\n\n```output\n2\n```\n"
    let notebook = try Notebook(text, name: "doc")
    let made = JupyterNotebook(
      notebook: notebook,
      outputs: CellOutputs(.run, printed: [0: .text("3")])
    ).text
    #expect(made.contains(#""3\n""#))
    #expect(try JupyterImport(Array(made.utf8), name: "doc").text == text)
  }
}
