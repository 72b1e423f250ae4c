package linli

import java.io.File
import java.lang.management.ManagementFactory
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDate
import java.util.Collections
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

class WardTest {
    private val now = Tables.instant("2025-03-03 09:30")
    private val by = Meta("p17", now)

    @TempDir
    lateinit var folder: Path

    private fun <T> ward(story: (Ward) -> T): T = Ward.inMemory(Tables.bundle()).use {
        Tables.enter(it)
        story(it)
    }

    @Test
    fun `the first program of the README`() {
        val path = folder.resolve("guandao.db").toString()
        Ward.create(path, Tables.bundle()).use { Tables.enter(it) }
        Ward.open(path).use { ward ->
            val case = ward.cases.register("parking", unit = "grid-07", by = Meta("p17", now))
            ward.cases.act(case, "accept", by = Meta("w07", now))
            for (mine in ward.cases.heldBy("w07", at = now)) println("${mine.number} ${mine.stateName.zh} ${mine.nextDeadline}")
            try {
                ward.cases.act(case, "accept", by = Meta("p17", now))
            } catch (refusal: LinliException.Refused) {
                println("${refusal.code}: ${refusal.message} ${refusal.sentenceZh}")
            }
            assertEquals("handling", ward.cases.get(case, now)?.state)
        }
    }

    @Test
    fun `one call does what a screen needs`() = ward { ward ->
        val case = ward.cases.register("parking", "grid-07", by)
        val actions = ward.cases.may(case, "w07", now)
        assertTrue(actions.any { it.id == "accept" && it.needs.isEmpty() && it.name.zh == "受理" }, "$actions")
        assertTrue(ward.cases.may(case, "nobody", now).isEmpty())
        assertEquals(listOf(case), ward.cases.openAt("guandao", now).map(Case::id))
        assertEquals(emptyList<Case>(), ward.cases.openAt("guandao", now, skip = 1))
        ward.cases.act(case, "accept", Meta("w07", now))
        assertEquals(listOf("cases.registered", "cases.acted"), ward.cases.history(case).flatMap { it.events }.map { it.kind })
        assertEquals(1, ward.cases.figures(Counted(now, now.plusSeconds(1)), now).open)
        val lines = ward.grid.directory("grid-07", LocalDate.parse("2025-03-03"))!!.lines
        assertEquals(listOf("w07"), lines.first { it.post == "grid-worker" }.answering?.persons)
        val award = ward.points.award("volunteering", "v001", "grid-07", Meta("w07", now), quantity = 180)
        val book = ward.points.passbook("person:v001", LocalDate.parse("2025-03-03"))
        assertEquals(listOf(award), book.lots.map(Lot::award))
        assertEquals(0, ward.points.trialBalance().sumOf(AccountBalance::balance))
        val page = ward.points.statement("person:v001", LocalDate.parse("2025-03-01"), LocalDate.parse("2025-03-31"))!!
        assertEquals(listOf("earned"), page.lines.map(StatementLine::kind))
        assertEquals(book.balance, page.closing)
        assertTrue(ward.rules(now)!!.catalogue().matters.any { it.id == "parking" })
    }

    @Test
    fun `details are given a salt, and can be erased`() = ward { ward ->
        val first = ward.cases.register("parking", "grid-07", by.detail("words", "门口"))
        val second = ward.cases.register("parking", "grid-07", by.detail("words", "门口"))
        val (one, two) = listOf(first, second).map { ward.cases.history(it).first() }
        val digest = { change: Change -> Tables.json.readTree(change.events.first().json)["details"][0]["digest"] }
        assertNotEquals(digest(one), digest(two))
        ward.erase(one.sequence, Meta("admin", now))
        assertEquals(DetailText.Erased, ward.detail(one.sequence, "words"))
        assertEquals(DetailText.Kept("门口"), ward.detail(two.sequence, "words"))
        val withId = by.copy(id = "phone7-1").detail("words", "门口")
        assertEquals("salt_missing", assertThrows<LinliException> { ward.cases.register("parking", "grid-07", withId) }.name)
    }

    @Test
    fun `instants come back to the millisecond`() = ward { ward ->
        val at = Instant.parse("2025-03-03T09:30:00.123Z")
        assertEquals(at, ward.cases.get(ward.cases.register("parking", "grid-07", by.copy(recorded = at)), at)?.registered)
    }

    @Test
    fun `changes come in pages, and a wake-up may ask the ward`() = ward { ward ->
        val seen = Collections.synchronizedList(mutableListOf<Change>())
        val start = ward.head().sequence
        ward.onChange { seen += ward.changesAfter(seen.lastOrNull()?.sequence ?: start, 100) }.use {
            repeat(3) { ward.cases.register("parking", "grid-07", by) }
            ward.executeAll(List(7) { Order(by, Command.Register("parking", "grid-08")) })
        }
        ward.cases.register("parking", "grid-07", by)
        assertEquals((1L..10L).map { start + it }, seen.map(Change::sequence))
        var last = 0L
        var count = 0L
        while (true) {
            val page = ward.changesAfter(last, 4)
            last = page.lastOrNull()?.sequence ?: break
            count += page.size
        }
        assertEquals(ward.head().sequence, count)
    }

    @Test
    fun `a wake-up may write, from its own or another thread, and its exceptions do no harm`() = ward { ward ->
        val done = CountDownLatch(1)
        var once = true
        ward.onChange {
            if (once) {
                once = false
                ward.cases.register("parking", "grid-08", by)
                thread { ward.cases.register("parking", "grid-08", by); done.countDown() }
            }
            error("the listener's own")
        }.use {
            ward.cases.register("parking", "grid-07", by)
            assertTrue(done.await(20, TimeUnit.SECONDS))
        }
        assertEquals(3, ward.cases.openAt("guandao", now).size)
    }

    @Test
    fun `threads share a ward`(): Unit = ward { ward ->
        val ids = Collections.synchronizedSet(mutableSetOf<CaseId>())
        val threads = (1..4).map { thread { repeat(100) { ids += ward.cases.register("parking", "grid-07", by) } } }
        repeat(50) { ward.cases.openAt("grid-07", now) }
        threads.forEach(Thread::join)
        assertEquals(400, ids.size)
        assertEquals(null, ward.broken())
        ward.verify()
    }

    @Test
    fun `two wards on one file see each other's work`() {
        val path = folder.resolve("two.db").toString()
        Ward.create(path, Tables.bundle()).use { one ->
            Tables.enter(one)
            Ward.open(path).use { two ->
                Ward.openReadOnly(path).use { reader ->
                    val case = one.cases.register("parking", "grid-07", by)
                    two.cases.act(case, "accept", Meta("w07", now))
                    assertTrue(reader.refresh())
                    assertEquals("handling", reader.cases.get(case, now)?.state)
                    assertEquals("read_only", assertThrows<LinliException.Failed> { reader.settle(now) }.name)
                }
            }
        }
    }

    @Test
    fun `a killed process loses nothing it was answered`() {
        val path = folder.resolve("killed.db").toString()
        val classes = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val child = ProcessBuilder(
            File(System.getProperty("java.home"), "bin/java").path,
            "-Djna.library.path=${System.getProperty("jna.library.path")}",
            "-Dlinli.tables=${Tables.folder}",
            "-cp", classes, "linli.KilledKt", path,
        ).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        val lines = child.inputStream.bufferedReader()
        val answered = MutableList(40) { lines.readLine() }
        child.toHandle().destroyForcibly()
        answered += lines.readLines().filter { it.endsWith(";") } // the last one may be broken off
        child.waitFor()
        Ward.open(path).use { ward ->
            for (case in answered) assertNotNull(ward.cases.get(case.removeSuffix(";"), now), case)
            ward.verify()
        }
    }

    @Test
    fun `the example runs`() {
        val arguments = arrayOf(folder.resolve("morning.db").toString(), File(Tables.folder, "bundle.json").path)
        morning.main(arguments)
        Ward.open(arguments[0]).use { assertEquals("answered", it.cases.openAt("street", now).single().state) }
    }

    @Test
    fun `what a call costs`() {
        val path = folder.resolve("cost.db").toString()
        Ward.create(path, Tables.bundle()).use { ward ->
            Tables.enter(ward)
            val batch = List(1000) { Order(by, Command.Register("parking", "grid-07")) }
            ward.executeAll(batch)
            repeat(20_000) { ward.grid.contains("guandao", "b-12") }
            val id = ward.cases.openAt("grid-07", now, limit = 1).single().id
            repeat(5_000) { ward.cases.get(id, now) }
            val call = micros(5_000, ::processor) { ward.grid.contains("guandao", "b-12") }
            val case = micros(2_000, ::processor) { ward.cases.get(id, now) }
            val list = micros(10, ::processor) { ward.cases.openAt("grid-07", now, limit = 1000) }
            val one = micros(10, System::nanoTime) { ward.cases.register("parking", "grid-07", by) }
            val many = micros(1, System::nanoTime) { ward.executeAll(batch) }
            println(
                "kotlin: a call %.1f us, a case %.1f us, a list of 1000 cases %.0f us, one registration on disk %.0f us, one of 1000 in a batch %.1f us"
                    .format(call, case, list, one, many / 1000)
            )
            assertTrue(list < 1_000_000)
        }
    }

    /** The best of five rounds: what else the machine does is not the library's cost. */
    private fun micros(times: Int, clock: () -> Long, call: () -> Unit): Double = (1..5).minOf {
        val start = clock()
        repeat(times) { call() }
        (clock() - start) / 1e3 / times
    }

    private fun processor(): Long = ManagementFactory.getThreadMXBean().currentThreadCpuTime
}
