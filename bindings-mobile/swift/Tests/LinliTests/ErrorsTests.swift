import Foundation
import Linli
import LinliFFI
import XCTest

final class ErrorsTests: XCTestCase {
    private let now = Tables.instant("2025-03-03 09:30")
    private var by: Meta { Meta("p17", now) }

    private func ward() throws -> Ward {
        let ward = try Ward.inMemory(bundle: Tables.bundle())
        try Tables.enter(ward)
        return ward
    }

    private func failure(_ ask: () throws -> Void, line: UInt = #line) -> LinliError? {
        do {
            try ask()
            XCTFail("nothing was thrown", line: line)
            return nil
        } catch {
            XCTAssert(error is LinliError, "\(error)", line: line)
            return error as? LinliError
        }
    }

    func testARefusalSpeaksInASentenceAndHasACodeANameDataAndChinese() throws {
        let ward = try ward()
        do {
            try ward.cases.register("parking", unit: "moon", by: by)
            XCTFail("it was taken")
        } catch {
            // As whoever catches it first meets it: as any error.
            XCTAssert(error.localizedDescription.contains("moon"), error.localizedDescription)
            let refusal = try XCTUnwrap(error as? LinliError)
            XCTAssertEqual(error.localizedDescription, refusal.reason.sentence)
            XCTAssertEqual(refusal.name, "unknown_unit")
            XCTAssert(refusal.code.hasPrefix("C2"), refusal.code)
            XCTAssert(refusal.sentenceZh.contains("moon"), refusal.sentenceZh)
            XCTAssertEqual(try Tables.object(refusal.dataJson).text("unit"), "moon")
            guard case .Refused = refusal else { return XCTFail("\(refusal)") }
        }
        XCTAssertEqual(
            try ward.execute(by: by, command: .register(matter: "parking", unit: "moon")).refusal?.name, "unknown_unit")
    }

    func testWhatIsNoIdDayAccountCountSaltOrHeadIsSaidToBeNone() throws {
        let ward = try ward()
        func invalid(_ code: String, line: UInt = #line, _ ask: () throws -> Void) {
            guard let error = failure(ask, line: line) else { return }
            XCTAssertEqual(error.code, code, line: line)
            XCTAssertLessThan(error.localizedDescription.count, 300, line: line)
            XCTAssertFalse(error.sentenceZh.isEmpty, line: line)
        }
        invalid("A501") { try ward.cases.register("parking", unit: "", by: by) }
        invalid("A501") { try ward.cases.register("parking", unit: "grid\u{0}07", by: by) }
        invalid("A501") { try ward.cases.register("parking", unit: String(repeating: "g", count: 10_000_000), by: by) }
        invalid("A501") { try ward.cases.register("parking", unit: "grid-07", by: Meta("", now)) }
        invalid("A502") { _ = try ward.grid.descendants("guandao", on: "2025-02-30") }
        invalid("A502") { _ = try ward.grid.descendants("guandao", on: CalendarDay(999_999, 1, 1)) }
        invalid("A503") { _ = try ward.points.balance(String(repeating: "x", count: 1_000_000)) }
        invalid("A504") { _ = try ward.changesAfter(sequence: -1, limit: 10) }
        invalid("A505") { try ward.cases.register("parking", unit: "grid-07", by: by.attachment("photo", "abc")) }
        invalid("A506") { try ward.cases.register("parking", unit: "grid-07", by: by.with(salt: Data([1]))) }
        invalid("A507") { _ = try ward.grid.unitByCode("12x") }
        invalid("A508") { _ = try RulebookBundle.fromJson(text: "{}") }
        invalid("J415") { _ = try ward.verifyAgainst(known: "12") }
    }

    func testNumbersAndInstantsBeyondEveryBoundAreRefusedNotWrapped() throws {
        let ward = try ward()
        let award = { try ward.points.award("volunteering", to: "v1", unit: "grid-07", by: Meta("w07", self.now), quantity: .max) }
        guard case .Refused = failure({ _ = try award() }) else { return XCTFail("not refused") }
        for seconds in [-Double.infinity, .infinity, .nan, .greatestFiniteMagnitude, 7_258_118_400.001] {
            let at = Date(timeIntervalSince1970: seconds)
            let error = failure { try ward.cases.register("parking", unit: "grid-07", by: Meta("p17", at)) }
            XCTAssertEqual(error?.name, "instant_out_of_range", "\(seconds)")
        }
    }

    func testTextsTooLongAreRefused() throws {
        let ward = try ward()
        let long = by.detail("words", String(repeating: "长", count: 1_000_000))
        XCTAssertEqual(failure { try ward.cases.register("parking", unit: "grid-07", by: long) }?.name, "detail_too_long")
        let nul = try ward.cases.register("parking", unit: "grid-07", by: by.detail("words", "a\u{0}b"))
        let entry = try ward.cases.history(nul)[0].sequence
        XCTAssertEqual(try ward.detail(sequence: entry, name: "words"), .kept(text: "a\u{0}b"))
    }

    func testAPanicOfTheLibraryEndsAtTheBorderAndTheWardGoesOn() throws {
        let ward = try ward()
        func buffer(_ text: String) -> RustBuffer {
            var (bytes, status) = (Array(text.utf8), RustCallStatus())
            return bytes.withUnsafeMutableBufferPointer {
                let given = ForeignBytes(len: Int32($0.count), data: $0.baseAddress)
                return ffi_linli_mobile_rustbuffer_from_bytes(given, &status)
            }
        }
        var status = RustCallStatus()
        // No app can write this: the bytes of a text where those of records belong.
        _ = uniffi_linli_mobile_fn_method_ward_execute(
            ward.uniffiCloneHandle(), buffer("no meta"), buffer("no command"), &status)
        XCTAssertEqual(status.code, 2, "a panic, of which the generated code makes an error")
        try ward.cases.register("parking", unit: "grid-07", by: by)
    }

    func testAFileThatIsMissingOrSomethingElseSaysSo() throws {
        XCTAssertEqual(failure { _ = try Ward.open(path: "/nowhere/ward.db") }?.name, "not_found")
        let path = NSTemporaryDirectory() + "linli-\(UUID().uuidString).txt"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try String(repeating: "this is a letter, not a ward; ", count: 10).write(toFile: path, atomically: true, encoding: .utf8)
        XCTAssertEqual(failure { _ = try Ward.open(path: path) }?.name, "not_a_ward")
    }
}
