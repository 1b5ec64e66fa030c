import SluiceDiagnostics
import SluiceLearning
import SluiceOutput

/// What a network's heads are, where they are not each a softmax of its own.
struct HeadReport {
  private let network: Network
  private var a: Architecture { network.architecture }

  init(_ network: Network) { self.network = network }

  var output: Output {
    let said = kinds + shared + projections
    return said.isEmpty
      ? .nothing : .text("heads: " + said.joined(separator: "; "))
  }

  private var kinds: [String] {
    guard a.headOfTask.contains(where: { $0 != .softmax }) else { return [] }
    return [
      zip(network.tasks, a.headOfTask).map { "\($0.name) \($1.rawValue)" }
        .joined(separator: ", ")
    ]
  }

  private var shared: [String] {
    a.headGroups(network.tasks).filter { $0.count > 1 }.map { group in
      enumeration(group.map { network.tasks[$0].name }) + " share one"
    }
  }

  private var projections: [String] {
    guard a.domains > 0 else { return [] }
    return (0..<a.domains).map { domain in
      let tasks = a.domainOfTask.indices.filter {
        a.domainOfTask[$0] == domain
      }
      return "projection \(domain + 1) for "
        + enumeration(tasks.map { network.tasks[$0].name })
    }
  }
}
