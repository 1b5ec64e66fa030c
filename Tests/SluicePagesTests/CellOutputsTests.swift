import SluiceOutput
import Testing

@testable import SluicePages

struct CellOutputsTests {
  @Test func `what is in no run is as the file has it`() {
    #expect(CellOutputs(.recorded(profile: nil)).printed.isEmpty)
  }
}
