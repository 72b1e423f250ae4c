//! Why a command to the cases is refused.

use smol_str::SmolStr;

use super::wording::{AnyOf, ClocksAre, Roles, Things, Waits};
use crate::grid::SittingFault;
use crate::vocabulary::{
    ActionId, BodyId, CaseId, ChannelId, Date, Instant, Label, List, MatterId, PersonId, PostId, ProcedureId,
    StateId, UnitId, refusals::refusals,
};

refusals! {
    /// Why a command to the cases is refused, in order of precedence.
    pub enum CaseRefusal {
        /// No such case.
        C201 unknown_case UnknownCase {
            /// The case named.
            case: CaseId,
        }
        en "there is no case `{case}`: check the id, or register the case first"
        zh "没有事件 `{case}`:请核对编号,或先登记"

        /// The case's procedure has no such action.
        C202 unknown_action UnknownAction {
            /// The action named.
            action: ActionId,
            /// The case's number.
            case: SmolStr,
            /// The actions there are.
            known: List<ActionId>,
        }
        en "case {case} knows no action `{action}`: its procedure has {known}"
        zh "事件 {case} 没有动作 `{action}`:其流程有 {known}"

        /// Acts in a capacity the actor does not have.
        C203 capacity_not_held CapacityNotHeld {
            /// Who acts.
            actor: PersonId,
            /// The post named.
            post: PostId,
            /// Its unit.
            unit: UnitId,
            /// The day asked about.
            on: Date,
        }
        en "`{actor}` did not hold `{post}` of {unit} on {on}: act in a capacity held, or in none"
        zh "`{actor}` 在 {on} 并未担任 {unit} 的 `{post}`:请以所任岗位办理,或不注明身份"

        /// The action does not start from the state the case is in.
        C204 not_now NotNow {
            /// The action.
            action: ActionId,
            /// Its name.
            name: Label,
            /// The case's number.
            case: SmolStr,
            /// The name of the state it is in.
            state: Label,
            /// What can be done from there.
            instead: List<ActionId>,
        }
        en "`{action}` cannot be taken on case {case} while it is {state:#}: from there lead {instead}"
        zh "事件 {case} 处于“{state}”,不能执行“{name}”:此时可执行 {instead}"

        /// The case was closed too long ago.
        C205 reopen_over ReopenOver {
            /// The action.
            action: ActionId,
            /// Its name.
            name: Label,
            /// The case's number.
            case: SmolStr,
            /// The last instant it could be taken.
            until: Instant,
        }
        en "`{action}` on case {case} was possible until {until}: register the matter anew"
        zh "事件 {case} 的“{name}”截止于 {until}:请重新登记"

        /// Said to have happened before the case was raised.
        C206 before_registration BeforeRegistration {
            /// The case's number.
            case: SmolStr,
            /// When it is said to have happened.
            occurred: Instant,
            /// When the case was raised.
            registered: Instant,
        }
        en "it is said to have happened at {occurred}, but case {case} was raised at {registered}: check the clock of the device"
        zh "所称发生时间 {occurred} 早于事件 {case} 的登记时间 {registered}:请检查设备时钟"

        /// Somebody else may do it.
        C207 not_allowed NotAllowed {
            /// Who acts.
            actor: PersonId,
            /// The action.
            action: ActionId,
            /// Its name.
            name: Label,
            /// The case's number.
            case: SmolStr,
            /// Who may.
            only: AnyOf,
            /// What the actor is.
            is: Roles,
        }
        en "`{actor}` may not `{action}` case {case}: only {only} may, and `{actor}` {is}"
        zh "`{actor}` 不能对事件 {case} 执行“{name}”:该动作只能由{only:#}执行,而 `{actor}` {is:#}"

        /// Something is missing.
        C208 needs_missing NeedsMissing {
            /// The action.
            action: ActionId,
            /// Its name.
            name: Label,
            /// The case's number.
            case: SmolStr,
            /// What is missing.
            missing: Things,
        }
        en "to `{action}` case {case}, give {missing}"
        zh "对事件 {case} 执行“{name}”,还须提供{missing:#}"

        /// Ratings go from 1 to 5.
        C209 rating_out_of_range RatingOutOfRange {
            /// The rating given.
            rating: u8,
        }
        en "{rating} is no rating: give 1 (very bad) to 5 (very good)"
        zh "{rating} 不是有效评价:请给出 1(很差)到 5(很好)"

        /// Something was given that the action has no use for.
        C210 not_asked NotAsked {
            /// The action.
            action: ActionId,
            /// Its name.
            name: Label,
            /// What was given.
            given: Things,
        }
        en "`{action}` takes no such thing as {given}: leave it out"
        zh "“{name}”不需要{given:#}:请去掉"

        /// The unit the case should go to is not in the grid, or no longer.
        C211 assignee_unknown AssigneeUnknown {
            /// The unit named.
            unit: UnitId,
            /// The day asked about.
            on: Date,
        }
        en "the case cannot go to `{unit}`: there was no such unit on {on}"
        zh "不能转派给 `{unit}`:{on} 没有该单位"

        /// The unit has no such post.
        C212 assignee_without_post AssigneeWithoutPost {
            /// The unit named.
            unit: UnitId,
            /// The posts its level has.
            posts: List<PostId>,
        }
        en "the case cannot go to `{unit}` like this: name one of the posts of its level: {posts}"
        zh "不能这样转派给 `{unit}`:请指定该层级的岗位:{posts}"

        /// The person does not answer for the post.
        C213 assignee_not_answering AssigneeNotAnswering {
            /// The person named.
            person: PersonId,
            /// The post.
            post: PostId,
            /// Its unit.
            unit: UnitId,
            /// The day asked about.
            on: Date,
        }
        en "the case cannot go to `{person}`, who did not answer for `{post}` of {unit} on {on}: leave the person out, or name one who does"
        zh "不能转派给 `{person}`:其在 {on} 不负责 {unit} 的 `{post}`。请不指定人员,或另选负责人"

        /// There is no level above that handles the matter.
        C214 at_top AtTop {
            /// The action.
            action: ActionId,
            /// Its name.
            name: Label,
            /// The case's number.
            case: SmolStr,
            /// Where it is.
            unit: UnitId,
        }
        en "case {case} cannot `{action}`: it is at `{unit}`, and nobody above handles such matters"
        zh "事件 {case} 不能“{name}”:它已在 `{unit}`,其上没有承办层级"

        /// It was never handed over.
        C215 nothing_to_return NothingToReturn {
            /// The action.
            action: ActionId,
            /// Its name.
            name: Label,
            /// The case's number.
            case: SmolStr,
        }
        en "`{action}` leads nowhere: case {case} was never handed over; transfer it instead"
        zh "无法“{name}”:事件 {case} 未曾转手;请改用转派"

        /// The matter is not in the catalogue.
        C216 unknown_matter UnknownMatter {
            /// The matter named.
            matter: MatterId,
            /// The catalogue.
            known: List<MatterId>,
        }
        en "there is no matter `{matter}` in the catalogue: it has {known}"
        zh "事项清单中没有 `{matter}`:现有 {known}"

        /// The unit is not in the grid.
        C217 unknown_unit UnknownUnit {
            /// The unit named.
            unit: UnitId,
        }
        en "there is no unit `{unit}`: check the id, or add the unit first"
        zh "没有单位 `{unit}`:请核对编号,或先添加该单位"

        /// The unit does not exist on that day.
        C218 unit_not_open UnitNotOpen {
            /// The unit named.
            unit: UnitId,
            /// The day.
            on: Date,
        }
        en "the unit `{unit}` was not there on {on}: name the unit that was"
        zh "单位 `{unit}` 在 {on} 不存在:请填写当日存在的单位"

        /// The channel is not in the rulebook.
        C219 unknown_channel UnknownChannel {
            /// The channel named.
            channel: ChannelId,
            /// The channels there are.
            known: List<ChannelId>,
        }
        en "there is no channel `{channel}`: leave it out, or name one of {known}"
        zh "没有渠道 `{channel}`:请留空,或选用 {known}"

        /// Nobody at the unit or above handles the matter.
        C220 no_handler NoHandler {
            /// The matter.
            matter: MatterId,
            /// The unit.
            unit: UnitId,
        }
        en "nobody handles `{matter}` at `{unit}` or above: name a unit below a level that has a handler"
        zh "`{unit}` 及其上级均无 `{matter}` 的承办岗位:请选择有承办岗位的层级之下的单位"

        /// Said to have happened before what a person did on the case since.
        C221 before_last_act BeforeLastAct {
            /// The case's number.
            case: SmolStr,
            /// When it is said to have happened.
            occurred: Instant,
            /// When a person last acted on it.
            last: Instant,
        }
        en "it is said to have happened at {occurred}, but somebody acted on case {case} at {last}: act on the case as it stands, without a claimed time"
        zh "所称发生时间 {occurred} 早于事件 {case} 的最近一次办理 {last}:请按事件现状办理,不带发生时间"

        /// Without a requester such a case could never be closed.
        C222 requester_needed RequesterNeeded {
            /// The matter.
            matter: MatterId,
        }
        en "`{matter}` cannot be raised anonymously: its procedure has a state that only the requester can lead on; name a requester"
        zh "`{matter}` 不能匿名登记:其流程中有只能由诉求人推进的环节;请填写诉求人"

        /// Something the action waits for has not come about.
        C223 not_yet NotYet {
            /// The action.
            action: ActionId,
            /// Its name.
            name: Label,
            /// The case's number.
            case: SmolStr,
            /// What it waits for.
            waits: Waits,
        }
        en "`{action}` on case {case} waits: {waits}"
        zh "事件 {case} 暂不能“{name}”:{waits:#}"

        /// The sitting shown was not held as the body's rules ask.
        C224 sitting_not_valid SittingNotValid {
            /// The action.
            action: ActionId,
            /// Its name.
            name: Label,
            /// The case's number.
            case: SmolStr,
            /// What is wrong with it.
            why: SittingFault,
        }
        en "the sitting shown for `{action}` on case {case} does not count: {why}"
        zh "为事件 {case} 的“{name}”提供的会议无效:{why:#}"

        /// The sitting was of another kind of body, or the vote did not carry it.
        C225 not_passed NotPassed {
            /// The action.
            action: ActionId,
            /// Its name.
            name: Label,
            /// The case's number.
            case: SmolStr,
            /// The kind of body that has to pass it.
            kind: Label,
        }
        en "`{action}` on case {case} needs a sitting of the {kind:#} that passes it, and this one did not: act as the vote went"
        zh "事件 {case} 的“{name}”须经{kind}表决通过,而该次会议未通过:请按表决结果办理"

        /// The body is not in the grid, or no longer, or serves the unit under no agreement.
        C226 body_not_available BodyNotAvailable {
            /// The body named.
            body: BodyId,
            /// The unit.
            unit: UnitId,
            /// The day asked about.
            on: Date,
        }
        en "the case cannot go to body `{body}`: on {on} it was not there, or had no agreement to serve `{unit}`"
        zh "不能交给组织 `{body}`:{on} 该组织不存在,或与 `{unit}` 没有有效协议"

        /// The case named cannot keep the duty: it is closed, was merged itself, or is this very case; the actor may not see
        /// it; or this one is confidential, and more posts see the other.
        C227 cannot_merge_into CannotMergeInto {
            /// The case's number.
            case: SmolStr,
            /// The case named.
            into: CaseId,
        }
        en "case {case} cannot be merged into `{into}`: name another case that is open, and no less confidential"
        zh "事件 {case} 不能并入 `{into}`:请选择另一个未结案的事件,其保密范围不得更宽"

        /// Too many are called in at once.
        C228 too_many_parties TooManyParties {
            /// How many.
            found: u64,
            /// How many may be.
            most: u64,
        }
        en "{found} parties are called in at once: at most {most} may be"
        zh "一次召集了 {found} 个单位:最多 {most} 个"

        /// The clocks of the case stand still already, or do not, or cannot be extended.
        C229 clocks_not_so ClocksNotSo {
            /// The action.
            action: ActionId,
            /// Its name.
            name: Label,
            /// The case's number.
            case: SmolStr,
            /// How the clocks are.
            are: ClocksAre,
        }
        en "`{action}` cannot be taken on case {case}: {are}"
        zh "事件 {case} 不能“{name}”:{are:#}"

        /// A running case has no place in the new procedure.
        C230 no_place_to_go NoPlaceToGo {
            /// The procedure.
            procedure: ProcedureId,
            /// The cases, at most a few of them.
            cases: List<SmolStr>,
            /// How many there are.
            count: u64,
            /// The states they are in that lead nowhere.
            states: List<StateId>,
        }
        en "{count} running cases have no place in the new `{procedure}`, among them {cases}: say where {states} lead"
        zh "{count} 个在办事件在新的 `{procedure}` 中没有对应状态,例如 {cases}:请说明 {states} 对应的状态"

        /// The edition in force has no such procedure.
        C231 unknown_procedure UnknownProcedure {
            /// The procedure named.
            procedure: ProcedureId,
            /// Those there are.
            known: List<ProcedureId>,
        }
        en "the edition in force has no procedure `{procedure}`: it has {known}"
        zh "现行规则没有流程 `{procedure}`:现有 {known}"

        /// The procedure has no such state.
        C232 unknown_state UnknownState {
            /// The state named.
            state: StateId,
            /// The procedure.
            procedure: ProcedureId,
            /// The states there are.
            known: List<StateId>,
        }
        en "procedure `{procedure}` has no state `{state}`: it has {known}"
        zh "流程 `{procedure}` 没有状态 `{state}`:现有 {known}"

        /// No running case follows the procedure in an earlier edition.
        C233 nothing_to_move NothingToMove {
            /// The procedure.
            procedure: ProcedureId,
        }
        en "no running case follows `{procedure}` in an earlier edition: there is nothing to move"
        zh "没有在办事件仍按旧版流程 `{procedure}` 办理:无需迁移"
    }
}
