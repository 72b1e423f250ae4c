import Foundation
import Linli
import XCTest

/// What one person cannot settle alone: councils that sit, parties called in, clocks that stand still.
final class ProceduresTests: XCTestCase {
    private let now = Tables.instant("2025-03-03 09:30")
    private let on: CalendarDay = "2025-03-03"
    private let after: CalendarDay = "2025-03-04"
    private var by: Meta { Meta("p17", now) }
    private var worker: Meta { Meta("w07", now) }

    private func story() throws -> (Ward, CaseId) {
        let ward = try Ward.inMemory(bundle: Tables.bundle())
        try Tables.enter(ward)
        return (ward, try ward.cases.register("works", unit: "grid-07", by: by))
    }

    private func refused(_ name: String, line: UInt = #line, _ act: () throws -> some Any) {
        XCTAssertThrowsError(try act(), line: line) {
            guard case LinliError.Refused = $0 else { return XCTFail("\($0)", line: line) }
            XCTAssertEqual(($0 as? LinliError)?.name, name, line: line)
        }
    }

    func testACouncilSitsAndItsVotesCarryTheAction() throws {
        let (ward, works) = try story()
        try ward.grid.addBody("council-07", name: "第七网格议事会", unit: "grid-07", from: on, by: by, kind: "council")
        let first = try ward.grid.addMember("council-07", "m1", from: on, by: by, seat: "owners")
        let second = try ward.grid.addMember("council-07", "m2", from: on, by: by, seat: "tenants")
        let third = try ward.grid.addMember("council-07", "m3", from: on, by: by)
        XCTAssertEqual(try ward.grid.bodiesOfKind("council", unit: "b-12", on: on).map(\.id), ["council-07"])
        XCTAssertEqual(try ward.grid.body("council-07")?.kind, "council")
        XCTAssertEqual(try ward.grid.members("council-07", on: on).map(\.id), [first, second, third])
        let vote = try XCTUnwrap(ward.cases.may(works, "w07", at: now).first { $0.id == "vote" })
        XCTAssertEqual(vote.needs, [.passed(kind: "council", name: DisplayName(zh: "议事会", en: "council"))])
        func sitting(_ attended: [PersonId], _ votes: Votes?) -> Sitting {
            Sitting(body: "council-07", attended: attended, votes: votes)
        }
        let split = sitting(["m1", "m2"], Votes(ayes: 1, noes: 1))
        XCTAssertEqual(try ward.grid.judge(split, on: on), .valid(present: 2, members: 3, passed: false))
        guard case .invalid(let why) = try ward.grid.judge(sitting(["m1"], nil), on: on) else {
            return XCTFail("one of three is no quorum")
        }
        XCTAssert(why.zh.contains("3") && why.en?.contains("3") == true, "\(why)")
        refused("not_passed") { try ward.cases.act(works, "vote", by: worker, sitting: split) }
        try ward.cases.act(works, "vote", by: worker, sitting: sitting(["m1", "m2"], Votes(ayes: 2, noes: 0)))
        try ward.grid.endMember(third, until: after, by: by)
        XCTAssertEqual(try ward.grid.members("council-07", on: after).count, 2)
        XCTAssertEqual(try ward.grid.membershipsOf("m1", on: on).map(\.body), ["council-07"])
    }

    func testPartiesAreCalledInAndTheCaseWaitsForItsParts() throws {
        let (ward, works) = try story()
        try ward.cases.act(works, "name", by: worker, names: "v001")
        try ward.cases.act(works, "consent", by: by)
        XCTAssertEqual(
            try ward.cases.get(works, at: now)?.marks,
            [Mark(mark: "contact", person: "v001"), Mark(mark: "consent", person: nil)])
        refused("needs_missing") { try ward.cases.act(works, "call-in", by: worker) }
        let parties = [Assignee(unit: "grid-08"), Assignee(unit: "guandao", post: "duty-desk")]
        let parts = try ward.cases.act(works, "call-in", by: worker, parties: parties).created.map(\.id)
        XCTAssertEqual(try ward.cases.get(works, at: now)?.begun, parts)
        XCTAssertEqual(try ward.cases.get(works, at: now)?.openParts, 2)
        let part = try XCTUnwrap(ward.cases.get(parts[0], at: now))
        XCTAssertEqual(part.origin, CaseOrigin(case: works, link: .part, later: false))
        XCTAssertEqual(part.holder.unit, "grid-08")
        let finish = try XCTUnwrap(ward.cases.may(works, "v001", at: now).first { $0.id == "finish" })
        XCTAssertEqual(finish.needs, [.detail(name: "reply"), .parts, .mark(mark: "consent")])
        let why = try XCTUnwrap(ward.cases.whyNot(works, "finish", "v001", at: now))
        XCTAssertFalse(why.may || why.sentence.zh.isEmpty)
        XCTAssert(try ward.cases.maySee(works, "v001", at: now))
        let done = Meta("v001", now).detail("reply", "修好了")
        refused("not_yet") { try ward.cases.act(works, "finish", by: done) }
        try ward.cases.act(parts[0], "sign", by: Meta("w08", now))
        try ward.cases.act(parts[1], "sign", by: Meta("d01", now))
        XCTAssertEqual(try ward.cases.get(works, at: now)?.openParts, 0)
        try ward.cases.act(works, "finish", by: done)
        XCTAssertEqual(try ward.cases.get(works, at: now)?.kind, .closed)
    }

    func testClocksStandStillAndGoOn() throws {
        let (ward, works) = try story()
        try ward.cases.act(works, "pause", by: worker.detail("reason", "等材料"))
        let still = try XCTUnwrap(ward.cases.get(works, at: now))
        XCTAssertEqual(still.clocks.map(\.clock), [.pause])
        XCTAssertEqual(still.paused.map(\.clock), [.state, .case])
        XCTAssertEqual(still.paused[0].limit.en, "5 working days")
        XCTAssertEqual(still.paused[0].tally.map { $0.counted + $0.remaining }, 5)
        try ward.cases.act(works, "resume", by: worker)
        let running = try XCTUnwrap(ward.cases.get(works, at: now))
        XCTAssertEqual(running.clocks.map(\.clock), [.state, .case])
        XCTAssertEqual(running.paused, [])
    }

    func testOneCaseBecomesPartOfAnothersAnswer() throws {
        let (ward, works) = try story()
        let again = try ward.cases.register("works", unit: "grid-07", by: Meta("p18", now))
        XCTAssertEqual(try ward.cases.may(again, "w07", at: now).first { $0.id == "merge" }?.needs, [.into])
        try ward.cases.act(again, "merge", by: worker, into: works)
        XCTAssertEqual(try ward.cases.get(again, at: now)?.mergedInto, works)
        XCTAssertEqual(try ward.cases.get(works, at: now)?.requesters, ["p17", "p18"])
        XCTAssertEqual(try ward.cases.get(works, at: now)?.by, "p17")
    }

    func testABodyServesAUnitUnderAnAgreement() throws {
        let (ward, _) = try story()
        try ward.grid.addBody("school", name: "中学", unit: "street", from: on, by: by)
        let agreement = try ward.grid.agree("school", unit: "guandao", from: on, by: by)
        XCTAssertEqual(try ward.grid.agreement("school", unit: "grid-07", on: on)?.id, agreement)
        XCTAssertEqual(try ward.grid.agreements("b-12", on: on).map(\.body), ["school"])
        try ward.grid.endAgreement(agreement, until: after, by: by)
        XCTAssertNil(try ward.grid.agreement("school", unit: "grid-07", on: after))
    }

    func testRunningCasesMoveToTheProcedureOfALaterEdition() throws {
        let (ward, works) = try story()
        let later = try Tables.text("bundle.json")
            .replacingOccurrences(of: #""from":"2025-01-01""#, with: #""from":"2025-04-01""#)
            .replacingOccurrences(of: #""running""#, with: #""going""#)
        try ward.adopt(try RulebookBundle.fromJson(text: later), by: by)
        let april = Meta("w07", Tables.instant("2025-04-01 09:00"))
        refused("no_place_to_go") { try ward.cases.migrate("works", by: april) }
        try ward.cases.migrate("works", by: april, states: ["running": "going"])
        XCTAssertEqual(try ward.cases.get(works, at: april.recorded)?.state, "going")
        XCTAssertEqual(try ward.cases.history(works).last?.events.first?.kind, "cases.moved")
    }

    func testGapsPartsOfFiguresAndClocksKeptAreTold() throws {
        let (ward, works) = try story()
        XCTAssertEqual(try ward.grid.staffing(on: on).filter { $0.matter == "works" }, [])
        let seat = try XCTUnwrap(ward.grid.postsOf("d01", on: on).first { $0.post == "duty-desk" })
        try ward.grid.endAppointment(seat.id, until: on, by: by)
        let gap = try XCTUnwrap(ward.grid.staffing(on: on).first { $0.matter == "parking" })
        XCTAssertEqual(gap.lacks, .handler(post: "duty-desk"))
        XCTAssert(gap.sentence.zh.contains("管道社区") && gap.sentence.en?.contains("Appoint") == true, "\(gap)")
        try ward.cases.register("parking", unit: "grid-08", by: by)
        let until = now.addingTimeInterval(1)
        let counted = Counted(from: now, until: until)
        XCTAssertEqual(
            try ward.cases.figuresBy(counted, by: .matter, at: now).map(\.group),
            [.matter(matter: "parking"), .matter(matter: "works")])
        let places = try ward.cases.figuresBy(counted, by: .place(level: "grid"), at: now)
        XCTAssertEqual(places.map(\.group), [.place(unit: "grid-07"), .place(unit: "grid-08")])
        XCTAssertEqual(places.map(\.figures.open).reduce(0, +), 2)
        let clocks = try ward.cases.onTime(Counted(from: now, until: until, matter: "works"))
        let clock = try XCTUnwrap(clocks.first { $0.state == "running" })
        XCTAssertEqual(clock.leftOut, [RunLeftOut(case: works, since: now, why: .running)])
        XCTAssertEqual(clock.kept, Rate(part: 0, of: 0))
    }

    func testABundleTellsOfItsBodiesAndDrawsItsProcedures() throws {
        let bundle = try Tables.bundle()
        let council = try XCTUnwrap(bundle.catalogue().bodies.first { $0.id == "council" })
        XCTAssertEqual(council.quorum, "1/2")
        XCTAssertEqual(council.seats.map(\.min), [1, 1])
        XCTAssert(bundle.catalogue().matters.contains { $0.id == "works" && $0.procedure == "works" })
        XCTAssert(try XCTUnwrap(bundle.toMermaid(procedure: "works", lang: .zh)).hasPrefix("stateDiagram-v2\n"))
        XCTAssertNil(bundle.toMermaid(procedure: "nothing", lang: .zh))
    }
}
