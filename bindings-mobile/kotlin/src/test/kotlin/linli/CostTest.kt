package linli

import java.lang.management.ManagementFactory
import java.nio.file.Path
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** `bindings-mobile/cost` runs this alone. */
class CostTest {
    private val now = Tables.instant("2025-03-03 09:30")
    private val by = Meta("p17", now)

    @Test
    fun `what a call costs`(@TempDir folder: Path) {
        val path = folder.resolve("cost.db").toString()
        Ward.create(path, Tables.bundle()).use { ward ->
            Tables.enter(ward)
            val batch = List(1000) { Order(by, Command.Register("parking", "grid-07")) }
            ward.executeAll(batch)
            val mine = ward.cases.openAt("grid-07", now, limit = 20).map(Case::id)
            mine.forEach { ward.cases.act(it, "accept", Meta("w07", now)) }
            repeat(20) { ward.points.award("volunteering", "v001", "grid-07", Meta("w07", now), quantity = 60) }
            val day = java.time.LocalDate.parse("2025-03-03")
            val figures = listOf(
                "the smallest call" to processor(5_000) { ward.grid.contains("guandao", "b-12") },
                "what may I do with a case" to processor(500) { ward.cases.may(mine[0], "w07", now) },
                "one case" to processor(500) { ward.cases.get(mine[0], now) },
                "my cases, a page of 20" to processor(200) { ward.cases.heldBy("w07", now, limit = 20) },
                "1000 cases in one list" to processor(10) { ward.cases.openAt("grid-07", now, limit = 1000) },
                "a passbook page" to processor(200) { ward.points.passbook("person:v001", day) },
                "open a ward of 1000 cases" to processor(5) { Ward.open(path).close() },
                "a registration on disk, by the processor" to processor(20) { ward.cases.register("parking", "grid-07", by) },
                "a registration on disk, by the clock" to elapsed(20) { ward.cases.register("parking", "grid-07", by) },
                "each of 1000 in one batch, by the clock" to elapsed(1) { ward.executeAll(batch) } / 1000,
            )
            for ((call, micros) in figures) println("cost kotlin %-42s %9.1f us".format(call, micros))
            assertTrue(figures.all { (_, micros) -> micros < 1_000_000 })
        }
    }

    private fun processor(times: Int, call: () -> Unit): Double {
        repeat(times * 5) { call() } // until it is compiled
        return best(times, { ManagementFactory.getThreadMXBean().currentThreadCpuTime }, call)
    }

    private fun elapsed(times: Int, call: () -> Unit): Double = best(times, System::nanoTime, call)

    /** Of seven rounds the best: what else the machine does is not the library's cost. */
    private fun best(times: Int, clock: () -> Long, call: () -> Unit): Double = (1..7).minOf {
        val start = clock()
        repeat(times) { call() }
        (clock() - start) / 1e3 / times
    }
}
