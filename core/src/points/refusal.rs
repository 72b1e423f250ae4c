//! Why a command to the points is refused.

use crate::vocabulary::{RuleId, refusals::refusals};

refusals! {
    /// Why a command to the points is refused, in order of precedence.
    pub enum PointsRefusal {
        /// The rulebook in force has no such rule.
        P301 unknown_rule UnknownRule {
            /// The rule named.
            rule: RuleId,
        }
        en "the rulebook has no points rule `{rule}`: use one of its rules, or adopt an edition that has it"
        zh "规则集中没有积分规则 `{rule}`:请使用已有规则,或启用含该规则的版本"
    }
}
