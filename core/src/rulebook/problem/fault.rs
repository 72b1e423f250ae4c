//! Every way a rulebook can be wrong: one table of codes, from which messages, help and documentation come.

use crate::vocabulary::{Lang, List};

/// A row of the table of problem codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemCode {
    /// The stable code, such as `L0312`.
    pub code: &'static str,
    /// The stable name, such as `unknown_post`.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// How to mend it.
    pub mend: &'static str,
}

/// Declares the faults: code, name, values, meaning; then message and help in both languages.
macro_rules! faults {
    ($(
        $code:ident $name:ident $variant:ident { $($field:ident: $type:ty),* $(,)? } $meaning:literal
        en $en:literal help $help_en:literal
        zh $zh:literal help $help_zh:literal
    )*) => {
        /// What is wrong, with the values found.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(crate) enum Fault {$(
            #[doc = $meaning]
            $variant { $($field: $type),* }
        ),*}

        /// The table of codes, in order.
        pub const PROBLEM_CODES: &[ProblemCode] = &[$(ProblemCode {
            code: stringify!($code),
            name: stringify!($name),
            meaning: $meaning,
            mend: $help_en,
        }),*];

        impl Fault {
            pub(crate) fn code(&self) -> &'static str {
                match self {$(Self::$variant { .. } => stringify!($code)),*}
            }

            pub(crate) fn message(&self, lang: Lang) -> String {
                match (self, lang) {$(
                    (Self::$variant { $($field),* }, Lang::En) => { $(let _ = $field;)* format!($en) }
                    (Self::$variant { $($field),* }, Lang::Zh) => { $(let _ = $field;)* format!($zh) }
                )*}
            }

            pub(crate) fn help(&self, lang: Lang) -> &'static str {
                match (self, lang) {$(
                    (Self::$variant { .. }, Lang::En) => $help_en,
                    (Self::$variant { .. }, Lang::Zh) => $help_zh,
                )*}
            }
        }
    };
}

// L00 the text, L01 a value by itself, L02 values that do not go together, L03 names, L04 proofs.
faults! {
    L0001 unreadable Unreadable { format: &'static str, why: String }
    "The text is not written in the language it claims to be."
    en "this is not {format}: {why}" help "mend the text at this place"
    zh "此处不符合 {format} 语法({why})" help "请修改此处文本"

    L0002 duplicate_key DuplicateKey { key: String }
    "A key stands twice in one table."
    en "`{key}` is given twice" help "keep one of them"
    zh "`{key}` 重复" help "请只保留一个"

    L0003 too_deep TooDeep { most: usize }
    "Tables or lists lie deeper in each other than any rulebook needs."
    en "this lies more than {most} tables or lists deep" help "no rulebook is nested so deep: flatten it"
    zh "嵌套超过 {most} 层" help "规则集无需如此嵌套,请减少层数"

    L0004 other_format OtherFormat { format: &'static str, looks: &'static str }
    "The text is read as TOML and written in JSON, or the other way round."
    en "this is read as {format}, but looks like {looks}" help "read it as what it is written in; of a file, its ending says so: `.toml` or `.json`"
    zh "此处按 {format} 读取,但看起来是 {looks}" help "请按其实际格式读取;文件以结尾 `.toml` 或 `.json` 区分"

    L0101 missing_key MissingKey { key: String }
    "A key that is needed is not there."
    en "`{key}` is missing" help "add it"
    zh "缺少 `{key}`" help "请补上"

    L0102 unknown_key UnknownKey { key: String, allowed: List<&'static str> }
    "No such key is known at this place."
    en "`{key}` means nothing here; allowed are {allowed}" help "take it out, or write one of those allowed"
    zh "此处不认识 `{key}`;允许的有 {allowed}" help "请删除,或改为允许的键"

    L0103 wrong_type WrongType { expected: &'static str, expected_zh: &'static str, found: &'static str, found_zh: &'static str }
    "A value is of another type than is expected there."
    en "{expected} is expected here, {found} was found" help "write the value in the expected form"
    zh "此处应为{expected_zh},却是{found_zh}" help "请按要求的形式书写"

    L0104 not_an_id NotAnId { found: String, why: String }
    "A text cannot be an id: 1 to 64 bytes, no white space, no control characters."
    en "`{found}` cannot be an id: {why}" help "write 1 to 64 bytes without white space, such as `grid-worker`"
    zh "`{found}` 不能作标识" help "请用 1 至 64 字节且不含空白的标识,例如 `grid-worker`"

    L0105 not_a_limit NotALimit { found: String, why: String, such_as: &'static str }
    "A text is no time limit of the kind that is needed there."
    en "`{found}` is not a time limit: {why}" help "write a number and a unit"
    zh "`{found}` 不是此处可用的时限" help "请写数字和单位"

    L0106 not_a_date NotADate { found: String }
    "A value is no calendar day."
    en "`{found}` is not a day" help "write year, month and day: 2025-01-01"
    zh "`{found}` 不是日期" help "请写年月日:2025-01-01"

    L0107 unknown_word UnknownWord { found: String, allowed: List<&'static str> }
    "A value must be one of a few words and is none of them."
    en "`{found}` is none of {allowed}" help "write one of those allowed"
    zh "`{found}` 不在允许之列:{allowed}" help "请改为允许的词"

    L0108 out_of_bounds OutOfBounds { found: i64, least: u64, most: u64 }
    "A number lies outside its bounds."
    en "{found} is out of bounds: {least} to {most} are allowed" help "write a number within the bounds"
    zh "{found} 超出范围:允许 {least} 至 {most}" help "请写范围内的数"

    L0109 not_an_expiry NotAnExpiry { found: String }
    "A text does not say how long points last."
    en "`{found}` does not say how long points last" help "write `never`, `end of this year`, `end of next year`, `6 months`, `2 years` or `90 days`"
    zh "`{found}` 不是积分有效期" help "请写 `never`、`end of this year`、`end of next year`、`6 months`、`2 years` 或 `90 days`"

    L0110 not_a_quantity NotAQuantity { found: String }
    "A text is no quantity with its unit."
    en "`{found}` is not a quantity" help "write a number and a unit, such as `60 minutes`"
    zh "`{found}` 不是数量" help "请写数字和单位,例如 `60 minutes`"

    L0111 empty Empty { what: &'static str }
    "A text or a list is empty where something is needed."
    en "`{what}` is empty" help "write at least one"
    zh "`{what}` 为空" help "请至少填写一项"

    L0112 unknown_zone UnknownZone { found: String }
    "No time zone has this name."
    en "there is no time zone `{found}`" help "write a name of the IANA database, such as `Asia/Shanghai`"
    zh "没有时区 `{found}`" help "请写 IANA 时区名,例如 `Asia/Shanghai`"

    L0113 bad_calendar BadCalendar { why: String }
    "The parts of a calendar of one's own do not make a calendar."
    en "this is no calendar: {why}" help "mend the calendar, or take `cn`"
    zh "工作日历无效({why})" help "请修改日历,或使用 `cn`"

    L0114 not_a_quorum NotAQuorum { found: String }
    "A value says neither what share of a body's members must be present nor how many of them."
    en "`{found}` is not a quorum" help "write a share of the members such as `1/2`, `2/3`, `over 1/2`, or a whole number of persons"
    zh "`{found}` 不是法定到会人数" help "请写成员的比例,例如 `1/2`、`2/3`、`over 1/2`,或写整数人数"

    L0115 not_a_majority NotAMajority { found: String }
    "A text does not say what share of whom must be in favour."
    en "`{found}` is not a majority" help "write a share and of what: `over 1/2 of votes`, `2/3 of present`, `2/3 of members`"
    zh "`{found}` 不是通过比例" help "请写比例和基数:`over 1/2 of votes`、`2/3 of present`、`2/3 of members`"

    L0201 given_twice GivenTwice { found: String }
    "Something stands twice in a list in which each may stand once."
    en "`{found}` stands here twice" help "keep one of them"
    zh "`{found}` 重复出现" help "请只保留一个"

    L0202 min_over_max MinOverMax { min: u32, max: u32 }
    "A smallest number is larger than the largest."
    en "min {min} is larger than max {max}" help "min may be at most max"
    zh "最小值 {min} 大于最大值 {max}" help "最小值不得大于最大值"

    L0203 rows_not_rising RowsNotRising { from: u64, before: u64 }
    "The rows of a table of amounts are not in rising order."
    en "a row from {from} follows one from {before}" help "order the rows by `from`, each larger than the one before"
    zh "自 {from} 起的行排在自 {before} 起的行之后" help "请按 `from` 由小到大排列,不得重复"

    L0204 limit_per_deed LimitPerDeed {}
    "A reward is limited per deed, though nobody does a deed to get it."
    en "a reward cannot be limited per `deed`" help "write `day`, `month` or `year`"
    zh "兑换品不能按 `deed` 限量" help "请写 `day`、`month` 或 `year`"

    L0205 reserved_name ReservedName { found: String }
    "A post is called by a word that means something else in `who`."
    en "a post cannot be called `{found}`: the word has a meaning of its own in `who`" help "give the post another id"
    zh "岗位不能叫 `{found}`:该词在 `who` 中另有含义" help "请换一个标识"

    L0206 own_fallback OwnFallback { post: String }
    "A post is to be replaced by itself at the same unit."
    en "`{post}` cannot stand in for itself at the same unit" help "name another post, or where else to look: `@sibling`, `@parent`, `@ancestor`"
    zh "`{post}` 在同一单位不能替补自己" help "请写其他岗位,或写明去处:`@sibling`、`@parent`、`@ancestor`"

    L0207 unknown_format UnknownFormat { found: u32 }
    "A bundle was written in a format this version does not know."
    en "this bundle has format {found}; this version reads format 1" help "take a newer version of the library"
    zh "该规则包格式为 {found},本版本只认识格式 1" help "请升级程序"

    L0311 unknown_level UnknownLevel { found: String }
    "No level has this id."
    en "unknown level `{found}`" help "add it to `levels`, or write one of those there"
    zh "未知层级 `{found}`" help "请加入 `levels`,或改为已有层级"

    L0312 unknown_post UnknownPost { found: String }
    "No post has this id."
    en "unknown post `{found}`" help "add `[posts.<id>]`, or write one of those there"
    zh "未知岗位 `{found}`" help "请添加 `[posts.<id>]`,或改为已有岗位"

    L0313 unknown_procedure UnknownProcedure { found: String }
    "No procedure has this id, in the rulebook or among those built in."
    en "unknown procedure `{found}`" help "add `[procedures.<id>]`, or write one that is built in, such as `request`"
    zh "未知流程 `{found}`" help "请添加 `[procedures.<id>]`,或使用内置流程,例如 `request`"

    L0314 unknown_state UnknownState { found: String }
    "The procedure has no state of this id."
    en "unknown state `{found}`" help "add it to the procedure's `states`, or write one of those there"
    zh "未知状态 `{found}`" help "请加入该流程的 `states`,或改为已有状态"

    L0315 unknown_action UnknownAction { found: String }
    "The procedure has no action of this id."
    en "unknown action `{found}`" help "write `flag`, `remind` or an action of the procedure"
    zh "未知动作 `{found}`" help "请写 `flag`、`remind` 或该流程的动作"

    L0316 missing_limit MissingLimit { matter: String, limit: String, procedure: String }
    "A matter does not give a limit that a clock of its procedure names."
    en "matter `{matter}` gives no limit `{limit}`, which procedure `{procedure}` asks for" help "add it to the matter's `limits`, or give the clock a fixed limit such as `5 days`"
    zh "事项 `{matter}` 未给出流程 `{procedure}` 所需的时限 `{limit}`" help "请加入该事项的 `limits`,或在流程中写固定时限,例如 `5 days`"

    L0317 unknown_rule UnknownRule { found: String }
    "No points rule has this id."
    en "unknown points rule `{found}`" help "add `[points.rules.<id>]`, or write one of those there"
    zh "未知积分规则 `{found}`" help "请添加 `[points.rules.<id>]`,或改为已有规则"

    L0318 unknown_body_kind UnknownBodyKind { found: String }
    "No kind of body has this id."
    en "unknown kind of body `{found}`" help "add `[bodies.<id>]`, or write one of those there"
    zh "未知组织类型 `{found}`" help "请添加 `[bodies.<id>]`,或改为已有类型"

    L0319 unused_limit UnusedLimit { limit: String, procedure: String }
    "A matter gives a limit that no clock of its procedure names."
    en "no clock of procedure `{procedure}` asks for a limit `{limit}`" help "take it out, or name it in a `clock`"
    zh "流程 `{procedure}` 没有使用时限 `{limit}` 的时钟" help "请删除,或在 `clock` 中引用"

    L0320 unknown_matter UnknownMatter { found: String }
    "No matter has this id."
    en "unknown matter `{found}`" help "add `[matters.<id>]`, or write one of those there"
    zh "未知事项 `{found}`" help "请添加 `[matters.<id>]`,或改为已有事项"

    L0401 no_initial NoInitial {}
    "Nothing says in which state a case begins."
    en "this procedure has no initial state" help "write `initial = \"...\"`, or call a state `registered`"
    zh "该流程没有初始状态" help "请写 `initial = \"...\"`,或设状态 `registered`"

    L0402 unreachable_state UnreachableState { state: String }
    "No chain of actions leads to a state."
    en "no case can ever come into `{state}`" help "let an action lead `to` it, or take it out"
    zh "任何事件都不会进入 `{state}`" help "请让某个动作的 `to` 指向它,或删除该状态"

    L0403 dead_end DeadEnd { state: String }
    "No chain of actions leads from a state to a closed one."
    en "from `{state}` no case can ever be closed" help "let an action lead out of it, towards a closed state"
    zh "`{state}` 中的事件永远无法结案" help "请设置从该状态通向结案状态的动作"

    L0404 never_closes NeverCloses {}
    "A procedure has no closed state."
    en "this procedure has no closed state" help "give a state `kind = \"closed\"`"
    zh "该流程没有结案状态" help "请为某个状态写 `kind = \"closed\"`"

    L0405 system_not_allowed SystemNotAllowed { action: String }
    "A clock takes an action that the system may not take."
    en "the system is to take `{action}`, and may not" help "add `system` to the action's `who`"
    zh "时钟到期要执行 `{action}`,但系统无权执行" help "请在该动作的 `who` 中加入 `system`"

    L0406 not_from_here NotFromHere { action: String, state: String }
    "A clock takes an action in a state from which it does not lead."
    en "`{action}` is to be taken in `{state}`, and cannot be taken from there" help "add the state to the action's `from`"
    zh "`{action}` 不能在 `{state}` 中执行" help "请在该动作的 `from` 中加入此状态"

    L0407 no_clock NoClock { state: String }
    "A case can wait in a state in which no clock runs."
    en "a case can wait in `{state}` for ever: no clock runs there" help "give the state a `clock`, or the procedure a case clock"
    zh "事件可能永远停在 `{state}`:该状态没有时钟" help "请为该状态或整个流程设置 `clock`"

    L0409 clock_in_closed ClockInClosed { state: String }
    "A clock acts on a case that is closed."
    en "`{state}` is closed, and its clock would act on it" help "take the clock out, or let it only `flag` or `remind`"
    zh "`{state}` 已结案,其时钟却会执行动作" help "请去掉时钟,或只用 `flag`、`remind`"

    L0410 at_top_without_escalate AtTopWithoutEscalate {}
    "`at_top` is given for an action that does not escalate."
    en "`at_top` says nothing here: the action does not escalate" help "add `escalate` to `does`, or take `at_top` out"
    zh "该动作不上报,`at_top` 无意义" help "请在 `does` 中加入 `escalate`,或删除 `at_top`"

    L0411 stuck_at_level StuckAtLevel { matter: String, state: String, level: String }
    "A case held at a level can come into a state from which nobody there can bring it to an end."
    en "a case of `{matter}` in `{state}` at level `{level}` can never be closed: nobody who may act is found there or above" help "let `holder` or a post of that level or above take an action, or change `handlers`"
    zh "事项 `{matter}` 的事件在层级 `{level}` 处于 `{state}` 时永远无法结案:该级及以上无人可办" help "请允许 `holder` 或该级及以上的岗位办理,或调整 `handlers`"

    L0412 no_handler NoHandler { level: String }
    "A matter names no handler at the level it enters."
    en "nobody handles this matter at `{level}`, where it enters" help "add the level to `handlers`"
    zh "该事项进入的层级 `{level}` 没有承办岗位" help "请在 `handlers` 中写明"

    L0413 handler_not_at_level HandlerNotAtLevel { post: String, level: String }
    "A handler's post does not exist at the level it should handle."
    en "post `{post}` does not exist at level `{level}`" help "add the level to the post's `at`, or name another post"
    zh "层级 `{level}` 没有岗位 `{post}`" help "请在该岗位的 `at` 中加入此层级,或换一个岗位"

    L0414 never_taken NeverTaken { action: String }
    "An action is for the system alone, and no clock takes it."
    en "only the system may take `{action}`, and no clock does" help "name it in an `on_overdue`, or let somebody take it"
    zh "只有系统可执行 `{action}`,却没有时钟触发它" help "请在 `on_overdue` 中引用,或允许他人执行"

    L0415 transfer_to_nobody TransferToNobody { action: String }
    "An action hands a case over without asking to whom."
    en "`{action}` transfers the case and does not ask to whom" help "add `assignee` to `needs`; the system cannot take such an action"
    zh "`{action}` 转派事件却未要求指定对象" help "请在 `needs` 中加入 `assignee`;系统不能执行此类动作"

    L0417 reopen_not_closed ReopenNotClosed { state: String }
    "`reopen` is given for a state that is not closed."
    en "`{state}` is not closed, so there is nothing to reopen" help "take `reopen` out, or write `kind = \"closed\"`"
    zh "`{state}` 不是结案状态,无从重办" help "请删除 `reopen`,或写 `kind = \"closed\"`"

    L0418 no_clock_to_warn NoClockToWarn {}
    "A warning or a consequence is given where no clock runs."
    en "there is no clock this could belong to" help "add a `clock`"
    zh "没有与之对应的时钟" help "请添加 `clock`"

    L0419 warnings_differ WarningsDiffer { one: String, other: String }
    "States give the case clock different warnings."
    en "the case clock is given two warnings: `{one}` and `{other}`" help "write `warn` once, beside the procedure's `clock`"
    zh "全程时钟有两个不同的预警:`{one}` 和 `{other}`" help "请只在流程的 `clock` 旁写一次 `warn`"

    L0420 warning_too_long WarningTooLong { warn: String, limit: String }
    "A warning is due before the clock begins."
    en "a warning `{warn}` before the end of `{limit}` would come before the beginning" help "make the warning shorter than the limit"
    zh "在 `{limit}` 到期前 `{warn}` 预警,早于开始计时" help "预警应短于时限"

    L0421 mark_never_left MarkNeverLeft { mark: String }
    "A mark is asked for that no action leaves."
    en "no action leaves the mark `{mark}`" help "let an action do `{ mark = \"...\" }`, or `{ name = \"...\" }` where it names a person"
    zh "没有动作会留下标记 `{mark}`" help "请让某个动作执行 `{ mark = \"...\" }`,需指名时用 `{ name = \"...\" }`"

    L0422 merge_stays_open MergeStaysOpen { action: String }
    "An action merges a case into another and leaves it open."
    en "`{action}` merges the case into another and does not close it" help "let it lead `to` a closed state"
    zh "`{action}` 并案后事件仍未结案" help "请让该动作的 `to` 指向结案状态"

    L0423 nothing_paused NothingPaused { action: String }
    "An action resumes clocks that none ever pauses."
    en "`{action}` resumes the clocks, and no action pauses them" help "add an action that does `{ pause = \"30 days\" }`, or take `resume` out"
    zh "`{action}` 恢复计时,但没有动作会挂起时钟" help "请添加执行 `{ pause = \"30 days\" }` 的动作,或删除 `resume`"

    L0424 spawn_needs_requester SpawnNeedsRequester { matter: String, procedure: String }
    "A case is begun by another, and only its requester could lead it on; it may have none."
    en "a case of `{matter}` begun here may have no requester, and its procedure `{procedure}` cannot be closed without one" help "let somebody else, such as `origin` or a clock, take the actions that only `requester` may take"
    zh "由此产生的 `{matter}` 事件可能没有诉求人,而流程 `{procedure}` 没有诉求人就无法结案" help "请允许 `origin` 等其他人或时钟执行仅限 `requester` 的动作"

    L0425 spawn_loop SpawnLoop { matter: String }
    "The system alone begins case after case, for ever."
    en "cases of `{matter}` would begin one another for ever, without anybody doing anything" help "let a person take one of the steps, or do not begin another case there"
    zh "`{matter}` 的事件会在无人参与的情况下无限产生新事件" help "请让其中一步由人执行,或不再产生新事件"

    L0426 competing_clocks CompetingClocks { state: String, one: String, other: String }
    "Two clocks that always end together take different actions."
    en "in `{state}` both clocks end together, and one takes `{one}`, the other `{other}`" help "let one of them only `flag` or `remind`, or give them different limits"
    zh "在 `{state}` 中两个时钟同时到期,却分别执行 `{one}` 和 `{other}`" help "请让其中一个只 `flag` 或 `remind`,或设不同时限"

    L0427 no_parts NoParts { action: String }
    "An action waits for parts that no action begins."
    en "`{action}` needs all parts closed, and no action begins any" help "add an action that does `{ spawn = \"...\", link = \"part\" }`, or take `parts` out"
    zh "`{action}` 要求各分办事件均已结案,但没有动作会产生分办事件" help "请添加执行 `{ spawn = \"...\", link = \"part\" }` 的动作,或删除 `parts`"

    L0428 system_names_nobody SystemNamesNobody { action: String }
    "The system is to take an action with which somebody or something has to be named."
    en "the system cannot take `{action}`: a person has to say to whom, or into which case" help "take `system` out of its `who`, or the effect out of its `does`"
    zh "系统不能执行 `{action}`:需由人指定对象或并入的事件" help "请从 `who` 中去掉 `system`,或从 `does` 中去掉该效果"

    L0429 done_twice DoneTwice { action: String }
    "An action does twice what a case can have once: a pause, an extension of one clock, a case that is to begin later."
    en "`{action}` does twice what a case can have once" help "do it once, or in two actions"
    zh "`{action}` 重复执行了一个事件只能有一次的效果" help "请只执行一次,或分成两个动作"

    L0430 parts_without_end PartsWithoutEnd { matter: String }
    "A case waits for a part, which for certain waits for a part of its own, and so on."
    en "a part of `{matter}` cannot be closed before a part of its own is, and so on for ever" help "let its procedure close without beginning such a part, or do not wait for `parts`"
    zh "`{matter}` 的分办事件须等待其自身的分办事件,无法结束" help "请让其流程不产生此类分办事件也能结案,或不要求 `parts`"

    L0431 acts_unseen ActsUnseen { post: String, action: String }
    "A post may act on confidential cases that it may not see."
    en "`{post}` may take `{action}`, and may not see these cases" help "name it in `seen_by`, or take it out of the action's `who`"
    zh "`{post}` 可执行 `{action}`,却看不到这些事件" help "请将其列入 `seen_by`,或从该动作的 `who` 中去掉"

}

/// The keys every rulebook begins with, each with something to begin with.
const EXAMPLES: &[(&str, &str)] = &[
    ("rulebook.id", "id = \"guandao\""),
    ("rulebook.name", "name = \"管道社区\""),
    ("rulebook.from", "from = 2025-01-01"),
    ("rulebook.zone", "zone = \"Asia/Shanghai\""),
    ("rulebook.calendar", "calendar = \"cn\""),
    (
        "rulebook.levels",
        "levels = [{ id = \"community\", name = \"社区\" }, { id = \"grid\", name = \"网格\" }]",
    ),
];

impl Fault {
    /// What a missing key, or a limit of the kind that is needed, may look like.
    pub(crate) fn example(&self, place: &str) -> Option<&'static str> {
        match self {
            Self::MissingKey { .. } => EXAMPLES
                .iter()
                .find(|(at, _)| *at == place)
                .map(|(_, example)| *example),
            Self::NotALimit { such_as, .. } => Some(such_as),
            _ => None,
        }
    }
}
