import Foundation
import Linli
import XCTest

/// `bindings-mobile/cost` runs this alone, optimised.
final class CostTests: XCTestCase {
    private let now = Tables.instant("2025-03-03 09:30")
    private var by: Meta { Meta("p17", now) }

    func testWhatACallCosts() throws {
        let path = NSTemporaryDirectory() + "linli-\(UUID().uuidString).db"
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let (now, by) = (now, by)
        let ward = try Ward.create(path: path, bundle: Tables.bundle())
        try Tables.enter(ward)
        let batch = (0..<1000).map { _ in Order(by: by, command: .register(matter: "parking", unit: "grid-07")) }
        _ = try ward.executeAll(orders: batch)
        let mine = try ward.cases.openAt("grid-07", at: now, limit: 20).map(\.id)
        for parking in mine { try ward.cases.act(parking, "accept", by: Meta("w07", now)) }
        for _ in 0..<20 { try ward.points.award("volunteering", to: "v001", unit: "grid-07", by: Meta("w07", now), quantity: 60) }
        let figures = try [
            ("the smallest call", processor(5_000) { _ = try ward.grid.contains("guandao", "b-12") }),
            ("what may I do with a case", processor(500) { _ = try ward.cases.may(mine[0], "w07", at: now) }),
            ("one case", processor(500) { _ = try ward.cases.get(mine[0], at: now) }),
            ("my cases, a page of 20", processor(200) { _ = try ward.cases.heldBy("w07", at: now, limit: 20) }),
            ("1000 cases in one list", processor(10) { _ = try ward.cases.openAt("grid-07", at: now, limit: 1000) }),
            ("a passbook page", processor(200) { _ = try ward.points.passbook("person:v001", on: "2025-03-03") }),
            ("open a ward of 1000 cases", processor(5) { _ = try Ward.open(path: path) }),
            (
                "a registration on disk, by the processor",
                processor(20) { try ward.cases.register("parking", unit: "grid-07", by: by) }
            ),
            (
                "a registration on disk, by the clock",
                best(20, CLOCK_MONOTONIC) { try ward.cases.register("parking", unit: "grid-07", by: by) }
            ),
            (
                "each of 1000 in one batch, by the clock",
                best(1, CLOCK_MONOTONIC) { _ = try ward.executeAll(orders: batch) } / 1000
            ),
        ]
        for (call, micros) in figures {
            let (call, micros) = (call.padding(toLength: 42, withPad: " ", startingAt: 0), String(format: "%9.1f", micros))
            print("cost swift  \(call) \(micros) us")
        }
        XCTAssert(figures.allSatisfy { $0.1 < 1_000_000 })
    }

    private func processor(_ times: Int, _ call: () throws -> Void) throws -> Double {
        try best(times, CLOCK_THREAD_CPUTIME_ID, call)
    }

    /// Of seven rounds the best: what else the machine does is not the library's cost.
    private func best(_ times: Int, _ clock: clockid_t, _ call: () throws -> Void) throws -> Double {
        try (1...7).map { _ in
            let start = nanoseconds(clock)
            for _ in 0..<times { try call() }
            return Double(nanoseconds(clock) - start) / 1e3 / Double(times)
        }.min() ?? 0
    }

    private func nanoseconds(_ clock: clockid_t) -> Int {
        var at = timespec()
        clock_gettime(clock, &at)
        return at.tv_sec * 1_000_000_000 + at.tv_nsec
    }
}
