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
        line.text("save")?.let { saved[it] = answer.created.first().id }
        line["events"]?.let { expect("events", it.texts(), answer.events.map(Event::kind)) }
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
        "migrate" -> Command.Migrate(
            must("procedure"),
            line["states"]?.properties()?.map { StateMove(it.key, it.value.asText()) } ?: emptyList(),
        )
        "add_body" ->
            Command.AddBody(must("id"), DisplayName(must("name")), must("unit"), day("from")!!, line.text("kind"))
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
                val on = day("day") ?: LocalDate.parse("2025-06-30")
                expect("descendants", are(), ward.grid.descendants(must("unit"), on).map(GridUnit::id))
            }
            "balance" -> expect("balance", line.long("is"), ward.points.balance(must("account")))
            "stock" -> expect("stock", line.long("is"), ward.points.stock(must("reward"), must("unit")))
            "lots" -> {
                val lots = ward.points.passbook(must("account"), LocalDate.parse("2025-06-30")).lots
                expect("lots", are(), lots.map { "${it.left}@${it.expires ?: "never"}" })
            }
            "due" -> expect("due", line.long("is"), ward.due(Tables.instant(must("at"))).size.toLong())
            "detail" -> {
                val found = ward.detail(entry(must("id")), must("name"))
                expect("detail", line.text("is"), (found as? DetailText.Kept)?.text)
            }
            "sound" -> {
                expect("broken", null, ward.broken())
                expect("head", ward.head().head, ward.verify())
            }
            else -> throw Wrong("no question `$question`")
        }
    }

    private fun thenCase() {
        val case = ward.cases.get(named("case"), ward.head().recorded) ?: throw Wrong("no such case")
        val holder = case.holder.run { "$post@$unit" + (person?.let { ":$it" } ?: "") }
        val caseDue = case.clocks.find { it.clock == ClockName.CASE }?.until
        line.text("state")?.let { expect("state", it, case.state) }
        line.text("holder")?.let { expect("holder", it, holder) }
        line.text("number")?.let { expect("number", it, case.number) }
        line.text("due")?.let { expect("due", Tables.instant(it), case.nextDeadline) }
        line.text("case_due")?.let { expect("case_due", Tables.instant(it), caseDue) }
        line["overdue"]?.let { expect("overdue", it.booleanValue(), case.overdue) }
        line.text("level")?.let { expect("level", it, case.level) }
    }

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
        node["votes"]?.let { Votes(it.long("ayes")!!, it.long("noes")!!, it.long("abstain") ?: 0) },
    )

    private fun deed(node: JsonNode) =
        Deed(node["rule"].asText(), node["person"].asText(), node["unit"].asText(), node.long("quantity"))

    /** The entry that answered a command. */
    private fun entry(id: String): Long = ward.find(id)?.sequence ?: throw Wrong("`$id` was not answered")

    /** An argument that may be a saved id: `"$name"`. */
    private fun named(key: String): String {
        val text = must(key)
        return if (text.startsWith("$")) saved[text.drop(1)] ?: throw Wrong("nothing saved as `$text`") else text
    }

    private fun must(key: String) = line.text(key) ?: throw Wrong("`$key` is missing")

    private fun day(key: String): LocalDate? = line.text(key)?.let(LocalDate::parse)

    private fun are() = line["are"].texts()

    private fun says(reason: Reason) {
        val words = line.text("says") ?: return
        if (words !in reason.sentence && words !in reason.sentenceZh) {
            throw Wrong("expected \"$words\" in \"${reason.sentence}\" or \"${reason.sentenceZh}\"")
        }
    }

    private fun JsonNode.texts() = map(JsonNode::asText)

    private fun <T> expect(what: String, expected: T, found: T) {
        if (expected != found) throw Wrong("$what: expected $expected, found $found")
    }
}
