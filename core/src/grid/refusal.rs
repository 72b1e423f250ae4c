//! Why the grid refuses.

use crate::vocabulary::{UnitId, refusals::refusals};

refusals! {
    /// Why a command to the grid is refused, in order of precedence.
    pub enum GridRefusal {
        /// The unit is not in the grid.
        G101 unknown_unit UnknownUnit {
            /// The unit named.
            unit: UnitId,
        }
        en "there is no unit `{unit}`: check the id, or add the unit first"
        zh "没有单位 `{unit}`:请核对编号,或先添加该单位"
    }
}
