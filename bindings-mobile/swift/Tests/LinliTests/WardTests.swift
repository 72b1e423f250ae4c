import Foundation
import Linli
import XCTest

final class WardTests: XCTestCase {
    private let now = Tables.instant("2025-03-03 09:30")
    private var by: Meta { Meta("p17", now) }

    private func ward() throws -> Ward {
        let ward = try Ward.inMemory(bundle: Tables.bundle())
        try Tables.enter(ward)
        return ward
    }

    func testTheFirstProgramOfTheReadme() throws {
        let path = NSTemporaryDirectory() + "linli-\(UUID().uuidString).db"
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        try Tables.enter(try Ward.create(path: path, bundle: Tables.bundle()))
        let ward = try Ward.open(path: path)
        let parking = try ward.cases.register("parking", unit: "grid-07", by: Meta("p17", now))
        try ward.cases.act(parking, "accept", by: Meta("w07", now))
        for mine in try ward.cases.heldBy("w07", at: now) { print(mine.number, mine.stateName.zh, mine.nextDeadline ?? "") }
        do {
            try ward.cases.act(parking, "accept", by: Meta("p17", now))
        } catch let refusal as LinliError {
            print(refusal.code, refusal.localizedDescription, refusal.sentenceZh)
        }
        XCTAssertEqual(try ward.cases.get(parking, at: now)?.state, "handling")
    }

    func testOneCallDoesWhatAScreenNeeds() throws {
        let ward = try ward()
        let parking = try ward.cases.register("parking", unit: "grid-07", by: by)
        XCTAssert(try ward.cases.may(parking, "w07", at: now).contains { $0.id == "accept" && $0.name.zh == "受理" })
        XCTAssertEqual(try ward.cases.openAt("guandao", at: now).map(\.id), [parking])
        try ward.cases.act(parking, "accept", by: Meta("w07", now))
        XCTAssertEqual(try ward.cases.history(parking).flatMap(\.events).map(\.kind), ["cases.registered", "cases.acted"])
        let lines = try XCTUnwrap(ward.grid.directory("grid-07", on: CalendarDay(2025, 3, 3))).lines
        XCTAssertEqual(lines.first { $0.post == "grid-worker" }?.answering?.persons, ["w07"])
        let award = try ward.points.award("volunteering", to: "v001", unit: "grid-07", by: Meta("w07", now), quantity: 180)
        XCTAssertEqual(try ward.points.passbook("person:v001", on: "2025-03-03").lots.map(\.award), [award])
        XCTAssertEqual(try ward.points.trialBalance().map(\.balance).reduce(0, +), 0)
        let page = try XCTUnwrap(ward.points.statement("person:v001", from: "2025-03-01", to: "2025-03-31"))
        XCTAssertEqual(page.lines.map(\.kind), ["earned"])
        XCTAssert(try XCTUnwrap(ward.rules(at: now)).catalogue().matters.contains { $0.id == "parking" })
    }

    func testDetailsAreGivenASaltAndCanBeErased() throws {
        let ward = try ward()
        let parking = try ward.cases.register("parking", unit: "grid-07", by: by.detail("words", "门口"))
        let entry = try ward.cases.history(parking)[0].sequence
        XCTAssertEqual(try ward.detail(sequence: entry, name: "words"), .kept(text: "门口"))
        try ward.erase(entry, by: Meta("admin", now))
        XCTAssertEqual(try ward.detail(sequence: entry, name: "words"), .erased)
    }

    func testInstantsComeBackToTheMillisecond() throws {
        let ward = try ward()
        for milliseconds in [1_744_419_723_456, 1_744_419_723_457, 1_744_419_723_999] {
            let at = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            let parking = try ward.cases.register("parking", unit: "grid-07", by: Meta("p17", at))
            XCTAssertEqual(try ward.cases.get(parking, at: at)?.registered, at)
        }
    }

    func testChangesComeInPagesAndAWakeUpMayAskTheWard() throws {
        let ward = try ward()
        let start = try ward.head().sequence
        let seen = Seen()
        var subscription: Subscription? = ward.onChange { [unowned ward] in
            if let page = try? ward.changesAfter(sequence: seen.last ?? start, limit: 100) { seen.add(page.map(\.sequence)) }
        }
        try ward.cases.register("parking", unit: "grid-07", by: by)
        let orders = (0..<7).map { _ in Order(by: by, command: .register(matter: "parking", unit: "grid-08")) }
        XCTAssertEqual(try ward.executeAll(orders: orders).count, 7)
        XCTAssertNotNil(subscription)
        subscription = nil
        try ward.cases.register("parking", unit: "grid-07", by: by)
        XCTAssertEqual(seen.all, (1...8).map { start + $0 })
    }

    func testAWakeUpMayWriteFromItsOwnOrAnotherThread() throws {
        let ward = try ward()
        let (by, seen) = (by, Seen())
        let done = expectation(description: "the other thread has written")
        let subscription = ward.onChange { [unowned ward] in
            guard seen.all.isEmpty else { return }
            seen.add([1])
            _ = try? ward.cases.register("parking", unit: "grid-08", by: by)
            Thread.detachNewThread {
                _ = try? ward.cases.register("parking", unit: "grid-08", by: by)
                done.fulfill()
            }
        }
        try ward.cases.register("parking", unit: "grid-07", by: by)
        wait(for: [done], timeout: 20)
        withExtendedLifetime(subscription) {}
        XCTAssertEqual(try ward.cases.openAt("guandao", at: now).count, 3)
    }

    func testAnExcerptProvesItselfToWhoeverHoldsOneGrid() throws {
        let ward = try ward()
        let start = try ward.head()
        try ward.cases.register("parking", unit: "grid-07", by: by.detail("words", "门口"))
        try ward.cases.register("parking", unit: "grid-08", by: by.detail("words", "楼下"))
        let end = try ward.head().head
        func unproven(_ excerpt: Excerpt, from: Head, line: UInt = #line) {
            XCTAssertThrowsError(try excerpt.verify(from: from, to: end), line: line) {
                XCTAssertEqual(($0 as? LinliError)?.name, "not_proven", line: line)
            }
        }
        let given = try ward.excerptAfter(sequence: start.sequence, limit: 100, units: ["grid-07"], wholeWard: false).json()
        let excerpt = try Excerpt.fromJson(text: given)
        try excerpt.verify(from: start.head, to: end)
        XCTAssertEqual(excerpt.entries(), 2)
        XCTAssertFalse(excerpt.disclosed().isEmpty)
        XCTAssert(excerpt.disclosed().allSatisfy { $0.scope == "grid-07" && $0.sequence == start.sequence + 1 })
        XCTAssertEqual(Set(excerpt.disclosed().map(\.kind)), [.asked, .event])
        XCTAssert(excerpt.isCompleteFor(units: ["grid-07"], wholeWard: true))
        XCTAssertFalse(excerpt.isCompleteFor(units: ["grid-07", "grid-08"], wholeWard: true))
        try excerpt.hidden().verify(from: start.head, to: end)
        XCTAssertFalse(excerpt.hidden().isCompleteFor(units: ["grid-07"], wholeWard: false))
        unproven(excerpt, from: emptyHead())
        let forged = given.replacingOccurrences(of: "parking", with: "barking")
        unproven(try Excerpt.fromJson(text: forged), from: start.head)
        let whole = try ward.excerptAfter(sequence: 0, limit: 100, units: ["guandao"], wholeWard: true)
        try whole.verify(from: emptyHead(), to: end)
        XCTAssert(whole.disclosed().contains { $0.scope == nil })
        XCTAssert(whole.disclosed().contains { $0.scope == "grid-08" })
        XCTAssertThrowsError(try Excerpt.fromJson(text: "{}")) { XCTAssertEqual(($0 as? LinliError)?.code, "A509") }
    }

    func testTheBooksBalanceAndVacantPostsAndUnfitUnitsAreListed() throws {
        let ward = try ward()
        let on: CalendarDay = "2025-03-03"
        try ward.points.award("volunteering", to: "v001", unit: "grid-07", by: Meta("w07", now), quantity: 180)
        let books = try XCTUnwrap(ward.points.books())
        XCTAssertEqual(books.trialBalance, try ward.points.trialBalance())
        XCTAssertEqual(books.liability, try ward.points.liability())
        XCTAssertEqual(books.months.map(\.month), ["2025-03"])
        XCTAssertEqual(books.months[0].outstanding, try ward.points.balance("person:v001"))
        XCTAssertEqual(books.months[0].issued, books.months[0].outstanding)
        let vacant = try ward.grid.vacancies(on: on)
        XCTAssert(vacant.allSatisfy { $0.held < $0.min }, "\(vacant)")
        XCTAssertFalse(vacant.contains { $0.unit == "grid-07" && $0.post == "grid-worker" }, "\(vacant)")
        XCTAssertEqual(try ward.grid.vacancies(on: on, skip: 1), Array(vacant.dropFirst()))
        try ward.grid.updateUnit("grid-07", by: by, households: 1_000_000)
        let found = try XCTUnwrap(ward.grid.householdsOutOfBand(on: on).first { $0.unit == "grid-07" })
        XCTAssert(found.households > found.max && found.min < found.max, "\(found)")
    }

    func testThreadsShareAWard() throws {
        let ward = try ward()
        let by = by
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            for _ in 0..<100 { _ = try? ward.cases.register("parking", unit: "grid-07", by: by) }
        }
        XCTAssertEqual(try ward.cases.openAt("grid-07", at: now, limit: 1000).count, 400)
        XCTAssertNil(try ward.broken())
    }
}

private final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private var numbers: [Int] = []

    var all: [Int] { lock.withLock { numbers } }
    var last: Int? { all.last }
    func add(_ more: [Int]) { lock.withLock { numbers += more } }
}
