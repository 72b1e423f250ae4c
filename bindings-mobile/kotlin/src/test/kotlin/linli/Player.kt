package linli

import com.fasterxml.jackson.databind.JsonNode
import java.time.Instant
import java.time.LocalDate

/** What a line expected and what was found. */
class Wrong(message: String) : Exception(message)

/** Plays the lines of a table: verbs of the ward, and questions to it. */
class Player : AutoCloseable {
    private val bundle = Tables.bundle()
    private var ward = Ward.inMemory(bundle)
    private val saved = mutableMapOf<String, String>()
    private lateinit var line: JsonNode

    fun play(step: JsonNode) {
        line = step
        when {
            step.has("scenario") -> {
                ward.close()
                ward = Ward.inMemory(bundle)
                saved.clear()
            }
            step.has("given") -> saved += Tables.enter(ward)
            step.has("when") -> whenever(must("when"))
            else -> then(must("then"))
        }
    }

    override fun close() = ward.close()

    private fun whenever(verb: String) {
        if (verb == "settle") {
            ward.settle(must("at").let(Tables::instant))
            return
        }
        val answer = try {
            ward.execute(meta(), command(verb))
        } catch (error: LinliException) {
            says(error.reason)
            expect("error", line.text("error") ?: line.text("refused"), error.name)
            return
        }
        expect("repeated", line.has("repeated"), answer.repeated)
        answer.refusal?.let(::says)
        expect("refused", line.text("refused"), answer.refusal?.name)
        if (answer.refusal != null) return
        expect("error", line.text("error"), null)
        save(answer.created.map(Created::id))
        line["events"]?.let { expect("events", it.texts(), answer.events.map(Event::kind)) }
        line["seen_at"]?.let { units ->
            val found = answer.events.map { (listOf(it.scope ?: "-") + it.also).joinToString("+") }
            expect("seen at", units.texts(), found)
        }
    }

    /** Keeps ids under the names a line gives them. */
    private fun save(ids: List<String>) {
        val names = line["save"]?.let { if (it.isTextual) listOf(it.asText()) else it.texts() } ?: return
        if (names.size > ids.size) throw Wrong("nothing to save as $names: $ids")
        saved += names.zip(ids)
    }

    private fun command(verb: String): Command = when (verb) {
        "add_units" -> Command.AddUnits(line["units"].map(Tables::newUnit))
        "appoint" -> Command.Appoint(must("person"), must("post"), must("unit"), day("from")!!, day("until"))
        "end_appointment" -> Command.EndAppointment(named("appointment"), day("until")!!)
        "register" -> Command.Register(must("matter"), must("unit"), line.text("channel"), line.has("anonymous"))
        "act" -> Command.Act(
            named("case"),
            must("action"),
            line.long("rating"),
            line["to"]?.let(::assignee),
            line["parties"]?.map(::assignee) ?: emptyList(),
            line.text("into")?.let { named("into") },
            line.text("names"),
            line["sitting"]?.let(::sitting),
        )
        "adopt" -> Command.Adopt(nextEdition())
        "migrate" -> Command.Migrate(
            must("procedure"),
            line["states"]?.properties()?.map { StateMove(it.key, it.value.asText()) } ?: emptyList(),
        )
        "add_body" ->
            Command.AddBody(must("body"), DisplayName(must("name")), must("unit"), day("from")!!, line.text("kind"))
        "end_body" -> Command.EndBody(must("body"), day("until")!!)
        "add_member" ->
            Command.AddMember(must("body"), must("person"), day("from")!!, line.text("seat"), day("until"))
        "end_member" -> Command.EndMember(named("member"), day("until")!!)
        "agree" -> Command.Agree(must("body"), must("unit"), day("from")!!, day("until"))
        "end_agreement" -> Command.EndAgreement(named("agreement"), day("until")!!)
        "award" -> Command.Award(deed(line))
        "award_all" -> Command.AwardAll(line["deeds"].map(::deed))
        "review" -> Command.Review(named("award"), line["approve"].booleanValue())
        "correct" -> Command.Correct(named("award"))
        "redeem" -> Command.Redeem(must("reward"), must("unit"), line.long("pieces")!!, line.text("person"))
        "capture" -> Command.Capture(named("hold"))
        "void" -> Command.Void(named("hold"))
        "restock" -> Command.Restock(must("reward"), must("unit"), line.long("pieces")!!)
        "join" -> Command.Join(must("household"), must("person"), must("unit"), day("from")!!)
        "leave" -> Command.Leave(must("household"), must("person"), day("until")!!)
        "erase" -> Command.Erase(entry(must("of")), line.text("name"))
        else -> throw Wrong("no verb `$verb`")
    }

    private fun then(question: String) {
        when (question) {
            "case" -> thenCase()
            "answers" -> {
                val known = line.text("known")?.let(Tables::instant)
                val found = ward.grid.whoAnswers(must("post"), must("unit"), day("day")!!, known)
                    ?: throw Wrong("nobody answers")
                line["persons"]?.let { expect("persons", it.texts(), found.persons) }
                line.text("by")?.let { expect("by", it, found.by.name.lowercase()) }
            }
            "contains" -> expect("contains", line["is"].booleanValue(), ward.grid.contains(must("unit"), must("other")))
            "ancestors" -> expect("ancestors", are(), ward.grid.ancestors(must("unit")).map(GridUnit::id))
            "descendants" -> {
                expect("descendants", are(), ward.grid.descendants(must("unit"), on()).map(GridUnit::id))
            }
            "balance" -> expect("balance", line.long("is"), ward.points.balance(must("account")))
            "stock" -> expect("stock", line.long("is"), ward.points.stock(must("reward"), must("unit")))
            "lots" -> {
                val lots = ward.points.passbook(must("account"), LocalDate.parse("2025-06-30")).lots
                expect("lots", are(), lots.map { "${it.left}@${it.expires ?: "never"}" })
            }
            "due" -> expect("due", line.long("is"), ward.due(Tables.instant(must("at")), seenBy()).size.toLong())
            "detail" -> {
                val found = ward.detail(entry(must("id")), must("name"), seenBy())
                expect("detail", line.text("is"), (found as? DetailText.Kept)?.text)
            }
            "sound" -> {
                expect("broken", null, ward.broken())
                expect("head", ward.head().head, ward.verify())
            }
            "members" -> expect("members", are(), ward.grid.members(must("body"), on()).map(Member::person))
            "serves" -> {
                val found = ward.grid.agreement(must("body"), must("unit"), on())
                expect("serves", line["is"].booleanValue(), found != null)
            }
            "judge" -> thenJudge()
            "staffing" -> {
                val gaps = ward.grid.staffing(on()).map { "${it.matter} ${it.unit} ${it.lacks.word()}" }
                expect("staffing", are(), gaps)
            }
            else -> thenCases(question)
        }
    }

    private fun thenCases(question: String) {
        val cases = ward.cases
        val now = ward.head().recorded
        when (question) {
            "may" -> expect("may", are(), cases.may(named("case"), must("by"), now).map(ActionInfo::id))
            "why_not" -> {
                val why = cases.whyNot(named("case"), must("action"), must("by"), now)
                expect("absent", line.has("absent"), why == null)
                why ?: return
                says(why.sentence.en ?: "", why.sentence.zh)
                expect("may", line["is"].booleanValue(), why.may)
            }
            "may_see" -> expect("may see", line["is"].booleanValue(), cases.maySee(named("case"), must("by"), now))
            "open" -> {
                val found = line.text("unit")?.let { cases.openAt(it, now, seenBy = seenBy()) }
                    ?: cases.heldBy(must("person"), now, seenBy = seenBy())
                expect("open", are().map(::id), found.map(Case::id))
            }
            "history" -> expect("history", are(), told(cases.history(named("case"), seenBy = seenBy())))
            "changes" -> expect("changes", are(), told(ward.changesAfter(entry(must("after")), 1000, seenBy())))
            "excerpt" -> {
                val after = entry(must("after"))
                val found = ward.excerptAfter(after, 1000, line["units"].texts(), false, seenBy()).disclosed()
                expect("excerpt", are(), found.map { it.kind.name.lowercase() })
            }
            "begun" -> {
                val begun = view()?.begun ?: throw Wrong("no such case")
                expect("begun", line.long("is"), begun.size.toLong())
                save(begun)
            }
            "figures" -> thenFigures()
            "figures_by" -> {
                val parts = cases.figuresBy(counted(), groupBy(must("by")), now)
                expect("figures by", are(), parts.map { "${it.group.word()} ${it.figures.registered}" })
            }
            "on_time" -> {
                val found = cases.onTime(counted()).map { "${it.matter} ${it.state ?: "case"} ${it.kept.word()}" }
                expect("on time", are(), found)
            }
            else -> throw Wrong("no question `$question`")
        }
    }

    private fun thenFigures() {
        val figures = ward.cases.figures(counted(), ward.head().recorded)
        val numbers = mapOf(
            "registered" to figures.registered,
            "closed" to figures.closed,
            "open" to figures.open,
            "overdue" to figures.overdue,
        )
        numbers.forEach { (key, found) -> line.long(key)?.let { expect(key, it, found) } }
        val rates = mapOf(
            "response" to figures.response,
            "resolution" to figures.resolution,
            "satisfaction" to figures.satisfaction,
        )
        rates.forEach { (key, found) -> line.text(key)?.let { expect(key, it, found.word()) } }
        line["solved"]?.let { solved ->
            expect("solved", solved.texts(), figures.solved.filter { it.cases > 0 }.map { "${it.level} ${it.cases}" })
        }
    }

    private fun thenJudge() {
        when (val verdict = ward.grid.judge(sitting(line["sitting"]), on())) {
            is Verdict.Valid -> {
                expect("valid", line["valid"].booleanValue(), true)
                line["passed"]?.let { expect("passed", if (it.isNull) null else it.booleanValue(), verdict.passed) }
            }
            is Verdict.Invalid -> {
                says(verdict.why.en ?: "", verdict.why.zh)
                expect("valid", line["valid"].booleanValue(), false)
            }
            null -> throw Wrong("no rulebook")
        }
    }

    /** A case as the line's viewer sees it. */
    private fun view(): Case? = ward.cases.get(named("case"), ward.head().recorded, seenBy())

    private fun thenCase() {
        if (line.has("absent")) return expect("absent", null, view())
        val case = view() ?: throw Wrong("no such case")
        val holder = case.holder.run { "$post@$unit" + (person?.let { ":$it" } ?: "") }
        val caseDue = case.clocks.find { it.clock == ClockName.CASE }?.until
        line.text("state")?.let { expect("state", it, case.state) }
        line.text("holder")?.let { expect("holder", it, holder) }
        line.text("number")?.let { expect("number", it, case.number) }
        line.text("due")?.let { expect("due", Tables.instant(it), case.nextDeadline) }
        line.text("case_due")?.let { expect("case_due", Tables.instant(it), caseDue) }
        line["overdue"]?.let { expect("overdue", it.booleanValue(), case.overdue) }
        line.text("level")?.let { expect("level", it, case.level) }
        line.text("body")?.let { expect("body", it, case.holder.body) }
        line.long("parts")?.let { expect("parts", it, case.openParts) }
        val marks = case.marks.map { mark -> mark.person?.let { "${mark.mark}:$it" } ?: mark.mark }
        line["marks"]?.let { expect("marks", it.texts(), marks) }
        line["paused"]?.let { expect("paused", it.texts(), case.paused.map { clock -> clock.clock.name.lowercase() }) }
        val awaited = case.clocks.filter { it.awaited != null }
        line["awaited"]?.let { ends ->
            // Since when the calendar is not published, the sentence tells.
            val told = awaited.zip(ends.texts()).map { (clock, end) ->
                val day = end.substringAfterLast(' ').takeIf { it in clock.awaited!!.zh }
                "${clock.clock.name.lowercase()} ${clock.counted}+${clock.remaining} $day"
            }
            expect("awaited", ends.texts().size, awaited.size)
            expect("awaited", ends.texts(), told)
        }
        awaited.firstOrNull()?.awaited?.let { says(it.en ?: "", it.zh) }
        line["requesters"]?.let { expect("requesters", it.texts(), case.requesters) }
        line["origin"]?.let { expect("origin", line.text("origin")?.let(::id), case.origin?.case) }
        line["merged_into"]?.let { expect("merged_into", line.text("merged_into")?.let(::id), case.mergedInto) }
    }

    /** The rulebook of the tables with some words of it replaced, in force from another day. */
    private fun nextEdition(): String {
        val bundle = java.io.File(Tables.folder, "bundle.json").readText()
            .replaceFirst(""""from":"2025-01-01"""", """"from":"${must("from")}"""")
        val words = line["with"]?.properties() ?: emptySet()
        return words.fold(bundle) { text, (word, other) -> text.replace(word, other.asText()) }
    }

    private fun counted() = Counted(
        from = Tables.instant(must("from")),
        until = Tables.instant(must("until")),
        unit = line.text("unit"),
        matter = line.text("matter"),
        seenBy = seenBy(),
    )

    private fun groupBy(word: String): GroupBy = when (word) {
        "level" -> GroupBy.Level
        "matter" -> GroupBy.Matter
        "month" -> GroupBy.Month
        "year" -> GroupBy.Year
        else -> GroupBy.Place(word.removePrefix("unit:"))
    }

    private fun CaseGroup.word(): String = when (this) {
        is CaseGroup.Place -> unit
        is CaseGroup.Level -> level
        is CaseGroup.Matter -> matter
        is CaseGroup.Since -> day.toString()
    }

    private fun Rate.word() = "$part/$of"

    private fun Lack.word(): String = when (this) {
        is Lack.Entry -> "entry"
        is Lack.Handler -> "handler"
        is Lack.Actor -> "actor"
    }

    /** What entries tell: who asked and what followed; `time` for what fell due, `-` where that is not shown. */
    private fun told(changes: List<Change>): List<String> = changes.map {
        val by = it.actor ?: if (it.causeJson.isEmpty()) "-" else "time"
        (listOf(by) + it.events.map(Event::kind)).joinToString(" ")
    }

    private fun seenBy(): PersonId? = line.text("seen_by")

    private fun on(): LocalDate = day("day") ?: LocalDate.parse("2025-06-30")

    private fun meta(): Meta {
        val capacity = line.text("as")?.split('@')
        return Meta(
            actor = must("by"),
            recorded = Tables.instant(must("at")),
            capacity = when (capacity?.size) {
                null -> null
                1 -> Capacity.Resident
                else -> Capacity.Post(capacity[0], capacity[1])
            },
            onBehalfOf = line.text("for"),
            id = line.text("id"),
            occurred = line.text("occurred")?.let(Tables::instant),
            salt = line.text("salt")?.chunked(2)?.map { it.toInt(16).toByte() }?.toByteArray(),
            details = line["details"]?.properties()?.map { Detail(it.key, it.value.asText()) } ?: emptyList(),
        )
    }

    private fun assignee(node: JsonNode) =
        Assignee(node["unit"].asText(), node.text("post"), node.text("body"), node.text("person"))

    private fun sitting(node: JsonNode) = Sitting(
        node["body"].asText(),
        node["attended"].texts(),
        node["votes"]?.let { Votes(it.long("ayes")!!, it.long("noes")!!, it.long("abstain")) },
    )

    private fun deed(node: JsonNode) =
        Deed(node["rule"].asText(), node["person"].asText(), node["unit"].asText(), node.long("quantity"))

    /** The entry that answered a command. */
    private fun entry(id: String): Long = ward.find(id)?.sequence ?: throw Wrong("`$id` was not answered")

    /** An argument that may be a saved id: `"$name"`. */
    private fun named(key: String): String = id(must(key))

    private fun id(text: String): String =
        if (text.startsWith("$")) saved[text.drop(1)] ?: throw Wrong("nothing saved as `$text`") else text

    private fun must(key: String) = line.text(key) ?: throw Wrong("`$key` is missing")

    private fun day(key: String): LocalDate? = line.text(key)?.let(LocalDate::parse)

    private fun are() = line["are"].texts()

    private fun says(reason: Reason) = says(reason.sentence, reason.sentenceZh)

    private fun says(en: String, zh: String) {
        val words = line.text("says") ?: return
        if (words !in en && words !in zh) throw Wrong("expected \"$words\" in \"$en\" or \"$zh\"")
    }

    private fun JsonNode.texts() = map(JsonNode::asText)

    private fun <T> expect(what: String, expected: T, found: T) {
        if (expected != found) throw Wrong("$what: expected $expected, found $found")
    }
}
