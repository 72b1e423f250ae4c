//! What is wrong with a rulebook: all of it at once, each with its place, in English and Chinese.

mod fault;
mod finding;
mod nearest;
mod place;
mod render;

pub(crate) use fault::Fault;
pub use fault::{PROBLEM_CODES, ProblemCode};
pub(crate) use finding::{Finding, Findings};
pub(crate) use nearest::nearest;
pub(crate) use place::{Place, Step};

use core::ops::Range;

use crate::vocabulary::Lang;

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// English.
    pub en: String,
    /// 中文.
    pub zh: String,
}

impl Sentence {
    /// The sentence in a language.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The stable code, such as `L0312`; all are in [`PROBLEM_CODES`].
    pub code: &'static str,
    /// The name the source was read under; empty for a bundle.
    pub file: String,
    /// The line, from 1; 0 where there is no source.
    pub line: usize,
    /// The column, from 1, in characters; 0 where there is no source.
    pub column: usize,
    /// How many characters of the line it is about.
    pub length: usize,
    /// The keys that lead there: `posts.grid-worker.when_vacant[0]`.
    pub place: String,
    /// What is wrong.
    pub message: Sentence,
    /// What to do.
    pub help: Sentence,
    /// How a case gets there: states and actions in turn, from the initial state on. Empty for most problems.
    pub path: Vec<String>,
    /// The line of the source.
    pub excerpt: String,
}

/// Everything that is wrong, in the order of the source. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl std::error::Error for Problems {}

/// A text and its name, to place findings in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
}

impl Problem {
    pub(crate) fn placed(finding: &Finding, text: Text<'_>, span: Range<usize>) -> Self {
        let before = text.text.get(..span.start).unwrap_or(text.text);
        let line_start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
        let rest = text.text.get(line_start..).unwrap_or_default();
        let excerpt = rest.lines().next().unwrap_or_default();
        let line_end = line_start.saturating_add(excerpt.len());
        let marked = text
            .text
            .get(span.start..span.end.min(line_end))
            .unwrap_or_default();
        Self {
            file: text.file.to_owned(),
            line: before.matches('\n').count().saturating_add(1),
            column: before
                .get(line_start..)
                .unwrap_or_default()
                .chars()
                .count()
                .saturating_add(1),
            length: marked.chars().count().max(1),
            excerpt: excerpt.to_owned(),
            ..Self::unplaced(finding)
        }
    }

    pub(crate) fn unplaced(finding: &Finding) -> Self {
        let fault = &finding.fault;
        let place = finding.place.to_string();
        let help = match (&finding.nearest, fault.example(&place)) {
            (Some(word), _) => Sentence {
                en: format!("did you mean `{word}`?"),
                zh: format!("是否应为 `{word}`?"),
            },
            (None, Some(example)) => Sentence {
                en: format!("{}, such as `{example}`", fault.help(Lang::En)),
                zh: format!("{},例如 `{example}`", fault.help(Lang::Zh)),
            },
            (None, None) => Sentence {
                en: fault.help(Lang::En).to_owned(),
                zh: fault.help(Lang::Zh).to_owned(),
            },
        };
        Self {
            code: fault.code(),
            file: String::new(),
            line: 0,
            column: 0,
            length: 0,
            place,
            message: Sentence {
                en: fault.message(Lang::En),
                zh: fault.message(Lang::Zh),
            },
            help,
            path: finding.path.clone(),
            excerpt: String::new(),
        }
    }
}

impl Problems {
    /// The problems, sorted; nothing if there are none.
    pub(crate) fn sorted(mut problems: Vec<Problem>) -> Option<Self> {
        problems.sort_unstable_by(|a, b| {
            let key = |p: &Problem| (p.line, p.column, p.code, p.place.clone());
            key(a).cmp(&key(b)).then_with(|| a.message.en.cmp(&b.message.en))
        });
        problems.dedup();
        (!problems.is_empty()).then_some(Self(problems))
    }

    /// The codes, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.0.iter().map(|problem| problem.code).collect()
    }
}
