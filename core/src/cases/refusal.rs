//! Why a command to the cases is refused.

use crate::vocabulary::{CaseId, refusals::refusals};

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
    }
}
