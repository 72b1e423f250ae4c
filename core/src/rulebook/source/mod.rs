//! The source of a rulebook: read as text, resolved into a bundle.

mod action;
mod bodies;
mod grid;
mod json;
mod matters;
mod other;
mod points;
mod procedure;
mod reader;
mod time;
#[cfg(feature = "toml")]
mod toml;
mod tree;

use core::ops::Range;

use reader::{Item, Notes};
use tree::Node;

use super::bundle::FORMAT;
use super::problem::{Fault, Finding, Findings, Problem, Problems, Text};
use super::{Bundle, Late, Procedure, RevisedCalendar, builtin, check};
use crate::calendar::{Calendar, Zone};
use crate::vocabulary::Date;

/// A rulebook as it was written: a text that could be read, with all its places.
///
/// Reading finds what is no TOML or JSON; [`resolve`](Self::resolve) finds everything else, all at once.
///
/// ```
/// # #[cfg(feature = "toml")] {
/// use linli::rulebook::Rulebook;
///
/// let text = include_str!("../../../../examples/minimal/rulebook.toml");
/// let bundle = Rulebook::from_toml(text)?.resolve()?;
/// assert_eq!(bundle.id.as_str(), "guandao");
///
/// let mistaken = text.replace("\"grid-lead\",", "\"grid-leed\",");
/// let problems = Rulebook::from_toml(&mistaken)?.resolve().unwrap_err();
/// assert_eq!(problems.codes(), ["L0312"]);
/// assert_eq!(problems.0[0].help.en, "did you mean `grid-lead`?");
/// # }
/// # Ok::<(), linli::rulebook::Problems>(())
/// ```
#[derive(Clone, Debug)]
pub struct Rulebook {
    file: String,
    text: String,
    root: Node,
}

impl Rulebook {
    /// Reads TOML.
    ///
    /// # Errors
    /// The first mistake of syntax, or every key given twice.
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Self, Problems> {
        Self::from_toml_named(text, "rulebook.toml")
    }

    /// Reads TOML that came from a file of this name, which problems then tell.
    ///
    /// # Errors
    /// The first mistake of syntax, or every key given twice.
    #[cfg(feature = "toml")]
    pub fn from_toml_named(text: &str, file: &str) -> Result<Self, Problems> {
        Self::parsed(toml::parse, ("TOML", other::looks_like_json), text, file)
    }

    /// Reads JSON: the same keys, tables as objects, days as texts.
    ///
    /// # Errors
    /// The first mistake of syntax, or every key given twice.
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        Self::from_json_named(text, "rulebook.json")
    }

    /// Reads JSON that came from a file of this name, which problems then tell.
    ///
    /// # Errors
    /// The first mistake of syntax, or every key given twice.
    pub fn from_json_named(text: &str, file: &str) -> Result<Self, Problems> {
        Self::parsed(json::parse, ("JSON", other::looks_like_toml), text, file)
    }

    fn parsed(
        parse: impl FnOnce(&str) -> Result<Node, Vec<Finding>>,
        (format, other): (&'static str, other::Looks),
        text: &str,
        file: &str,
    ) -> Result<Self, Problems> {
        let unplaced = |findings: Vec<Finding>| {
            let place = |finding: &Finding| Problem::placed(finding, Text { file, text }, spanned(finding));
            // A parser that fails without saying why would be a bug; an empty list of problems still is an error.
            Problems::sorted(findings.iter().map(place).collect()).unwrap_or(Problems(Vec::new()))
        };
        // Mistakes of syntax tell nothing where the text is written in the other language.
        let root = parse(text).map_err(|findings| match other(text) {
            Some(looks) => unplaced(vec![other::finding(format, looks, text)]),
            None => unplaced(findings),
        })?;
        Ok(Self {
            file: file.to_owned(),
            text: text.to_owned(),
            root,
        })
    }

    /// Checks the rulebook and makes a bundle of it.
    ///
    /// Time grows with the size of the text and, for the proofs, with matters times levels times states.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the text.
    pub fn resolve(&self) -> Result<Bundle, Problems> {
        let notes = Notes::default();
        let draft = draft(&Item::new(&self.root, &notes));
        // That `at_top` means nothing follows from `does`, which may be mistyped.
        let (later, first) = notes
            .into_findings()
            .into_iter()
            .partition(|finding| matches!(finding.fault, Fault::AtTopWithoutEscalate {}));
        let mut findings = Findings(first);
        findings.stage(later);
        if let Some(draft) = &draft {
            check::stages(draft)
                .into_iter()
                .for_each(|stage| findings.stage(stage));
        }
        let text = Text {
            file: &self.file,
            text: &self.text,
        };
        let place = |finding: &Finding| {
            Problem::placed(finding, text, self.root.locate(&finding.place, finding.at_key))
        };
        match (Problems::sorted(findings.0.iter().map(place).collect()), draft) {
            (None, Some(bundle)) => Ok(bundle.in_canonical_order()),
            (problems, _) => Err(problems.unwrap_or(Problems(Vec::new()))),
        }
    }
}

const REVISED_CALENDAR: [(&str, RevisedCalendar); 2] = [
    ("keep", RevisedCalendar::Keep),
    ("recompute", RevisedCalendar::Recompute),
];

fn spanned(finding: &Finding) -> Range<usize> {
    finding.span.clone().unwrap_or(0..0)
}

/// The bundle as far as it can be read. Where something could not, a placeholder stands and a problem was noted.
fn draft(root: &Item<'_>) -> Option<Bundle> {
    let sections = root.fields()?;
    let posts = sections.get("posts").map(|i| i.entries()).unwrap_or_default();
    let bodies = sections.get("bodies").map(|i| i.entries()).unwrap_or_default();
    let channels = sections.get("channels").map(|i| i.entries()).unwrap_or_default();
    let matters = sections.get("matters").map(|i| i.entries()).unwrap_or_default();
    let procedures = sections
        .get("procedures")
        .map(|i| i.entries())
        .unwrap_or_default();
    let points = sections.get("points").and_then(|i| points::points(&i));
    let rulebook = sections.need("rulebook")?.fields()?;
    let mut bundle = Bundle {
        format: FORMAT,
        id: rulebook.need_id("id")?,
        name: rulebook.name(),
        from: rulebook.need("from").and_then(|i| i.day()).unwrap_or(Date::MIN),
        zone: rulebook
            .need("zone")
            .and_then(|i| time::zone(&i))
            .unwrap_or_else(Zone::shanghai),
        calendar: rulebook
            .need("calendar")
            .and_then(|i| time::calendar(&i))
            .unwrap_or_else(Calendar::china),
        revised_calendar: rulebook
            .get("revised_calendar")
            .and_then(|i| i.word(&REVISED_CALENDAR))
            .unwrap_or_default(),
        levels: grid::levels(&rulebook),
        posts: posts
            .into_iter()
            .map(|(id, item)| (id, grid::post(&item)))
            .collect(),
        bodies: bodies
            .into_iter()
            .map(|(id, item)| (id, bodies::kind(&item)))
            .collect(),
        channels: channels
            .into_iter()
            .filter_map(|(id, item)| Some((id, matters::channel(&item)?)))
            .collect(),
        late: rulebook
            .get("late")
            .and_then(|i| time::late(&i))
            .unwrap_or(Late { minutes: 0 }),
        matters: matters
            .into_iter()
            .filter_map(|(id, item)| Some((id, matters::matter(&item)?)))
            .collect(),
        procedures: procedures
            .into_iter()
            .filter_map(|(id, item)| Some((id, procedure::procedure(&item)?)))
            .collect(),
        points,
    };
    take_built_in(&mut bundle);
    Some(bundle)
}

/// A matter may name a procedure the rulebook does not write out, if it is built in.
fn take_built_in(bundle: &mut Bundle) {
    for matter in bundle.matters.values() {
        if !bundle.procedures.contains_key(&matter.procedure)
            && let Some(procedure) = builtin::procedure(&matter.procedure)
        {
            bundle.procedures.insert(matter.procedure.clone(), procedure);
        }
    }
}

/// A procedure written in JSON by itself.
pub(super) fn procedure_of(json: &str) -> Option<Procedure> {
    let root = json::parse(json).ok()?;
    let notes = Notes::default();
    let procedure = procedure::procedure(&Item::new(&root, &notes));
    if notes.into_findings().is_empty() {
        procedure
    } else {
        None
    }
}
