//! The promises, as one function that checks them all.

use super::State;

/// A promise that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{promise}: {what}")]
pub struct Broken {
    /// Which promise.
    pub promise: &'static str,
    /// What was found.
    pub what: String,
}

impl State {
    /// Checks every promise the state makes. Slow, and for tests and inspections: it walks everything.
    pub fn check(&self) -> Result<(), Broken> {
        let broken = |promise| move |what| Broken { promise, what };
        self.grid
            .check()
            .map_err(|(promise, what)| Broken { promise, what })?;
        self.cases
            .check(&self.editions)
            .map_err(broken("cases and their indexes agree"))?;
        self.points.check().map_err(broken("points balance"))
    }
}
