//! The editions of the year: January's rulebook, and July's, which is written down as what differs.

use std::error::Error;

use linli::Bundle;
use linli::rulebook::Rulebook;
use toml::Table;

const JANUARY: &str = include_str!("rulebook.toml");
const JULY: &str = include_str!("july.toml");

pub(crate) fn january() -> Result<Bundle, Box<dyn Error>> {
    Ok(Rulebook::from_toml(JANUARY)?.resolve()?)
}

pub(crate) fn july() -> Result<Bundle, Box<dyn Error>> {
    let mut rules: Table = JANUARY.parse()?;
    let changes: Table = JULY.parse()?;
    for (part, changes) in changes {
        if let (Some(part), Some(changes)) = (
            rules.get_mut(&part).and_then(|part| part.as_table_mut()),
            changes.as_table(),
        ) {
            part.extend(changes.clone());
        }
    }
    Ok(Rulebook::from_json(&serde_json::to_string(&rules)?)?.resolve()?)
}
