import Foundation
import Linli

// A grid worker's morning: what waits in the grid, taking a case up, answering it on the spot, entering a resident's
// hours of service, and looking at her passbook.
//
// Arguments: the ward's file (made if it is not there) and the bundle of its rulebook.

/// The street, its community, one grid with a building, and the worker. A real app is sent a ward's file.
func begin(_ path: String, _ bundle: RulebookBundle) throws -> Ward {
    let ward = try Ward.create(path: path, bundle: bundle)
    let by = Meta("admin", Date(timeIntervalSince1970: 1_735_779_600))
    let day: CalendarDay = "2025-01-01"
    let units = [
        NewUnit(id: "street", level: "street", name: "翟山街道", from: day, code: "320311006"),
        NewUnit(id: "guandao", level: "community", name: "管道社区", from: day, parent: "street", code: "320311006001"),
        NewUnit(id: "grid-07", level: "grid", name: "第七网格", from: day, parent: "guandao", code: "320311006001007"),
        NewUnit(id: "b-12", level: "building", name: "12 号楼", from: day, parent: "grid-07"),
    ]
    try ward.grid.addUnits(units, by: by)
    try ward.grid.appoint("w07", post: "grid-worker", unit: "grid-07", from: day, by: by)
    return ward
}

let (path, bundle) = (CommandLine.arguments[1], CommandLine.arguments[2])
let ward =
    FileManager.default.fileExists(atPath: path)
    ? try Ward.open(path: path)
    : try begin(path, RulebookBundle.fromJson(text: String(contentsOfFile: bundle, encoding: .utf8)))

let me = "w07"
let start = Date(timeIntervalSince1970: 1_740_963_600)
func at(_ minutes: Double) -> Meta { Meta(me, start + 60 * minutes) }

try ward.cases.register("parking", unit: "b-12", by: Meta("p17", start).detail("words", "消防通道被占"))
print("Waiting in grid-07:")
let waiting = try ward.cases.openAt("grid-07", at: start)
for one in waiting { print(" ", one.number, one.matterName.zh, "until", one.nextDeadline ?? "") }

let mine = waiting[0].id
try ward.cases.act(mine, "accept", by: at(5))
for action in try ward.cases.may(mine, me, at: at(6).recorded) { print("I may \(action.name.zh) (\(action.id)): \(action.needs)") }
do {
    try ward.cases.act(mine, "answer", by: at(20))
} catch let refusal as LinliError {
    print("Refused:", refusal.sentenceZh)
}
try ward.cases.act(mine, "answer", by: at(20).detail("reply", "车已移走"))

try ward.points.award("volunteering", to: "v001", unit: "grid-07", by: at(60), quantity: 120)
let book = try ward.points.passbook("person:v001", on: "2025-03-03")
print("v001 has \(book.balance) points, \(book.available) to spend")
print("Journal ends at", try ward.head().head)
