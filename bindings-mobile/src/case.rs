use crate::Instant;

/// By whom something is asked, and when.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Meta {
    pub actor: String,
    pub recorded: Instant,
    #[uniffi(default = None)]
    pub on_behalf_of: Option<String>,
    /// 16 random bytes that hide the case's details from whoever sees only the chain.
    #[uniffi(default = None)]
    pub salt: Option<Vec<u8>>,
}

/// One matter raised at one unit.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Case {
    pub id: String,
    pub matter: String,
    pub unit: String,
    pub registered: Instant,
    pub deadline: Option<Instant>,
    pub holder: Option<String>,
}

impl From<linli::Case> for Case {
    fn from(case: linli::Case) -> Self {
        Case {
            id: case.id,
            matter: case.matter,
            unit: case.unit,
            registered: Instant(case.registered),
            deadline: case.deadline.map(Instant),
            holder: case.holder,
        }
    }
}
