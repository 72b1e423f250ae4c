use linli::cases::Assignee;
use linli::{
    ActionId, AgreementId, AppointmentId, AwardId, BodyId, BodyKindId, CaseId, ChannelId, DetailName,
    DivisionCode, HoldId, HouseholdId, KindId, LevelId, MatterId, MemberId, PersonId, PostId, ProcedureId,
    RewardId, RuleId, SeatId, StateId, UnitId,
};

use crate::vocabulary::{Day, Instant};
use crate::{Count, DisplayName, Points, Sitting};

/// Anything that can be asked of a ward.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Command {
    /// Adds units, parents before their children; all of them or none.
    AddUnits {
        /// The units.
        units: Vec<NewUnit>,
    },
    /// Changes what is said of a unit; what is left out stays.
    UpdateUnit {
        /// Which unit.
        unit: UnitId,
        /// Its new name.
        #[uniffi(default = None)]
        name: Option<DisplayName>,
        /// How many households it has now.
        #[uniffi(default = None)]
        households: Option<Count>,
        /// How many residents it has now.
        #[uniffi(default = None)]
        residents: Option<Count>,
    },
    /// Ends a unit that has no open children, appointments or bodies left on that day.
    CloseUnit {
        /// Which unit.
        unit: UnitId,
        /// The first day it is no more.
        until: Day,
    },
    /// Gives somebody a seat of a post at a unit. Past days may be entered late.
    Appoint {
        /// Who.
        person: PersonId,
        /// The post.
        post: PostId,
        /// The unit.
        unit: UnitId,
        /// The first day.
        from: Day,
        /// The first day no longer; open where left out.
        #[uniffi(default = None)]
        until: Option<Day>,
    },
    /// Ends an appointment. An end not after its first day says it never held.
    EndAppointment {
        /// Which.
        appointment: AppointmentId,
        /// The first day no longer.
        until: Day,
    },
    /// Attaches a body (a branch, council, team or partner organisation) to a unit.
    AddBody {
        /// Its id.
        id: BodyId,
        /// Its name.
        name: DisplayName,
        /// The unit it belongs to.
        unit: UnitId,
        /// Its first day.
        from: Day,
        /// Its kind, one of the rulebook's; a body of no kind holds no sittings.
        #[uniffi(default = None)]
        kind: Option<BodyKindId>,
    },
    /// Ends a body. Its memberships and agreements end with it.
    EndBody {
        /// Which.
        body: BodyId,
        /// The first day no longer.
        until: Day,
    },
    /// Makes somebody a member of a body 成员, once at a time. Past days may be entered late.
    AddMember {
        /// The body.
        body: BodyId,
        /// Who.
        person: PersonId,
        /// The first day.
        from: Day,
        /// In which category of seats of the body's kind, where in one.
        #[uniffi(default = None)]
        seat: Option<SeatId>,
        /// The first day no longer; open where left out.
        #[uniffi(default = None)]
        until: Option<Day>,
    },
    /// Ends a membership. An end not after its first day says it never held.
    EndMember {
        /// Which.
        member: MemberId,
        /// The first day no longer.
        until: Day,
    },
    /// Records that a body serves a unit, and all below it 协议. A body serves a unit under one agreement at a time; the
    /// unit need not be its own. Past days may be entered late.
    Agree {
        /// The body.
        body: BodyId,
        /// The unit it serves.
        unit: UnitId,
        /// The first day.
        from: Day,
        /// The first day no longer; open where left out.
        #[uniffi(default = None)]
        until: Option<Day>,
    },
    /// Ends an agreement. An end not after its first day says it never held.
    EndAgreement {
        /// Which.
        agreement: AgreementId,
        /// The first day no longer.
        until: Day,
    },
    /// Raises a matter at a unit 登记.
    Register {
        /// The matter.
        matter: MatterId,
        /// The place.
        unit: UnitId,
        /// How it came in.
        #[uniffi(default = None)]
        channel: Option<ChannelId>,
        /// Nobody is named as the requester. Otherwise it is the one on whose behalf, or else the actor.
        #[uniffi(default = false)]
        anonymous: bool,
    },
    /// Takes an action on a case.
    Act {
        /// The case.
        case: CaseId,
        /// The action.
        action: ActionId,
        /// From 1 (very bad) to 5 (very good), where the action needs it.
        #[uniffi(default = None)]
        rating: Option<Count>,
        /// To whom the case is handed, where the action needs it.
        #[uniffi(default = None)]
        to: Option<Assignee>,
        /// Those called in, where a case begins for each of them. At most 50.
        #[uniffi(default = [])]
        parties: Vec<Assignee>,
        /// The case that keeps the duty, where the action merges 并案.
        #[uniffi(default = None)]
        into: Option<CaseId>,
        /// Whom a mark names, where the action leaves one that does.
        #[uniffi(default = None)]
        names: Option<PersonId>,
        /// The sitting at which it was decided, where the action needs one.
        #[uniffi(default = None)]
        sitting: Option<Sitting>,
    },
    /// Moves all running cases that follow a procedure in an earlier edition to that procedure in the edition in force
    /// 迁移: all of them, or none if one has no place to go.
    Migrate {
        /// The procedure.
        procedure: ProcedureId,
        /// Where cases in a state go; a state that is not named keeps its name.
        #[uniffi(default = [])]
        states: Vec<StateMove>,
    },
    /// Enters a deed.
    Award {
        /// The deed.
        deed: Deed,
    },
    /// Enters deeds in bulk; each line is answered for itself.
    AwardAll {
        /// The deeds.
        deeds: Vec<Deed>,
    },
    /// Approves or turns down a deed that waits.
    Review {
        /// Which.
        award: AwardId,
        /// Whether it earns.
        approve: bool,
    },
    /// Takes back an award made in error as far as it is unspent. Needs the detail `reason`.
    Correct {
        /// Which.
        award: AwardId,
    },
    /// Sets points and stock aside for a reward 兑换.
    Redeem {
        /// The reward.
        reward: RewardId,
        /// The counter it is fetched from.
        unit: UnitId,
        /// How many pieces.
        pieces: Count,
        /// Whose passbook: left out, the one of whoever it is done for.
        #[uniffi(default = None)]
        person: Option<PersonId>,
    },
    /// Hands a reward out 核销.
    Capture {
        /// The hold.
        hold: HoldId,
    },
    /// Gives held points back 撤销.
    Void {
        /// The hold.
        hold: HoldId,
    },
    /// Changes the stock at a counter.
    Restock {
        /// The reward.
        reward: RewardId,
        /// The counter.
        unit: UnitId,
        /// Pieces that come in; below zero, pieces written off.
        pieces: Points,
    },
    /// Lets somebody join a household's passbook.
    Join {
        /// The household.
        household: HouseholdId,
        /// Who.
        person: PersonId,
        /// Where the household lives.
        unit: UnitId,
        /// The first day.
        from: Day,
    },
    /// Lets somebody leave it.
    Leave {
        /// The household.
        household: HouseholdId,
        /// Who.
        person: PersonId,
        /// The first day no longer.
        until: Day,
    },
    /// Adopts an edition of the rulebook.
    Adopt {
        /// Its bundle, as canonical JSON.
        bundle: String,
    },
    /// Erases the text of a detail. The journal keeps its digest, and that it was erased.
    Erase {
        /// The entry whose detail it is.
        sequence: Count,
        /// Which of its details; left out, all of them.
        #[uniffi(default = None)]
        name: Option<DetailName>,
    },
}

/// A unit to be.
#[derive(Clone, Debug, uniffi::Record)]
pub struct NewUnit {
    /// Its id.
    pub id: UnitId,
    /// Its level.
    pub level: LevelId,
    /// Its name.
    pub name: DisplayName,
    /// Its first day.
    pub from: Day,
    /// The unit above it, on any higher level.
    #[uniffi(default = None)]
    pub parent: Option<UnitId>,
    /// Its kind, where the level has several.
    #[uniffi(default = None)]
    pub kind: Option<KindId>,
    /// Its statistical division code, where it has one.
    #[uniffi(default = None)]
    pub code: Option<DivisionCode>,
    /// How many households it has, where known.
    #[uniffi(default = None)]
    pub households: Option<Count>,
    /// How many residents it has, where known.
    #[uniffi(default = None)]
    pub residents: Option<Count>,
}

/// One deed 善行.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Deed {
    /// The rule it falls under.
    pub rule: RuleId,
    /// Who did it.
    pub person: PersonId,
    /// Where: its fund is the one of the unit above on the rule's level.
    pub unit: UnitId,
    /// How much, in the rule's unit; 1 where left out.
    #[uniffi(default = None)]
    pub quantity: Option<Count>,
    /// The team it was done with.
    #[uniffi(default = None)]
    pub team: Option<BodyId>,
    /// When; left out, when the command happened.
    #[uniffi(default = None)]
    pub occurred: Option<Instant>,
}

/// To whom a case is handed: a post at a unit, or one of those who hold it.
#[uniffi::remote(Record)]
pub struct Assignee {
    /// The unit.
    pub unit: UnitId,
    /// The post; left out, the matter's handler at the unit's level.
    #[uniffi(default = None)]
    pub post: Option<PostId>,
    /// A body that does the work, while the post answers for it.
    #[uniffi(default = None)]
    pub body: Option<BodyId>,
    /// One of those who hold the post, or of the body's members.
    #[uniffi(default = None)]
    pub person: Option<PersonId>,
}

/// Where the cases in a state go when their procedure is migrated.
#[derive(Clone, Debug, uniffi::Record)]
pub struct StateMove {
    /// The state they are in.
    pub from: StateId,
    /// The state of the edition in force.
    pub to: StateId,
}
