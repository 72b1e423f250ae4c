//! Arguments that are not what they must be. They never reach the ward: nothing is recorded, no id is used up.

use std::fmt;

use linli::IdError;

use crate::journal::json;

/// What is wrong with an argument. It is quoted only as far as an id is long.
#[derive(Debug)]
pub(crate) enum Invalid {
    Id(IdError, String),
    Day(String),
    Account(String),
    Count(i64),
    Digest(String),
    Salt(usize),
    DivisionCode(String),
    Bundle(String),
    Excerpt(String),
}

impl Invalid {
    pub(crate) fn id(why: IdError, text: &str) -> Self {
        Self::Id(why, quoted(text))
    }

    pub(crate) fn day(text: &str) -> Self {
        Self::Day(quoted(text))
    }

    pub(crate) fn account(text: &str) -> Self {
        Self::Account(quoted(text))
    }

    pub(crate) fn digest(text: &str) -> Self {
        Self::Digest(quoted(text))
    }

    pub(crate) fn division_code(text: &str) -> Self {
        Self::DivisionCode(quoted(text))
    }

    pub(crate) fn code(&self) -> &'static str {
        self.parts().0
    }

    pub(crate) fn name(&self) -> &'static str {
        self.parts().1
    }

    /// The values, as JSON.
    pub(crate) fn data(&self) -> String {
        match self {
            Self::Id(_, found)
            | Self::Day(found)
            | Self::Account(found)
            | Self::Digest(found)
            | Self::DivisionCode(found) => format!(r#"{{"found":{}}}"#, json(found)),
            Self::Count(found) => format!(r#"{{"found":{found}}}"#),
            Self::Salt(found) => format!(r#"{{"found":{found},"needed":16}}"#),
            Self::Bundle(why) | Self::Excerpt(why) => format!(r#"{{"why":{}}}"#, json(why)),
        }
    }

    pub(crate) fn chinese(&self) -> String {
        match self {
            Self::Id(IdError::Empty, _) => "编号不能为空".into(),
            Self::Id(IdError::TooLong { found, most }, _) => {
                format!("编号有 {found} 字节,过长:最多 {most} 字节")
            }
            Self::Id(IdError::BadCharacter { found }, _) => {
                format!("编号不能含有字符 {found:?}:不得有空白或控制字符")
            }
            Self::Id(IdError::NotACommandId { .. }, found) => {
                format!("`{found}` 不是指令编号:其写法为 `来源-序号`,例如 `desk-412`")
            }
            Self::Day(found) => format!("`{found}` 不是日期:其写法为 `2025-03-03`"),
            Self::Account(found) => format!(
                "`{found}` 不是账户:其写法为 `person:p17`、`household:h3`、`fund:community-1`、`held`、`redeemed` 或 `expired`"
            ),
            Self::Count(found) => format!("数量 {found} 小于零:请给出零或更大的整数"),
            Self::Digest(found) => format!("`{found}` 不是摘要:其写法为 64 位小写十六进制数字"),
            Self::Salt(found) => format!("盐值有 {found} 字节:应为 16 个随机字节"),
            Self::DivisionCode(found) => format!("`{found}` 不是区划代码:应为 2、4、6、9、12 或 15 位数字"),
            Self::Bundle(why) => format!("这不是可用的规则包:{why}"),
            Self::Excerpt(why) => format!("这不是台账摘录:{why}"),
        }
    }

    fn parts(&self) -> (&'static str, &'static str) {
        match self {
            Self::Id(..) => ("A501", "bad_id"),
            Self::Day(..) => ("A502", "bad_day"),
            Self::Account(..) => ("A503", "bad_account"),
            Self::Count(..) => ("A504", "bad_count"),
            Self::Digest(..) => ("A505", "bad_digest"),
            Self::Salt(..) => ("A506", "bad_salt"),
            Self::DivisionCode(..) => ("A507", "bad_division_code"),
            Self::Bundle(..) => ("A508", "bad_bundle"),
            Self::Excerpt(..) => ("A509", "bad_excerpt"),
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(IdError::NotACommandId { .. }, found) => {
                write!(
                    to,
                    "`{found}` is not a command id: it is written `origin-number`, for example `desk-412`"
                )
            }
            Self::Id(why, _) => why.fmt(to),
            Self::Day(found) => write!(to, "`{found}` is not a day: it is written `2025-03-03`"),
            Self::Account(found) => write!(
                to,
                "`{found}` is not an account: it is written `person:p17`, `household:h3`, `fund:community-1`, `held`, `redeemed` or `expired`"
            ),
            Self::Count(found) => write!(
                to,
                "the number {found} is below zero: give zero or a larger whole number"
            ),
            Self::Digest(found) => write!(
                to,
                "`{found}` is not a digest: it is written as 64 lower-case hexadecimal digits"
            ),
            Self::Salt(found) => write!(to, "the salt has {found} bytes: give 16 random ones"),
            Self::DivisionCode(found) => {
                write!(
                    to,
                    "`{found}` is not a division code: 2, 4, 6, 9, 12 or 15 digits are allowed"
                )
            }
            Self::Bundle(why) => write!(to, "this bundle cannot be used: {why}"),
            Self::Excerpt(why) => write!(to, "this is no excerpt of a journal: {why}"),
        }
    }
}

fn quoted(text: &str) -> String {
    match text.char_indices().nth(64) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
