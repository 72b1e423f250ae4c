//! Writes what happened to the cases of a small ward as an OCEL 2.0 log, for process-mining tools to read.

use std::error::Error;

use linli::cases::{Act, Register};
use linli::grid::{AddUnits, Appoint};
use linli::views::Ocel;
use linli::{CaseId, Date, Instant, Meta, Rulebook, Salt, Ward};

fn main() -> Result<(), Box<dyn Error>> {
    let with = Ocel {
        persons: std::env::args().any(|argument| argument == "--persons"),
        seen_by: None,
    };
    lived()?.ocel(with, std::io::stdout().lock())?;
    Ok(())
}

/// One case answered and rated, one that went up by itself and was taken up there, one that nobody answered for in time
/// but for an act entered late, and one still open.
pub fn lived() -> Result<Ward, Box<dyn Error>> {
    let text = include_str!("../../examples/minimal/rulebook.toml");
    let mut ward = Ward::in_memory(Rulebook::from_toml(text)?.resolve()?)?;
    let units = serde_json::from_str(
        r#"[
            { "id": "street",  "level": "street",    "name": "街道",     "from": "2025-01-01" },
            { "id": "guandao", "level": "community", "name": "管道社区", "from": "2025-01-01", "parent": "street" },
            { "id": "grid-07", "level": "grid",      "name": "第七网格", "from": "2025-01-01", "parent": "guandao" }
        ]"#,
    )?;
    ward.add_units(meta("host", "2025-03-03 08:00")?, AddUnits { units })?;
    for (person, post, unit) in [("w03", "grid-worker", "grid-07"), ("d01", "duty-desk", "guandao")] {
        let appoint = Appoint {
            person: person.parse()?,
            post: post.parse()?,
            unit: unit.parse()?,
            from: Date::from_ymd_opt(2025, 1, 1).ok_or("not a day")?,
            until: None,
        };
        ward.appoint(meta("host", "2025-03-03 08:00")?, appoint)?;
    }
    let register = || Ok::<_, Box<dyn Error>>(Register::new("parking".parse()?, "grid-07".parse()?));

    let rated = ward.register(meta("p17", "2025-03-03 09:00")?, register()?)?;
    let left = ward.register(meta("p18", "2025-03-03 09:00")?, register()?)?;
    let offline = ward.register(meta("p19", "2025-03-03 09:00")?, register()?)?;
    let act = |ward: &mut Ward, by: Meta, case: &CaseId, action: &str, rating| {
        let act = Act {
            rating,
            ..Act::new(case.clone(), action.parse()?)
        };
        ward.act(by, act)?;
        Ok::<_, Box<dyn Error>>(())
    };
    act(
        &mut ward,
        meta("w03", "2025-03-03 10:00")?,
        &rated,
        "accept",
        None,
    )?;
    act(
        &mut ward,
        meta("w03", "2025-03-03 11:00")?,
        &rated,
        "answer",
        None,
    )?;
    act(
        &mut ward,
        meta("p17", "2025-03-03 12:00")?,
        &rated,
        "close",
        Some(5),
    )?;
    let late = meta("w03", "2025-03-04 09:00")?.occurred(at("2025-03-03 14:00")?);
    act(&mut ward, late, &offline, "accept", None)?;
    act(&mut ward, meta("d01", "2025-03-04 09:30")?, &left, "accept", None)?;
    act(&mut ward, meta("d01", "2025-03-20 10:00")?, &left, "answer", None)?;
    ward.register(meta("p17", "2025-03-20 11:00")?, register()?)?;
    ward.settle(at("2025-03-20 12:00")?)?;
    Ok(ward)
}

fn meta(by: &str, time: &str) -> Result<Meta, Box<dyn Error>> {
    let meta = Meta::new(by.parse()?, at(time)?);
    Ok(meta.salt(Salt([7; 16])).detail("reply".parse()?, "已劝离"))
}

fn at(time: &str) -> Result<Instant, &'static str> {
    Instant::parse(&(time.replace(' ', "T") + ":00+08:00")).ok_or("not an instant")
}
