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

    /**
     * Takes an action on a case. What it needs, [may] says: a rating, to whom the case is handed, those called in, the case
     * it merges into, whom a mark names, a sitting.
     */
    fun act(
        case: CaseId,
        action: ActionId,
        by: Meta,
        rating: Long? = null,
        to: Assignee? = null,
        parties: List<Assignee> = emptyList(),
        into: CaseId? = null,
        names: PersonId? = null,
        sitting: Sitting? = null,
    ): Answer = ward.done(by, Command.Act(case, action, rating, to, parties, into, names, sitting))

    /**
     * Moves all running cases that follow a procedure in an earlier edition to that procedure in the edition in force 迁移:
     * all of them, or none if one has no place to go. A state that is not named keeps its name.
     */
    fun migrate(procedure: ProcedureId, by: Meta, states: Map<StateId, StateId> = emptyMap()): Answer =
        ward.done(by, Command.Migrate(procedure, states.map { (from, to) -> StateMove(from, to) }))

    /**
     * A case as it stands, with who answers for it on the day of [at]; null where there is no such case, or [seenBy] may not
     * see it.
     */
    fun get(case: CaseId, at: Instant, seenBy: PersonId? = null): Case? = ward.casesGet(case, at, seenBy)

    /** My cases: the open ones a person has taken, of those that [seenBy] may see. */
    fun heldBy(
        person: PersonId,
        at: Instant,
        skip: Long = 0,
        limit: Long = 100,
        seenBy: PersonId? = null,
    ): List<Case> = ward.casesHeldBy(person, at, skip, limit, seenBy)

    /** The open cases that a unit, or any unit in it, has now, of those that [seenBy] may see. */
    fun openAt(
        unit: UnitId,
        at: Instant,
        skip: Long = 0,
        limit: Long = 100,
        seenBy: PersonId? = null,
    ): List<Case> = ward.casesOpenAt(unit, at, skip, limit, seenBy)

    /** What somebody could do with a case, and what each action needs. */
    fun may(case: CaseId, actor: PersonId, at: Instant): List<ActionInfo> = ward.casesMay(case, actor, at)

    /** Why somebody may not take an action on a case, or that they may; null for an unknown case or action. */
    fun whyNot(case: CaseId, action: ActionId, actor: PersonId, at: Instant): WhyNot? =
        ward.casesWhyNot(case, action, actor, at)

    /** Whether a person may see a case: a confidential one is for those it belongs to. */
    fun maySee(case: CaseId, viewer: PersonId, at: Instant): Boolean = ward.casesMaySee(case, viewer, at)

    /** The entries a case appears in, oldest first, after a sequence number; none where [seenBy] may not see the case. */
    fun history(case: CaseId, after: Long = 0, limit: Long = 100, seenBy: PersonId? = null): List<Change> =
        ward.casesHistory(case, after, limit, seenBy)

    /** Counts cases raised in a period, as of [at]: where they were solved, and the three rates. [counted] says for whom. */
    fun figures(counted: Counted, at: Instant): Figures = ward.casesFigures(counted, at)

    /** The same, told apart: each case counts in one part, so that the parts add up to the whole. */
    fun figuresBy(counted: Counted, by: GroupBy, at: Instant): List<FiguresOf> = ward.casesFiguresBy(counted, by, at)

    /** How their clocks ended, clock by clock, as the ward stands 按时. Reads the whole journal. */
    fun onTime(counted: Counted): List<ClockKept> = ward.casesOnTime(counted)
}
