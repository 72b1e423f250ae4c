import Foundation
import Linli
import XCTest

/// What happens when processes are killed, or when there are several. Each other process is this one started again, for
/// `testWriter` alone.
final class ProcessTests: XCTestCase {
    private let now = Tables.instant("2025-03-03 09:30")
    private var by: Meta { Meta("p17", now) }
    private var path = ""

    override func setUp() { path = NSTemporaryDirectory() + "linli-\(UUID().uuidString).db" }

    override func tearDown() {
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
    }

    /// Registers and prints what it was answered, so many times or until somebody kills it.
    func testWriter() throws {
        let given = ProcessInfo.processInfo.environment
        guard let path = given["LINLI_WRITER_PATH"], let times = given["LINLI_WRITER_TIMES"].flatMap(Int.init) else { return }
        let ward: Ward
        if FileManager.default.fileExists(atPath: path) {
            ward = try Ward.open(path: path)
        } else {
            ward = try Ward.create(path: path, bundle: Tables.bundle())
            try Tables.enter(ward)
        }
        for _ in 0..<times {
            let parking = try ward.cases.register("parking", unit: "grid-07", by: by)
            FileHandle.standardOutput.write(Data("\(parking);\n".utf8))
        }
    }

    #if os(Linux)
        private func writer(times: Int = .max) throws -> (Process, FileHandle) {
            let (child, output) = (Process(), Pipe())
            child.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            child.arguments = ["LinliTests.ProcessTests/testWriter"]
            child.environment = ProcessInfo.processInfo.environment.merging(
                ["LINLI_WRITER_PATH": path, "LINLI_WRITER_TIMES": String(times)]) { $1 }
            child.standardOutput = output
            try child.run()
            return (child, output.fileHandleForReading)
        }

        /// What was answered: the last one may be broken off, and XCTest prints too.
        private func answered(_ printed: Data) -> [CaseId] {
            let lines = String(decoding: printed, as: UTF8.self).split(separator: "\n")
            return lines.filter { $0.hasSuffix(";") }.map { String($0.dropLast()) }
        }

        func testAKilledProcessLosesNothingItWasAnswered() throws {
            let (child, output) = try writer()
            var printed = Data()
            while answered(printed).count < 40 {
                let more = output.availableData
                guard !more.isEmpty else { return XCTFail("the writer ended by itself") }
                printed += more
            }
            kill(child.processIdentifier, SIGKILL)
            printed += output.readDataToEndOfFile()
            child.waitUntilExit()
            XCTAssertEqual(child.terminationReason, .uncaughtSignal)
            let ward = try Ward.open(path: path)
            for parking in answered(printed) { XCTAssertNotNil(try ward.cases.get(parking, at: now), parking) }
            _ = try ward.verify()
        }

        func testSeveralProcessesWriteOneFile() throws {
            let ward = try Ward.create(path: path, bundle: Tables.bundle())
            try Tables.enter(ward)
            let children = try (0..<2).map { _ in try writer(times: 20) }
            for _ in 0..<20 { try ward.cases.register("parking", unit: "grid-07", by: by) }
            for (child, output) in children {
                XCTAssertEqual(answered(output.readDataToEndOfFile()).count, 20)
                child.waitUntilExit()
                XCTAssertEqual(child.terminationStatus, 0)
            }
            _ = try ward.refresh()
            XCTAssertEqual(try ward.cases.openAt("grid-07", at: now).count, 60)
            XCTAssertNil(try ward.broken())
            _ = try ward.verify()
        }
    #endif

    func testTwoWardsOnOneFileSeeEachOthersWork() throws {
        let one = try Ward.create(path: path, bundle: Tables.bundle())
        try Tables.enter(one)
        let (two, reader) = (try Ward.open(path: path), try Ward.openReadOnly(path: path))
        let parking = try one.cases.register("parking", unit: "grid-07", by: by)
        try two.cases.act(parking, "accept", by: Meta("w07", now))
        XCTAssert(try reader.refresh())
        XCTAssertEqual(try reader.cases.get(parking, at: now)?.state, "handling")
        XCTAssertThrowsError(try reader.settle(now: now)) { XCTAssertEqual(($0 as? LinliError)?.name, "read_only") }
    }
}
