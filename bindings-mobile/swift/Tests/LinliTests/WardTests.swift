import Foundation
import Linli
import XCTest

final class WardTests: XCTestCase {
    private let now = Date(timeIntervalSince1970: 1_744_419_723.456)
    private var by: Meta { Meta("p17", now) }

    func testACaseIsRegisteredThroughTheFacade() throws {
        let ward = try Ward.create(path: "")
        let parking = try ward.cases.register("parking", unit: "grid-07", by: by)
        XCTAssertEqual(parking.id, "grid-07-1")
        XCTAssertEqual(try ward.cases.list(), [parking])
    }

    func testFieldsMayBeAbsent() throws {
        let ward = try Ward.create(path: "")
        XCTAssertNil(try ward.cases.register("noise", unit: "grid-07", by: by).deadline)
        let onBehalf = Meta(actor: "p17", recorded: now, onBehalfOf: "p18")
        XCTAssertNil(try ward.cases.register("noise", unit: "grid-07", by: onBehalf).holder)
    }

    func testInstantsComeBackToTheMillisecond() throws {
        let ward = try Ward.create(path: "")
        for milliseconds in [0, -1, 1_744_419_723_456, 1_744_419_723_457, 253_402_300_799_999] {
            let instant = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            XCTAssertEqual(try ward.cases.register("noise", unit: "grid-07", by: Meta("p17", instant)).registered, instant)
        }
    }

    func testARefusalSpeaksInASentenceAndHasACodeAndData() throws {
        let ward = try Ward.create(path: "")
        XCTAssertThrowsError(try ward.cases.register("parking", unit: "moon", by: by)) { error in
            XCTAssertEqual(error.localizedDescription, "there is no unit `moon` here: name one of the grid 网格")
            guard let refusal = error as? LinliError, case .Refused = refusal else { return XCTFail("\(error)") }
            XCTAssertEqual(refusal.code, "unknown_unit")
            XCTAssertEqual(refusal.dataJson, #"{"unit":"moon"}"#)
        }
    }

    func testASaltHas16Bytes() throws {
        let ward = try Ward.create(path: "")
        let salted = { (bytes: Int) in Meta(actor: "p17", recorded: self.now, salt: Data(count: bytes)) }
        try ward.cases.register("parking", unit: "grid-07", by: salted(16))
        XCTAssertThrowsError(try ward.cases.register("parking", unit: "grid-07", by: salted(15))) { error in
            XCTAssertEqual((error as? LinliError)?.code, "salt_length")
        }
    }

    func testAListenerIsWokenAndMayAskTheWard() throws {
        let ward = try Ward.create(path: "")
        let seen = Seen()
        do {
            let subscription = ward.onChange { seen.add((try? ward.cases.list().count) ?? -1) }
            try ward.cases.register("parking", unit: "grid-07", by: by)
            try ward.cases.register("parking", unit: "grid-07", by: by)
            withExtendedLifetime(subscription) {}
        }
        try ward.cases.register("parking", unit: "grid-07", by: by)
        XCTAssertEqual(seen.all, [1, 2])
    }

    func testAListOfAThousandIsQuick() throws {
        let ward = try Ward.create(path: "")
        for _ in 0..<1000 { try ward.cases.register("parking", unit: "grid-07", by: by) }
        let start = Date()
        for _ in 0..<20 { XCTAssertEqual(try ward.cases.list().count, 1000) }
        print(String(format: "swift: a list of 1000 cases %.0f us (debug build)", -start.timeIntervalSinceNow / 20 * 1e6))
    }
}

private final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private var counts: [Int] = []

    var all: [Int] { lock.withLock { counts } }

    func add(_ count: Int) { lock.withLock { counts.append(count) } }
}
