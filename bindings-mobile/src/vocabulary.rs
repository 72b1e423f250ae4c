//! Ids, days, instants and numbers as each language writes them; `uniffi.toml` names their types there.

use linli::points::AccountId;
use linli::{
    ActionId, AgreementId, AppointmentId, AwardId, BodyId, BodyKindId, CaseId, ChannelId, CommandId,
    DetailName, Digest, DivisionCode, Head, HoldId, HouseholdId, KindId, Lang, LevelId, MarkId, MatterId,
    MemberId, PersonId, PostId, ProcedureId, RewardId, RuleId, RulebookId, Salt, SeatId, StateId, UnitId,
};

use crate::LinliError;
use crate::invalid::Invalid;

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident;)*) => {$(
        uniffi::custom_type!(
            $(#[$doc])*
            $id, String, {
                remote,
                try_lift: |text| match text.parse::<$id>() {
                    Ok(id) => Ok(id),
                    Err(why) => Err(LinliError::from(Invalid::id(why, &text)).into()),
                },
                lower: |id| id.to_string(),
            }
        );
    )*};
}

ids! {
    /// A rulebook 规则集.
    RulebookId;
    /// A rung of the grid's ladder 层级, such as `community`.
    LevelId;
    /// A kind of unit on a level, such as `resident-group`.
    KindId;
    /// A unit of the grid 层级单位, such as `grid-07`.
    UnitId;
    /// An office 岗位, such as `grid-worker`.
    PostId;
    /// A council, branch, team or organisation 组织.
    BodyId;
    /// A kind of body 组织类型, such as `council`.
    BodyKindId;
    /// A category of seats of a kind of body 席位类别, such as `residents`.
    SeatId;
    /// A person: an opaque id chosen by the app. The library knows nothing else of anyone.
    PersonId;
    /// A household 住户 (a pooled passbook), opaque like a person.
    HouseholdId;
    /// A kind of case in the catalogue 事项.
    MatterId;
    /// A procedure 流程.
    ProcedureId;
    /// A state of a procedure.
    StateId;
    /// An action of a procedure.
    ActionId;
    /// The name of a mark 标记 an action leaves on a case, such as `consent`.
    MarkId;
    /// An intake channel 渠道, such as `hotline`.
    ChannelId;
    /// A rule by which a deed earns points.
    RuleId;
    /// An item of the reward catalogue 兑换品.
    RewardId;
    /// The name of a detail 详情 (free text), such as `reply`.
    DetailName;
    /// A case 事件. The printed number of a case is another thing, kept in the case.
    CaseId;
    /// A person holding a seat of a post.
    AppointmentId;
    /// A person belonging to a body.
    MemberId;
    /// A body serving a unit.
    AgreementId;
    /// One award of points; it names its lot too.
    AwardId;
    /// Points set aside for a reward.
    HoldId;
    /// Who asked first: an installation and its own rising number, such as `phone7-412`. Each is answered once and for ever.
    CommandId;
}

uniffi::custom_type!(
    /// A statistical division code 统计用区划代码 of 2, 4, 6, 9, 12 or 15 digits.
    DivisionCode, String, {
        remote,
        try_lift: |text| match DivisionCode::new(&text) {
            Ok(code) => Ok(code),
            Err(_) => Err(LinliError::from(Invalid::division_code(&text)).into()),
        },
        lower: |code| code.to_string(),
    }
);

uniffi::custom_type!(
    /// An account of the ledger, written `person:p17`, `household:h3`, `fund:community-1`, `held`, `redeemed` or `expired`.
    AccountId, String, {
        remote,
        try_lift: |text| match AccountId::parse(&text) {
            Some(account) => Ok(account),
            None => Err(LinliError::from(Invalid::account(&text)).into()),
        },
        lower: |account| account.to_string(),
    }
);

uniffi::custom_type!(
    /// A SHA-256 digest, as 64 lower-case hexadecimal digits.
    Digest, String, {
        remote,
        try_lift: |text| match Digest::from_hex(&text) {
            Some(digest) => Ok(digest),
            None => Err(LinliError::from(Invalid::digest(&text)).into()),
        },
        lower: |digest| digest.to_string(),
    }
);

uniffi::custom_type!(
    /// The last entry of a journal, written `412:9f86d0...`. Kept elsewhere, it detects that anything before it was
    /// changed or cut off.
    Head, String, {
        remote,
        try_lift: |text| match text.parse::<Head>() {
            Ok(head) => Ok(head),
            Err(fault) => Err(LinliError::from(linli::Error::from(fault)).into()),
        },
        lower: |head| head.to_string(),
    }
);

uniffi::custom_type!(
    /// 16 random bytes, so that what is digested cannot be guessed.
    Salt, Vec<u8>, {
        remote,
        try_lift: |bytes| match <[u8; 16]>::try_from(bytes.as_slice()) {
            Ok(bytes) => Ok(Salt(bytes)),
            Err(_) => Err(LinliError::from(Invalid::Salt(bytes.len())).into()),
        },
        lower: |salt| salt.0.to_vec(),
    }
);

/// A calendar day in the ward's own zone.
pub(crate) type Day = linli::Date;

uniffi::custom_type!(
    /// A calendar day in the ward's own zone.
    Day, String, {
        remote,
        try_lift: |text| match text.parse::<Day>() {
            Ok(day) => Ok(day),
            Err(_) => Err(LinliError::from(Invalid::day(&text)).into()),
        },
        lower: |day| day.to_string(),
    }
);

/// Whole milliseconds since 1970, UTC.
pub(crate) type Instant = linli::Instant;

uniffi::custom_type!(
    /// A point in time, to the millisecond, between the years 1900 and 2200.
    Instant, i64, {
        remote,
        try_lift: |millis| Ok(Instant::from_millis(millis)),
        lower: |at| at.millis(),
    }
);

/// How many: never below zero. Kotlin's `Long` and Swift's `Int`, for nobody likes to write `5uL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub u64);

uniffi::custom_type!(
    /// How many: never below zero.
    Count, i64, {
        try_lift: |number| match u64::try_from(number) {
            Ok(number) => Ok(Count(number)),
            Err(_) => Err(LinliError::from(Invalid::Count(number)).into()),
        },
        lower: |count| i64::try_from(count.0).unwrap_or(i64::MAX),
    }
);

impl Count {
    /// Held within 32 bits: every bound of the core lies below, so what is too much is refused there.
    pub(crate) fn narrow(self) -> u32 {
        u32::try_from(self.0).unwrap_or(u32::MAX)
    }

    pub(crate) fn size(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

impl<T: Into<u64>> From<T> for Count {
    fn from(number: T) -> Self {
        Self(number.into())
    }
}

/// Whole points, or pieces; below zero only where that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Points(pub i64);

uniffi::custom_newtype!(Points, i64);

/// One of the two languages in which everything is said.
#[uniffi::remote(Enum)]
pub enum Lang {
    /// English.
    En,
    /// 中文.
    Zh,
}

/// A name for people: Chinese, and English where the rulebook gives both.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct DisplayName {
    /// 中文, or the one text there is.
    pub zh: String,
    /// English.
    #[uniffi(default = None)]
    pub en: Option<String>,
}

impl From<&linli::Label> for DisplayName {
    fn from(label: &linli::Label) -> Self {
        let zh = label.text(Lang::Zh).to_owned();
        let en = match label {
            linli::Label::One(_) => None,
            linli::Label::Both { en, .. } => Some(en.clone()),
        };
        Self { zh, en }
    }
}

impl From<DisplayName> for linli::Label {
    fn from(DisplayName { zh, en }: DisplayName) -> Self {
        match en {
            Some(en) => Self::Both { zh, en },
            None => Self::One(zh),
        }
    }
}
