package linli

import java.io.File
import java.time.LocalDate
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** What one person cannot settle alone: councils that sit, parties called in, clocks that stand still. */
class ProceduresTest {
    private val now = Tables.instant("2025-03-03 09:30")
    private val on = LocalDate.parse("2025-03-03")
    private val by = Meta("p17", now)
    private val worker = Meta("w07", now)

    private fun story(tell: (Ward, CaseId) -> Unit) = Ward.inMemory(Tables.bundle()).use {
        Tables.enter(it)
        tell(it, it.cases.register("works", "grid-07", by))
    }

    private fun refused(act: () -> Unit): String = assertThrows<LinliException.Refused>(act).name

    @Test
    fun `a council sits, and its votes carry the action`() = story { ward, works ->
        ward.grid.addBody("council-07", DisplayName("第七网格议事会"), "grid-07", on, by, kind = "council")
        val members = listOf("m1" to "owners", "m2" to "tenants", "m3" to null).map { (person, seat) ->
            ward.grid.addMember("council-07", person, on, by, seat)
        }
        assertEquals(listOf("council-07"), ward.grid.bodiesOfKind("council", "b-12", on).map(Body::id))
        assertEquals("council", ward.grid.body("council-07")?.kind)
        assertEquals(listOf("owners", "tenants", null), ward.grid.members("council-07", on).map(Member::seat))
        val vote = ward.cases.may(works, "w07", now).single { it.id == "vote" }
        assertEquals(listOf<Need>(Need.Passed("council", DisplayName("议事会", "council"))), vote.needs)
        val sitting = Sitting("council-07", listOf("m1", "m2"), Votes(ayes = 1, noes = 1))
        assertEquals(Verdict.Valid(present = 2, members = 3, passed = false), ward.grid.judge(sitting, on))
        val alone = ward.grid.judge(sitting.copy(attended = listOf("m1"), votes = null), on) as Verdict.Invalid
        assertTrue("3" in alone.why.zh && "3" in alone.why.en!!, "$alone")
        assertEquals("not_passed", refused { ward.cases.act(works, "vote", worker, sitting = sitting) })
        ward.cases.act(works, "vote", worker, sitting = sitting.copy(votes = Votes(ayes = 2, noes = 0)))
        ward.grid.endMember(members[2], on.plusDays(1), by)
        assertEquals(2, ward.grid.members("council-07", on.plusDays(1)).size)
        assertEquals("council-07", ward.grid.membershipsOf("m1", on).single().body)
    }

    @Test
    fun `parties are called in, and the case waits for its parts`() = story { ward, works ->
        ward.cases.act(works, "name", worker, names = "v001")
        ward.cases.act(works, "consent", by)
        assertEquals(listOf(Mark("contact", "v001"), Mark("consent", null)), ward.cases.get(works, now)?.marks)
        assertEquals("needs_missing", refused { ward.cases.act(works, "call-in", worker) })
        val parts = ward.cases
            .act(works, "call-in", worker, parties = listOf(Assignee("grid-08"), Assignee("guandao", post = "duty-desk")))
            .created.map(Created::id)
        val case = ward.cases.get(works, now)!!
        assertEquals(parts, case.begun)
        assertEquals(2, case.openParts)
        val part = ward.cases.get(parts[0], now)!!
        assertEquals(CaseOrigin(works, CaseLink.PART, later = false), part.origin)
        assertEquals("grid-08", part.holder.unit)
        val finish = ward.cases.may(works, "v001", now).single { it.id == "finish" }
        assertEquals(listOf(Need.Detail("reply"), Need.Parts, Need.Mark("consent")), finish.needs)
        val why = ward.cases.whyNot(works, "finish", "v001", now)!!
        assertTrue(!why.may && why.sentence.zh.isNotEmpty() && ward.cases.maySee(works, "v001", now), "$why")
        val done = Meta("v001", now).detail("reply", "修好了")
        assertEquals("not_yet", refused { ward.cases.act(works, "finish", done) })
        ward.cases.act(parts[0], "sign", Meta("w08", now))
        ward.cases.act(parts[1], "sign", Meta("d01", now))
        assertEquals(0, ward.cases.get(works, now)?.openParts)
        ward.cases.act(works, "finish", done)
        assertEquals(StateKind.CLOSED, ward.cases.get(works, now)?.kind)
    }

    @Test
    fun `clocks stand still, and go on`() = story { ward, works ->
        ward.cases.act(works, "pause", worker.detail("reason", "等材料"))
        val still = ward.cases.get(works, now)!!
        assertEquals(listOf(ClockName.PAUSE), still.clocks.map(CaseClock::clock))
        assertEquals(listOf(ClockName.STATE, ClockName.CASE), still.paused.map(PausedClock::clock))
        assertEquals("5 working days", still.paused[0].limit.en)
        assertEquals(5, still.paused[0].tally?.run { counted + remaining })
        ward.cases.act(works, "resume", worker)
        val running = ward.cases.get(works, now)!!
        assertEquals(listOf(ClockName.STATE, ClockName.CASE), running.clocks.map(CaseClock::clock))
        assertEquals(emptyList<PausedClock>(), running.paused)
    }

    @Test
    fun `one case becomes part of another's answer`() = story { ward, works ->
        val again = ward.cases.register("works", "grid-07", Meta("p18", now))
        assertEquals(listOf<Need>(Need.Into), ward.cases.may(again, "w07", now).single { it.id == "merge" }.needs)
        ward.cases.act(again, "merge", worker, into = works)
        assertEquals(works, ward.cases.get(again, now)?.mergedInto)
        assertEquals(listOf("p17", "p18"), ward.cases.get(works, now)?.requesters)
        assertEquals("p17", ward.cases.get(works, now)?.by)
    }

    @Test
    fun `a body serves a unit under an agreement`() = story { ward, _ ->
        ward.grid.addBody("school", DisplayName("中学"), "street", on, by)
        val agreement = ward.grid.agree("school", "guandao", on, by)
        assertEquals(agreement, ward.grid.agreement("school", "grid-07", on)?.id)
        assertEquals(listOf("school"), ward.grid.agreements("b-12", on).map(Agreement::body))
        ward.grid.endAgreement(agreement, on.plusDays(1), by)
        assertNull(ward.grid.agreement("school", "grid-07", on.plusDays(1)))
    }

    @Test
    fun `running cases move to the procedure of a later edition`() = story { ward, works ->
        val later = RulebookBundle.fromJson(
            File(Tables.folder, "bundle.json").readText()
                .replaceFirst(""""from":"2025-01-01"""", """"from":"2025-04-01"""")
                .replace(""""running"""", """"going""""),
        )
        ward.adopt(later, by)
        val april = Meta("w07", Tables.instant("2025-04-01 09:00"))
        assertEquals("no_place_to_go", refused { ward.cases.migrate("works", april) })
        ward.cases.migrate("works", april, mapOf("running" to "going"))
        assertEquals("going", ward.cases.get(works, april.recorded)?.state)
        assertEquals("cases.moved", ward.cases.history(works).last().events.first().kind)
    }

    @Test
    fun `gaps, parts of figures and clocks kept are told`() = story { ward, works ->
        assertEquals(emptyList<Gap>(), ward.grid.staffing(on).filter { it.matter == "works" })
        val desk = ward.grid.directory("guandao", on)!!.lines.first { it.post == "duty-desk" }.answering!!.persons.single()
        val seat = ward.grid.postsOf(desk, on).single { it.post == "duty-desk" }.id
        ward.grid.endAppointment(seat, on, by)
        val gap = ward.grid.staffing(on).single { it.matter == "parking" }
        assertEquals(Lack.Handler("duty-desk"), gap.lacks)
        assertTrue("管道社区" in gap.sentence.zh && "Appoint" in gap.sentence.en!!, "$gap")
        ward.cases.register("parking", "grid-08", by)
        val counted = Counted(now, now.plusSeconds(1))
        val groups = ward.cases.figuresBy(counted, GroupBy.Matter, now)
        assertEquals(listOf("parking", "works").map(CaseGroup::Matter), groups.map(FiguresOf::group))
        val places = ward.cases.figuresBy(counted, GroupBy.Place("grid"), now)
        assertEquals(listOf("grid-07", "grid-08").map(CaseGroup::Place), places.map(FiguresOf::group))
        assertEquals(2, places.sumOf { it.figures.open })
        val clock = ward.cases.onTime(counted.copy(matter = "works")).first { it.state == "running" }
        assertEquals(listOf(RunLeftOut(works, now, RunLeftOutWhy.RUNNING)), clock.leftOut)
        assertEquals(Rate(0, 0), clock.kept)
    }

    @Test
    fun `a bundle tells of its bodies, and draws its procedures`() {
        val bundle = Tables.bundle()
        val council = bundle.catalogue().bodies.first { it.id == "council" }
        assertEquals("1/2", council.quorum)
        assertEquals(listOf("owners" to 1L, "tenants" to 1L), council.seats.map { it.id to it.min })
        assertTrue(bundle.catalogue().matters.any { it.id == "works" && it.procedure == "works" })
        assertTrue(bundle.toMermaid("works", Lang.ZH)!!.startsWith("stateDiagram-v2\n"))
        assertNull(bundle.toMermaid("nothing", Lang.ZH))
    }
}
