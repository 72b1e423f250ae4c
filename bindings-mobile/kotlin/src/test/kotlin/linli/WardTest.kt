package linli

import java.io.File
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

    private fun writer(vararg arguments: String): Process {
        val classes = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        return ProcessBuilder(
            File(System.getProperty("java.home"), "bin/java").path,
            "-Djna.library.path=${System.getProperty("jna.library.path")}",
            "-Dlinli.tables=${Tables.folder}",
            "-cp", classes, "linli.KilledKt", *arguments,
        ).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    }

    @Test
    fun `a killed process loses nothing it was answered`() {
        val path = folder.resolve("killed.db").toString()
        val child = writer(path)
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
    fun `several processes write one file`() {
        val path = folder.resolve("several.db").toString()
        Ward.create(path, Tables.bundle()).use { ward ->
            Tables.enter(ward)
            val children = List(2) { writer(path, "20") }
            repeat(20) { ward.cases.register("parking", "grid-07", by) }
            for (child in children) {
                assertEquals(20, child.inputStream.bufferedReader().readLines().size)
                assertEquals(0, child.waitFor())
            }
            ward.refresh()
            assertEquals(60, ward.cases.openAt("grid-07", now).size)
            assertEquals(null, ward.broken())
            ward.verify()
        }
    }

    @Test
    fun `an excerpt proves itself to whoever holds one grid`() = ward { ward ->
        val start = ward.head()
        ward.cases.register("parking", "grid-07", by.detail("words", "门口"))
        ward.cases.register("parking", "grid-08", by.detail("words", "楼下"))
        val end = ward.head().head
        val given = ward.excerptAfter(start.sequence, 100, listOf("grid-07"), false).use(Excerpt::json)
        Excerpt.fromJson(given).use { excerpt ->
            excerpt.verify(start.head, end)
            assertEquals(2, excerpt.entries())
            assertTrue(excerpt.disclosed().isNotEmpty())
            assertTrue(excerpt.disclosed().all { it.scope == "grid-07" && it.sequence == start.sequence + 1 })
            assertEquals(setOf(LeafKind.ASKED, LeafKind.EVENT), excerpt.disclosed().map(Leaf::kind).toSet())
            assertTrue(excerpt.isCompleteFor(listOf("grid-07"), true))
            assertTrue(!excerpt.isCompleteFor(listOf("grid-07", "grid-08"), true))
            excerpt.hidden().use {
                it.verify(start.head, end)
                assertTrue(!it.isCompleteFor(listOf("grid-07"), false))
            }
            assertEquals("not_proven", assertThrows<LinliException.Failed> { excerpt.verify(emptyHead(), end) }.name)
        }
        Excerpt.fromJson(given.replaceFirst("parking", "barking")).use { forged ->
            assertEquals("not_proven", assertThrows<LinliException.Failed> { forged.verify(start.head, end) }.name)
        }
        ward.excerptAfter(0, 100, listOf("guandao"), true).use { whole ->
            whole.verify(emptyHead(), end)
            assertTrue(whole.disclosed().any { it.scope == null } && whole.disclosed().any { it.scope == "grid-08" })
        }
        assertEquals("A509", assertThrows<LinliException.Invalid> { Excerpt.fromJson("{}") }.code)
    }

    @Test
    fun `the books balance, and vacant posts and unfit units are listed`() = ward { ward ->
        val on = LocalDate.parse("2025-03-03")
        ward.points.award("volunteering", "v001", "grid-07", Meta("w07", now), quantity = 180)
        val books = ward.points.books()!!
        assertEquals(ward.points.trialBalance(), books.trialBalance)
        assertEquals(ward.points.liability(), books.liability)
        assertEquals(listOf("2025-03"), books.months.map(MonthOfPoints::month))
        assertEquals(ward.points.balance("person:v001"), books.months.single().outstanding)
        assertEquals(books.months.single().issued, books.months.single().outstanding)
        val vacant = ward.grid.vacancies(on)
        assertTrue(vacant.all { it.held < it.min }, "$vacant")
        assertTrue(vacant.none { it.unit == "grid-07" && it.post == "grid-worker" }, "$vacant")
        assertEquals(vacant.drop(1), ward.grid.vacancies(on, skip = 1))
        val grid = ward.grid.unit("grid-07")!!
        ward.grid.updateUnit(grid.id, by, households = 1_000_000)
        val found = ward.grid.householdsOutOfBand(on).single { it.unit == grid.id }
        assertTrue(found.households > found.max && found.min < found.max, "$found")
    }

    @Test
    fun `the example runs`() {
        val arguments = arrayOf(folder.resolve("morning.db").toString(), File(Tables.folder, "bundle.json").path)
        morning.main(arguments)
        Ward.open(arguments[0]).use { assertEquals("answered", it.cases.openAt("street", now).single().state) }
    }
}
