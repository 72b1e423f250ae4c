//! Why something is no limit.

use std::fmt;

use super::Limit;
use super::text::UNITS;

/// Why a text or an amount is no [`Limit`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitFault {
    /// There is no whole number at the beginning, written without sign or leading zero.
    Number {
        /// What stands there instead.
        given: String,
    },
    /// The amount is not within 1 to [`Limit::MOST`].
    Amount {
        /// The amount, as written.
        given: String,
    },
    /// No unit is called so.
    Unit {
        /// What was written.
        given: String,
    },
    /// The unit is in the plural where it should be in the singular, or the other way about.
    Plural {
        /// What should be written.
        expected: String,
    },
    /// No start or end is called so, or it stands in the wrong place.
    Clause {
        /// What was written.
        given: String,
    },
}

impl fmt::Display for LimitFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LimitFault::Number { given } => write!(
                f,
                "a limit begins with a whole number from 1 on, such as `4 working hours`, not with `{given}`"
            ),
            LimitFault::Amount { given } => {
                write!(
                    f,
                    "the amount {given} is out of bounds; allowed are 1 to {}",
                    Limit::MOST
                )
            }
            LimitFault::Unit { given } => {
                write!(f, "no unit is called `{given}`; there are")?;
                for (index, (_, _, many)) in UNITS.iter().enumerate() {
                    write!(f, "{} `{many}`", if index == 0 { "" } else { "," })?;
                }
                Ok(())
            }
            LimitFault::Plural { expected } => write!(f, "write `{expected}`"),
            LimitFault::Clause { given } => write!(
                f,
                "`{given}` is no start or end of a limit, or stands in the wrong place; after the amount comes a start, such as `from the next opening`, then an end, such as `until closing`"
            ),
        }
    }
}

impl std::error::Error for LimitFault {}
