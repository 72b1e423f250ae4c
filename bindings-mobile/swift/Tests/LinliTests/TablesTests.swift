import Foundation
import XCTest

final class TablesTests: XCTestCase {
    func testEveryTableHolds() throws {
        var steps = 0
        var failures: [String] = []
        let files = try FileManager.default.contentsOfDirectory(atPath: Tables.folder.path)
        for table in files.filter({ $0.hasSuffix(".jsonl") }).sorted() {
            let player = try Player()
            let lines = try Tables.text(table).split(separator: "\n", omittingEmptySubsequences: false)
            for (index, text) in lines.enumerated() where !text.isEmpty {
                steps += 1
                do {
                    try player.play(Tables.object(String(text)))
                } catch {
                    failures.append("\(table):\(index + 1): \(error)\n    \(text)")
                }
            }
        }
        print("tables: \(steps) steps played, \(failures.count) failed")
        XCTAssertGreaterThan(steps, 0)
        XCTAssertEqual(failures, [], failures.joined(separator: "\n"))
    }
}
