//! Why the grid refuses.

use super::Span;
use crate::vocabulary::{
    AgreementId, AppointmentId, BodyId, BodyKindId, Date, DivisionCode, KindId, LevelId, List, MemberId,
    PersonId, PostId, SeatId, UnitId, refusals::refusals,
};

refusals! {
    /// Why a command to the grid is refused, in order of precedence. Of several units added at once, the first that
    /// cannot be added decides.
    pub enum GridRefusal {
        /// The unit is not in the grid.
        G101 unknown_unit UnknownUnit {
            /// The unit named.
            unit: UnitId,
        }
        en "there is no unit `{unit}`: check the id, or add the unit first"
        zh "没有单位 `{unit}`:请核对编号,或先添加该单位"

        /// There is no such appointment.
        G102 unknown_appointment UnknownAppointment {
            /// The appointment named.
            appointment: AppointmentId,
        }
        en "there is no appointment `{appointment}`: take the id from the answer to the command that made it"
        zh "没有任职 `{appointment}`:请使用任命时返回的编号"

        /// There is no such body.
        G103 unknown_body UnknownBody {
            /// The body named.
            body: BodyId,
        }
        en "there is no body `{body}`: check the id, or add the body first"
        zh "没有组织 `{body}`:请核对编号,或先添加该组织"

        /// The rulebook has no such post.
        G104 unknown_post UnknownPost {
            /// The post named.
            post: PostId,
            /// The posts there are.
            posts: List<PostId>,
        }
        en "the rulebook has no post `{post}`; it has [{posts}]: name one of them"
        zh "规则集中没有岗位 `{post}`,现有 [{posts}]:请选用其中之一"

        /// The command asks for no change.
        G105 nothing_asked NothingAsked {}
        en "this command would change nothing: give at least one unit, name or figure"
        zh "该指令不作任何更改:请至少给出一个单位、名称或数字"

        /// More units than one command may add.
        G106 too_many_lines TooManyLines {
            /// Units in the command.
            found: u64,
            /// Units allowed.
            most: u64,
        }
        en "{found} units in one command; at most {most} are allowed: split them, parents first"
        zh "一条指令含 {found} 个单位,最多允许 {most} 个:请分批添加,上级在前"

        /// The id was used before, maybe by a unit that has ended.
        G107 unit_exists UnitExists {
            /// The unit.
            unit: UnitId,
        }
        en "the unit id `{unit}` is taken, and ids are never used twice: choose another"
        zh "单位编号 `{unit}` 已被使用,编号不可重复使用:请另选编号"

        /// The id was used before, maybe by a body that has ended.
        G108 body_exists BodyExists {
            /// The body.
            body: BodyId,
        }
        en "the body id `{body}` is taken, and ids are never used twice: choose another"
        zh "组织编号 `{body}` 已被使用,编号不可重复使用:请另选编号"

        /// The rulebook has no such level.
        G109 unknown_level UnknownLevel {
            /// The unit.
            unit: UnitId,
            /// The level named.
            level: LevelId,
            /// The levels there are, top down.
            levels: List<LevelId>,
        }
        en "unit `{unit}`: the rulebook has no level `{level}`; it has [{levels}]: name one of them"
        zh "单位 `{unit}`:规则集中没有层级 `{level}`,现有 [{levels}]:请选用其中之一"

        /// The level has no such kind of unit.
        G110 unknown_kind UnknownKind {
            /// The unit.
            unit: UnitId,
            /// The kind named.
            kind: KindId,
            /// Its level.
            level: LevelId,
            /// The kinds of that level.
            kinds: List<KindId>,
        }
        en "unit `{unit}`: level `{level}` has no kind `{kind}`; it has [{kinds}]: name one of them, or none"
        zh "单位 `{unit}`:层级 `{level}` 没有类型 `{kind}`,现有 [{kinds}]:请选用其中之一,或不填"

        /// The parent is neither in the grid nor earlier in the same command.
        G111 unknown_parent UnknownParent {
            /// The unit.
            unit: UnitId,
            /// The parent named.
            parent: UnitId,
        }
        en "unit `{unit}`: its parent `{parent}` is neither in the grid nor earlier in this command: put parents before their children"
        zh "单位 `{unit}`:上级 `{parent}` 不在网格中,也未在本指令中先行列出:请将上级排在下级之前"

        /// A parent stands on a higher level.
        G112 parent_not_above ParentNotAbove {
            /// The unit.
            unit: UnitId,
            /// Its level.
            level: LevelId,
            /// The parent named.
            parent: UnitId,
            /// The parent's level.
            parent_level: LevelId,
        }
        en "unit `{unit}` on level `{level}` cannot lie in `{parent}` on level `{parent_level}`: a parent must be on a higher level"
        zh "层级 `{level}` 的单位 `{unit}` 不能隶属于层级 `{parent_level}` 的 `{parent}`:上级必须位于更高层级"

        /// Outside the years the library counts in.
        G113 date_out_of_range DateOutOfRange {
            /// The day.
            date: Date,
        }
        en "the day {date} is outside the years 1900 to 2199: check the year"
        zh "日期 {date} 不在 1900 至 2199 年之间:请核对年份"

        /// What begins must end later.
        G114 ends_too_soon EndsTooSoon {
            /// The first day.
            from: Date,
            /// The first day no longer, as asked.
            until: Date,
        }
        en "it begins on {from} and cannot end on {until}: the end is the first day no longer, so give a later one"
        zh "其起始日为 {from},不能在 {until} 终止:终止日是不再有效的第一天,请给出更晚的日期"

        /// It has ended by then.
        G115 already_ended AlreadyEnded {
            /// Its end.
            until: Date,
            /// The end asked for.
            asked: Date,
        }
        en "it ends on {until} already; {asked} is not earlier: an end can only be moved to an earlier day"
        zh "其终止日已定为 {until},{asked} 并不更早:终止日只能提前"

        /// A unit on which something is to stand does not exist on all the days asked.
        G116 outside_life OutsideLife {
            /// The unit on which it is to stand.
            unit: UnitId,
            /// The days it exists.
            life: Span,
            /// The days asked.
            asked: Span,
        }
        en "unit `{unit}` exists {life}, not on all of the days {asked}: choose days within its life"
        zh "单位 `{unit}` 的存续期为 {life},未涵盖 {asked}:请在其存续期内选择日期"

        /// Another living unit bears the code.
        G117 code_taken CodeTaken {
            /// The unit.
            unit: UnitId,
            /// The code.
            code: DivisionCode,
            /// Who bears it.
            bearer: UnitId,
        }
        en "unit `{unit}`: the division code {code} is borne by `{bearer}`: check the code, or close that unit first"
        zh "单位 `{unit}`:区划代码 {code} 已由 `{bearer}` 使用:请核对代码,或先撤销该单位"

        /// The code does not lie in the parent's area.
        G118 code_outside_parent CodeOutsideParent {
            /// The unit.
            unit: UnitId,
            /// Its code.
            code: DivisionCode,
            /// Its parent.
            parent: UnitId,
            /// The parent's code.
            parent_code: DivisionCode,
        }
        en "unit `{unit}`: the division code {code} does not lie in {parent_code} of its parent `{parent}`: correct the code or the parent"
        zh "单位 `{unit}`:区划代码 {code} 不在其上级 `{parent}` 的 {parent_code} 之内:请更正代码或上级"

        /// A name must be readable and short.
        G119 unusable_name UnusableName {
            /// Bytes in its longest text.
            found: u64,
            /// Bytes allowed.
            most: u64,
        }
        en "the name is blank or too long ({found} bytes): give 1 to {most} bytes that are not all white space"
        zh "名称为空白或过长({found} 字节):请给出 1 至 {most} 字节且不全为空白的名称"

        /// More people or households than any unit can have.
        G120 figure_too_large FigureTooLarge {
            /// The unit.
            unit: UnitId,
            /// The figure.
            figure: u64,
            /// The largest allowed.
            most: u64,
        }
        en "unit `{unit}`: {figure} households or residents; at most {most} are allowed: check the figure"
        zh "单位 `{unit}`:户数或人数 {figure},最多允许 {most}:请核对数字"

        /// The unit is no more.
        G121 unit_ended UnitEnded {
            /// The unit.
            unit: UnitId,
            /// The first day it is no more.
            until: Date,
        }
        en "unit `{unit}` is no more since {until}: change the unit that took its place"
        zh "单位 `{unit}` 自 {until} 起已撤销:请修改接替它的单位"

        /// Units lie in it on that day or later.
        G122 children_left ChildrenLeft {
            /// The unit.
            unit: UnitId,
            /// The first day it was to be no more.
            until: Date,
            /// How many lie in it.
            count: u64,
            /// The first of them.
            children: List<UnitId>,
        }
        en "unit `{unit}` cannot end on {until}: {count} units lie in it from then on, such as {children}: close them first"
        zh "单位 `{unit}` 不能在 {until} 撤销:此后仍有 {count} 个下级单位,如 {children}:请先撤销它们"

        /// Appointments last to that day or later.
        G123 appointments_left AppointmentsLeft {
            /// The unit.
            unit: UnitId,
            /// The first day it was to be no more.
            until: Date,
            /// How many.
            count: u64,
            /// The first of them.
            appointments: List<AppointmentId>,
        }
        en "unit `{unit}` cannot end on {until}: {count} appointments last longer, such as {appointments}: end them first"
        zh "单位 `{unit}` 不能在 {until} 撤销:此后仍有 {count} 项任职,如 {appointments}:请先终止它们"

        /// Bodies belong to it on that day or later.
        G124 bodies_left BodiesLeft {
            /// The unit.
            unit: UnitId,
            /// The first day it was to be no more.
            until: Date,
            /// How many.
            count: u64,
            /// The first of them.
            bodies: List<BodyId>,
        }
        en "unit `{unit}` cannot end on {until}: {count} bodies belong to it from then on, such as {bodies}: end them first"
        zh "单位 `{unit}` 不能在 {until} 撤销:此后仍有 {count} 个组织,如 {bodies}:请先终止它们"

        /// The unit's level has no such post.
        G125 post_not_here PostNotHere {
            /// The post.
            post: PostId,
            /// The unit.
            unit: UnitId,
            /// The levels that have the post.
            levels: List<LevelId>,
        }
        en "unit `{unit}` has no post `{post}`: only units on the levels [{levels}] have it"
        zh "单位 `{unit}` 不设岗位 `{post}`:只有层级 [{levels}] 的单位设有该岗位"

        /// The same person holds the same post at the same unit on some of these days.
        G126 already_held AlreadyHeld {
            /// Who.
            person: PersonId,
            /// The post.
            post: PostId,
            /// The unit.
            unit: UnitId,
            /// The appointment in the way.
            appointment: AppointmentId,
            /// Its days.
            span: Span,
        }
        en "`{person}` holds `{post}` of `{unit}` {span} already (appointment `{appointment}`): choose other days, or end that appointment first"
        zh "`{person}` 已在 {span} 担任 `{unit}` 的 `{post}`(任职 `{appointment}`):请改选日期,或先终止该任职"

        /// All seats of the post are taken on a day.
        G127 no_seat_left NoSeatLeft {
            /// The post.
            post: PostId,
            /// The unit.
            unit: UnitId,
            /// The first day without a free seat.
            day: Date,
            /// How many may hold it.
            most: u32,
        }
        en "no seat of `{post}` at `{unit}` is free on {day}; at most {most} may hold it: end an appointment first, or choose other days"
        zh "{day} 当天 `{unit}` 的 `{post}` 已无空缺,最多 {most} 人:请先终止一项任职,或改选日期"

        /// The rulebook has no such kind of body.
        G128 unknown_body_kind UnknownBodyKind {
            /// The kind named.
            kind: BodyKindId,
            /// The kinds there are.
            kinds: List<BodyKindId>,
        }
        en "the rulebook has no kind of body `{kind}`; it has [{kinds}]: name one of them, or none"
        zh "规则集中没有组织类型 `{kind}`,现有 [{kinds}]:请选用其中之一,或不填"

        /// There is no such membership.
        G129 unknown_member UnknownMember {
            /// The membership named.
            member: MemberId,
        }
        en "there is no membership `{member}`: take the id from the answer to the command that made it"
        zh "没有成员记录 `{member}`:请使用登记成员时返回的编号"

        /// There is no such agreement.
        G130 unknown_agreement UnknownAgreement {
            /// The agreement named.
            agreement: AgreementId,
        }
        en "there is no agreement `{agreement}`: take the id from the answer to the command that made it"
        zh "没有协议 `{agreement}`:请使用登记协议时返回的编号"

        /// The body does not exist on all the days asked.
        G131 outside_body_life OutsideBodyLife {
            /// The body.
            body: BodyId,
            /// The days it exists.
            life: Span,
            /// The days asked.
            asked: Span,
        }
        en "body `{body}` exists {life}, not on all of the days {asked}: choose days within its life"
        zh "组织 `{body}` 的存续期为 {life},未涵盖 {asked}:请在其存续期内选择日期"

        /// The body's kind has no such category of seats.
        G132 unknown_seat UnknownSeat {
            /// The body.
            body: BodyId,
            /// The category named.
            seat: SeatId,
            /// The categories of its kind.
            seats: List<SeatId>,
        }
        en "body `{body}` has no seats `{seat}`; it has [{seats}]: name one of them, or none"
        zh "组织 `{body}` 没有席位 `{seat}`,现有 [{seats}]:请选用其中之一,或不填"

        /// The person is a member of the body on some of these days.
        G133 already_member AlreadyMember {
            /// Who.
            person: PersonId,
            /// The body.
            body: BodyId,
            /// The membership in the way.
            member: MemberId,
            /// Its days.
            span: Span,
        }
        en "`{person}` is a member of `{body}` {span} already (membership `{member}`): choose other days, or end that membership first"
        zh "`{person}` 已在 {span} 为 `{body}` 的成员(记录 `{member}`):请改选日期,或先终止该成员身份"

        /// The body serves the unit on some of these days.
        G134 already_agreed AlreadyAgreed {
            /// The body.
            body: BodyId,
            /// The unit.
            unit: UnitId,
            /// The agreement in the way.
            agreement: AgreementId,
            /// Its days.
            span: Span,
        }
        en "`{body}` serves `{unit}` {span} already (agreement `{agreement}`): choose other days, or end that agreement first"
        zh "`{body}` 已在 {span} 服务 `{unit}`(协议 `{agreement}`):请改选日期,或先终止该协议"
    }
}
