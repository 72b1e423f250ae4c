package morning

import java.io.File
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import linli.*

/**
 * A grid worker's morning: what waits in the grid, taking a case up, answering it on the spot, entering a resident's
 * hours of service, and looking at her passbook.
 *
 * Arguments: the ward's file (made if it is not there) and the bundle of its rulebook.
 */
fun main(arguments: Array<String>) {
    val (path, bundle) = arguments
    val opened = if (File(path).exists()) Ward.open(path) else begin(path, RulebookBundle.fromJson(File(bundle).readText()))
    opened.use { ward -> morning(ward) }
}

fun morning(ward: Ward) {
    val me = "w07"
    val start = Instant.parse("2025-03-03T01:00:00Z")
    fun at(minutes: Long) = Meta(me, start + Duration.ofMinutes(minutes))

    ward.cases.register("parking", unit = "b-12", by = Meta("p17", start).detail("words", "消防通道被占"))
    println("Waiting in grid-07:")
    for (case in ward.cases.openAt("grid-07", start)) println("  ${case.number} ${case.matterName.zh}, until ${case.nextDeadline}")

    val case = ward.cases.openAt("grid-07", start).first()
    ward.cases.act(case.id, "accept", by = at(5))
    for (action in ward.cases.may(case.id, me, at(6).recorded)) println("I may ${action.name.zh} (${action.id}): ${action.needs}")
    try {
        ward.cases.act(case.id, "answer", by = at(20))
    } catch (refusal: LinliException.Refused) {
        println("Refused: ${refusal.sentenceZh}")
    }
    ward.cases.act(case.id, "answer", by = at(20).detail("reply", "车已移走"))

    ward.points.award("volunteering", person = "v001", unit = "grid-07", by = at(60), quantity = 120)
    val book = ward.points.passbook("person:v001", on = LocalDate.parse("2025-03-03"))
    println("v001 has ${book.balance} points, ${book.available} to spend")
    println("Journal ends at ${ward.head().head}")
}

/** The street, its community, one grid with a building, and the worker. A real app is sent a ward's file. */
private fun begin(path: String, bundle: RulebookBundle): Ward {
    val ward = Ward.create(path, bundle)
    val by = Meta("admin", Instant.parse("2025-01-02T01:00:00Z"))
    val day = LocalDate.parse("2025-01-01")
    fun unit(id: String, level: String, name: String, parent: String?, code: String? = null) =
        NewUnit(id, level, DisplayName(name), day, parent, code = code)
    ward.grid.addUnits(
        listOf(
            unit("street", "street", "翟山街道", null, "320311006"),
            unit("guandao", "community", "管道社区", "street", "320311006001"),
            unit("grid-07", "grid", "第七网格", "guandao", "320311006001007"),
            unit("b-12", "building", "12 号楼", "grid-07"),
        ),
        by,
    )
    ward.grid.appoint("w07", "grid-worker", "grid-07", day, by)
    return ward
}
