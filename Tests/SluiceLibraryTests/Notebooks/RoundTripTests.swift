import SluiceDiagnostics
import SluiceEvaluator
import SluiceNotebook
import Testing

@Suite("Odd documents") struct RoundTripTests {
  @Test("10,000 odd documents are written back byte by byte")
  func roundTrip() throws {
    var documents = OddDocuments(seed: 1)
    var read = 0
    for _ in 0..<10_000 {
      let text = documents.next()
      let notebook: Notebook
      do throws(Diagnostic) {
        notebook = try Notebook(text, name: "doc")
      } catch {
        // The mistakes that the documents can have.
        #expect(
          error.title == "two cells are called #id"
            || error.title == "a notebook has no setting `never`")
        continue
      }
      read += 1
      guard Array(notebook.text.utf8) == Array(text.utf8) else {
        Issue.record("changed: \(text.debugDescription)")
        return
      }
      var line = 0
      for part in notebook.parts {
        let range =
          switch part {
          case .prose(let range): range
          case .cell(let cell): cell.lines
          case .question(let question): question.fence.lines
          case .because(let fence): fence.lines
          }
        try #require(range.lowerBound == line && range.upperBound > line)
        line = range.upperBound
      }
      #expect(line == notebook.lines.count)
    }
    #expect(read > 9_000)
  }

  @Test("A layout keeps cells and outputs, and doing it twice changes nothing")
  func layout() throws {
    let shapes = Registry.standard.shapes
    var documents = OddDocuments(seed: 2)
    var count = 0
    for _ in 0..<2_000 {
      let text = documents.next()
      guard let notebook = try? Notebook(text, name: "doc"),
        let once = try? notebook.laidOut(shapes: shapes)
      else { continue }
      count += 1
      let again = try Notebook(once, name: "doc")
      guard (try? again.laidOut(shapes: shapes)) == once else {
        Issue.record("not the same twice: \(text.debugDescription)")
        return
      }
      guard again.cells.map(\.options) == notebook.cells.map(\.options),
        again.cells.flatMap(\.outputs).map(\.text)
          == notebook.cells.flatMap(\.outputs).map(\.text)
      else {
        Issue.record("another notebook: \(text.debugDescription)")
        return
      }
    }
    #expect(count > 500)
  }

  @Test("5,000 odd lessons are refused, or kept to the byte and laid out alike")
  func lessons() throws {
    let shapes = Registry.standard.shapes
    var documents = OddDocuments(seed: 4)
    var (read, refused) = (0, 0)
    for _ in 0..<5_000 {
      let text = documents.nextLesson()
      let lesson: Notebook
      do throws(Diagnostic) {
        lesson = try Notebook(text, name: "doc")
      } catch {
        #expect([.badExercise, .badNotebook].contains(error.code))
        #expect(error.place != nil && error.hint != nil)
        refused += 1
        continue
      }
      read += 1
      #expect(Array(lesson.text.utf8) == Array(text.utf8))
      let copy = try Notebook(
        lesson.stripped(solutions: true), name: "copy")
      guard copy.cells.count == lesson.cells.count,
        copy.cells.allSatisfy({ $0.exercise?.solution == nil })
      else {
        Issue.record("no copy: \(text.debugDescription)")
        return
      }
      guard let once = try? lesson.laidOut(shapes: shapes) else { continue }
      let again = try Notebook(once, name: "doc")
      guard (try? again.laidOut(shapes: shapes)) == once,
        again.cells.map({ $0.exercise?.pieces.map(\.kind) })
          == lesson.cells.map({ $0.exercise?.pieces.map(\.kind) }),
        again.predictions.keys.sorted() == lesson.predictions.keys.sorted()
      else {
        Issue.record("another lesson: \(text.debugDescription)")
        return
      }
    }
    #expect(read > 500 && refused > 500)
  }

  @Test("Without its outputs a notebook has the same cells")
  func strip() throws {
    var documents = OddDocuments(seed: 3)
    for _ in 0..<2_000 {
      guard let notebook = try? Notebook(documents.next(), name: "doc") else {
        continue
      }
      let bare = try Notebook(notebook.stripped(solutions: false), name: "doc")
      guard bare.cells.allSatisfy({ $0.outputs.isEmpty }),
        bare.cells.map({ bare.text($0.code) })
          == notebook.cells.map({ notebook.text($0.code) })
      else {
        Issue.record("another notebook: \(notebook.text.debugDescription)")
        return
      }
    }
  }
}
