package linli

import java.time.Instant
import java.time.LocalDate

/** The grid 网格 of a ward. */
val Ward.grid: Grid get() = Grid(this)

/** The grid of a ward: `ward.grid.whoAnswers(...)`. */
class Grid internal constructor(private val ward: Ward) {
    /** Adds units, parents before their children; all of them or none. */
    fun addUnits(units: List<NewUnit>, by: Meta): Answer = ward.done(by, Command.AddUnits(units))

    /** Changes what is said of a unit; what is left out stays. */
    fun updateUnit(
        unit: UnitId,
        by: Meta,
        name: DisplayName? = null,
        households: Long? = null,
        residents: Long? = null,
    ): Answer = ward.done(by, Command.UpdateUnit(unit, name, households, residents))

    /** Ends a unit that has no open children, appointments or bodies left on that day. */
    fun closeUnit(unit: UnitId, until: LocalDate, by: Meta): Answer = ward.done(by, Command.CloseUnit(unit, until))

    /** Gives somebody a seat of a post at a unit. Past days may be entered late. */
    fun appoint(
        person: PersonId,
        post: PostId,
        unit: UnitId,
        from: LocalDate,
        by: Meta,
        until: LocalDate? = null,
    ): AppointmentId = ward.done(by, Command.Appoint(person, post, unit, from, until)).madeId()

    /** Ends an appointment. An end not after its first day says it never held. */
    fun endAppointment(appointment: AppointmentId, until: LocalDate, by: Meta): Answer =
        ward.done(by, Command.EndAppointment(appointment, until))

    /** Attaches a body (a branch, council, team or partner organisation) to a unit. One of no kind holds no sittings. */
    fun addBody(
        id: BodyId,
        name: DisplayName,
        unit: UnitId,
        from: LocalDate,
        by: Meta,
        kind: BodyKindId? = null,
    ): Answer = ward.done(by, Command.AddBody(id, name, unit, from, kind))

    /** Ends a body. Its memberships and agreements end with it. */
    fun endBody(body: BodyId, until: LocalDate, by: Meta): Answer = ward.done(by, Command.EndBody(body, until))

    /** Makes somebody a member of a body 成员, once at a time. Past days may be entered late. */
    fun addMember(
        body: BodyId,
        person: PersonId,
        from: LocalDate,
        by: Meta,
        seat: SeatId? = null,
        until: LocalDate? = null,
    ): MemberId = ward.done(by, Command.AddMember(body, person, from, seat, until)).madeId()

    /** Ends a membership. An end not after its first day says it never held. */
    fun endMember(member: MemberId, until: LocalDate, by: Meta): Answer =
        ward.done(by, Command.EndMember(member, until))

    /** Records that a body serves a unit, and all below it 协议. The unit need not be its own. */
    fun agree(body: BodyId, unit: UnitId, from: LocalDate, by: Meta, until: LocalDate? = null): AgreementId =
        ward.done(by, Command.Agree(body, unit, from, until)).madeId()

    /** Ends an agreement. An end not after its first day says it never held. */
    fun endAgreement(agreement: AgreementId, until: LocalDate, by: Meta): Answer =
        ward.done(by, Command.EndAgreement(agreement, until))

    /** A unit, whether it exists today, no longer, or not yet. */
    fun unit(id: UnitId): GridUnit? = ward.gridUnit(id)

    /** The unit that bears a division code, or bore it last. */
    fun unitByCode(code: DivisionCode): GridUnit? = ward.gridUnitByCode(code)

    /** The units without a parent on a day. */
    fun roots(on: LocalDate): List<GridUnit> = ward.gridRoots(on)

    /** The units above, nearest first, without the unit itself. */
    fun ancestors(unit: UnitId): List<GridUnit> = ward.gridAncestors(unit)

    /** The units directly below on a day. */
    fun children(unit: UnitId, on: LocalDate, skip: Long = 0, limit: Long = 100): List<GridUnit> =
        ward.gridChildren(unit, on, skip, limit)

    /** All units below on a day, each before its own children. */
    fun descendants(unit: UnitId, on: LocalDate, skip: Long = 0, limit: Long = 100): List<GridUnit> =
        ward.gridDescendants(unit, on, skip, limit)

    /** The units of a level on a day. */
    fun unitsAt(level: LevelId, on: LocalDate, skip: Long = 0, limit: Long = 100): List<GridUnit> =
        ward.gridUnitsAt(level, on, skip, limit)

    /** Whether a unit lies in another, or is it. */
    fun contains(outer: UnitId, inner: UnitId): Boolean = ward.gridContains(outer, inner)

    /** Who answers for a post at a unit on a day, as known at an instant or now; null where nobody does. */
    fun whoAnswers(post: PostId, unit: UnitId, on: LocalDate, knownAt: Instant? = null): Answering? =
        ward.gridWhoAnswers(post, unit, on, knownAt)

    /** The notice at the stairway 公示牌; null where the unit does not exist that day. */
    fun directory(unit: UnitId, on: LocalDate, knownAt: Instant? = null): Directory? =
        ward.gridDirectory(unit, on, knownAt)

    /** The posts with fewer holders on a day than the rulebook asks for 岗位空缺. */
    fun vacancies(on: LocalDate, skip: Long = 0, limit: Long = 100): List<Vacancy> = ward.gridVacancies(on, skip, limit)

    /** The units on a day whose known number of households is outside the band of their level. */
    fun householdsOutOfBand(on: LocalDate, skip: Long = 0, limit: Long = 100): List<OutOfBand> =
        ward.gridHouseholdsOutOfBand(on, skip, limit)

    /** The appointments of a person on a day. */
    fun postsOf(person: PersonId, on: LocalDate): List<Appointment> = ward.gridPostsOf(person, on)

    /** Where cases would stick on a day for want of somebody 人员缺口, in order of matter and unit. */
    fun staffing(on: LocalDate, skip: Long = 0, limit: Long = 100): List<Gap> = ward.gridStaffing(on, skip, limit)

    /** A body, whether it exists today, no longer, or not yet. */
    fun body(id: BodyId): Body? = ward.gridBody(id)

    /** The bodies of a unit on a day. */
    fun bodiesAt(unit: UnitId, on: LocalDate): List<Body> = ward.gridBodiesAt(unit, on)

    /** The bodies of a kind on a day, at the unit or above it, nearest first. */
    fun bodiesOfKind(kind: BodyKindId, unit: UnitId, on: LocalDate): List<Body> = ward.gridBodiesOfKind(kind, unit, on)

    /** The members of a body on a day. */
    fun members(body: BodyId, on: LocalDate): List<Member> = ward.gridMembers(body, on)

    /** The memberships of a person on a day. */
    fun membershipsOf(person: PersonId, on: LocalDate): List<Member> = ward.gridMembershipsOf(person, on)

    /** The agreement under which a body serves a unit on a day, with it or the nearest above it; null where there is none. */
    fun agreement(body: BodyId, unit: UnitId, on: LocalDate): Agreement? = ward.gridAgreement(body, unit, on)

    /** The agreements under which a unit is served on a day: its own first, then those of the units above. */
    fun agreements(unit: UnitId, on: LocalDate): List<Agreement> = ward.gridAgreements(unit, on)

    /** Whether a sitting on a day may decide, and what it came to; null before the first edition. */
    fun judge(sitting: Sitting, on: LocalDate): Verdict? = ward.gridJudge(sitting, on)
}
