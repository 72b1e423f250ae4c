package linli

import java.time.Instant

/** The cases 事件 of a ward. */
val Ward.cases: Cases get() = Cases(this)

/** The cases of a ward: `ward.cases.register(...)`. */
class Cases internal constructor(private val ward: Ward) {
    /** Raises a matter at a unit 登记. */
    fun register(
        matter: MatterId,
        unit: UnitId,
        by: Meta,
        channel: ChannelId? = null,
        anonymous: Boolean = false,
    ): CaseId = ward.done(by, Command.Register(matter, unit, channel, anonymous)).madeId()

    /** Takes an action on a case. */
    fun act(case: CaseId, action: ActionId, by: Meta, rating: Long? = null, to: Assignee? = null): Answer =
        ward.done(by, Command.Act(case, action, rating, to))

    /** A case as it stands, with who answers for it on the day of [at]; null where there is no such case. */
    fun get(case: CaseId, at: Instant): Case? = ward.casesGet(case, at)

    /** My cases: the open ones a person has taken. */
    fun heldBy(person: PersonId, at: Instant, skip: Long = 0, limit: Long = 100): List<Case> =
        ward.casesHeldBy(person, at, skip, limit)

    /** The open cases that a unit, or any unit in it, has now. */
    fun openAt(unit: UnitId, at: Instant, skip: Long = 0, limit: Long = 100): List<Case> =
        ward.casesOpenAt(unit, at, skip, limit)

    /** What somebody could do with a case, and what each action needs. */
    fun may(case: CaseId, actor: PersonId, at: Instant): List<ActionInfo> = ward.casesMay(case, actor, at)

    /** The entries a case appears in, oldest first, after a sequence number. */
    fun history(case: CaseId, after: Long = 0, limit: Long = 100): List<Change> = ward.casesHistory(case, after, limit)

    /** Counts cases raised in a period, as of [at]: where they were solved, and the three rates. */
    fun figures(counted: Counted, at: Instant): Figures = ward.casesFigures(counted, at)
}
