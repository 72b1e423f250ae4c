import Foundation
import Linli

typealias Line = [String: Any]

/// What a line expected and what was found.
struct Wrong: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// The folder `tests/tables`: rulebook, grid and tables.
enum Tables {
    static let folder: URL = {
        if let given = ProcessInfo.processInfo.environment["LINLI_TABLES"] { return URL(fileURLWithPath: given) }
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<5 { root.deleteLastPathComponent() }
        return root.appendingPathComponent("tests/tables")
    }()

    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    static func bundle() throws -> RulebookBundle { try RulebookBundle.fromJson(text: text("bundle.json")) }

    static func object(_ text: String) throws -> Line {
        guard let line = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Line else {
            throw Wrong("no JSON object: \(text)")
        }
        return line
    }

    /// Enters the units and appointments of the tables; gives the appointments by person.
    @discardableResult
    static func enter(_ ward: Ward) throws -> [String: AppointmentId] {
        let by = Meta("admin", instant("2025-01-02 09:00"))
        let grid = try object(text("grid.json"))
        try ward.grid.addUnits(try (grid["units"] as? [Line] ?? []).map(newUnit), by: by)
        var appointments: [String: AppointmentId] = [:]
        for line in grid["appointments"] as? [Line] ?? [] {
            let person = try line.must("person")
            appointments[person] = try ward.grid.appoint(
                person, post: line.must("post"), unit: line.must("unit"), from: line.day("from")!, by: by)
        }
        return appointments
    }

    static func newUnit(_ line: Line) throws -> NewUnit {
        NewUnit(
            id: try line.must("id"), level: try line.must("level"), name: DisplayName(zh: try line.must("name")),
            from: line.day("from")!, parent: line.text("parent"), kind: line.text("kind"), code: line.text("code"),
            households: line.int("households"), residents: line.int("residents"))
    }

    /// `2025-03-03 09:00`, local to the ward of the tables.
    static func instant(_ text: String) -> Date {
        let form = ISO8601DateFormatter()
        return form.date(from: text.replacingOccurrences(of: " ", with: "T") + ":00+08:00")!
    }
}

extension Line {
    func text(_ key: String) -> String? { self[key] as? String }
    func int(_ key: String) -> Int? { self[key] as? Int }
    func day(_ key: String) -> CalendarDay? { text(key).map(CalendarDay.init(text:)) }
    func at(_ key: String) -> Date? { text(key).map(Tables.instant) }
    func texts(_ key: String) -> [String]? { self[key] as? [String] }
    func must(_ key: String) throws -> String {
        guard let text = text(key) else { throw Wrong("`\(key)` is missing") }
        return text
    }
}
