//! The actions of a procedure: who may take them, what they need, what they do.

use core::str::FromStr;

use super::reader::{Fields, Item, placeholder};
use super::time;
use crate::rulebook::problem::{Fault, Finding, nearest};
use crate::rulebook::{Action, AtTop, Earner, Effect, Extended, Link, Need, Spawn, Who};
use crate::vocabulary::IdError;

pub(super) fn action(item: &Item<'_>) -> Option<Action> {
    let fields = item.fields()?;
    let does: Vec<Effect> = fields.many("does").iter().filter_map(effect).collect();
    let at_top = fields.get("at_top");
    if let Some(at_top) = &at_top
        && !does.contains(&Effect::Escalate)
    {
        let finding = Finding::new(at_top.place.clone(), Fault::AtTopWithoutEscalate {});
        at_top.note_finding(finding.rests_on(fields.place.key("does")));
    }
    let words = [("refuse", AtTop::Refuse), ("stay", AtTop::Stay)];
    let who = fields.need("who").map(|i| i.one_or_more()).unwrap_or_default();
    Some(Action {
        name: fields.name(),
        from: fields.need_ids("from"),
        to: fields.get("to").and_then(|i| i.id().or_else(placeholder)),
        who: who.iter().filter_map(self::who).collect(),
        needs: fields.many("needs").iter().filter_map(need).collect(),
        does,
        at_top: at_top.and_then(|i| i.word(&words)).unwrap_or_default(),
    })
}

/// A word, `body:<kind>`, `named:<mark>`, or the id of a post.
fn who(item: &Item<'_>) -> Option<Who> {
    let Some(text) = item.text() else {
        return placeholder().map(Who::Post);
    };
    match (text, text.split_once(':')) {
        ("holder", _) => Some(Who::Holder),
        ("requester", _) => Some(Who::Requester),
        ("system", _) => Some(Who::System),
        ("anyone", _) => Some(Who::Anyone),
        ("origin", _) => Some(Who::Origin),
        (_, Some(("body", kind))) => id(item, kind).map(Who::Body),
        (_, Some(("named", mark))) => id(item, mark).map(Who::Named),
        _ => id(item, text).or_else(placeholder).map(Who::Post),
    }
}

/// A word, one of those with a name after a colon, `rating<=2`, or the name of a detail.
fn need(item: &Item<'_>) -> Option<Need> {
    let text = item.text()?;
    match (text, text.split_once(':')) {
        ("rating", _) => Some(Need::Rating),
        ("assignee", _) => Some(Need::Assignee),
        ("parts", _) => Some(Need::Parts),
        (_, Some(("file", name))) => id(item, name).map(Need::Attachment),
        (_, Some(("sitting", kind))) => id(item, kind).map(Need::Sitting),
        (_, Some(("passed", kind))) => id(item, kind).map(Need::Passed),
        (_, Some(("mark", mark))) => id(item, mark).map(Need::Mark),
        _ => match text.strip_prefix("rating<=").map(u8::from_str) {
            Some(Ok(most)) if (1..=4).contains(&most) => Some(Need::RatedAtMost(most)),
            Some(_) => {
                let allowed = ["rating<=1", "rating<=2", "rating<=3", "rating<=4"];
                item.note(Fault::UnknownWord {
                    found: text.to_owned(),
                    allowed: allowed.into_iter().collect(),
                });
                None
            }
            None => id(item, text).map(Need::Detail),
        },
    }
}

/// A part of a text that is an id.
fn id<T: FromStr<Err = IdError>>(item: &Item<'_>, text: &str) -> Option<T> {
    let read = text.parse();
    read.map_err(|why: IdError| {
        item.note(Fault::NotAnId {
            found: text.to_owned(),
            why: why.to_string(),
        });
    })
    .ok()
}

/// The effects that are one word.
const WORDS: [(&str, Effect); 6] = [
    ("escalate", Effect::Escalate),
    ("transfer", Effect::Transfer),
    ("return", Effect::Return),
    ("take", Effect::Take),
    ("resume", Effect::Resume),
    ("merge", Effect::Merge),
];

/// Reads an effect from its table and the value of the key it is known by.
type Read = for<'a> fn(&Fields<'a>, &Item<'a>) -> Option<Effect>;

/// The effects that are a table: the key they are known by, and what they look like.
const TABLES: [(&str, &str, Read); 7] = [
    ("spawn", "{ spawn = \"matter\" }", spawn),
    ("pause", "{ pause = \"30 days\" }", |_, item| {
        time::limit(item).map(Effect::Pause)
    }),
    ("extend", "{ extend = \"5 days\" }", extend),
    ("mark", "{ mark = \"consent\" }", |_, item| {
        item.id().map(Effect::Mark)
    }),
    ("name", "{ name = \"mediator\" }", |_, item| {
        item.id().map(Effect::Name)
    }),
    ("clear", "{ clear = \"consent\" }", |_, item| {
        item.id().map(Effect::Clear)
    }),
    ("award", "{ award = \"rule\" }", award),
];

/// A word, or a table one of whose keys says which effect it is: `{ award = "rule", to = "holder" }`.
fn effect(item: &Item<'_>) -> Option<Effect> {
    if !item.is_table() {
        return word(item);
    }
    let fields = item.fields()?;
    if let Some((key, _, read)) = TABLES.iter().find(|(key, ..)| fields.has(key)) {
        return read(&fields, &fields.get(key)?);
    }
    // None of them is there: whatever is, is told with those there could be.
    TABLES.iter().for_each(|(key, ..)| drop(fields.get(key)));
    if fields.is_empty() {
        item.note(Fault::Empty { what: "effect" });
    }
    None
}

/// An effect that is one word. Whoever writes another is told of the tables too.
fn word(item: &Item<'_>) -> Option<Effect> {
    let text = item.text()?;
    let known = WORDS.into_iter().find(|(word, _)| *word == text);
    if let Some((_, effect)) = known {
        return Some(effect);
    }
    let words = WORDS.into_iter().map(|(word, _)| (word, word));
    let all = words.chain(TABLES.into_iter().map(|(key, form, _)| (key, form)));
    let meant = nearest(text, all.clone().map(|(key, _)| key));
    let mut finding = Finding::new(
        item.place.clone(),
        Fault::UnknownWord {
            found: text.to_owned(),
            allowed: all.clone().map(|(_, form)| form).collect(),
        },
    );
    let meant = meant.and_then(|meant| all.clone().find(|(key, _)| *key == meant));
    finding.nearest = meant.map(|(_, form)| form.to_owned());
    item.note_finding(finding);
    None
}

fn award(fields: &Fields<'_>, item: &Item<'_>) -> Option<Effect> {
    let earners = [("holder", Earner::Holder), ("requester", Earner::Requester)];
    let to = fields.get("to").and_then(|i| i.word(&earners));
    Some(Effect::Award {
        rule: item.id().or_else(placeholder)?,
        to: to.unwrap_or(Earner::Holder),
    })
}

/// `{ spawn = "matter", link = "part", each = true, after = "30 days" }`.
fn spawn(fields: &Fields<'_>, item: &Item<'_>) -> Option<Effect> {
    let links = [("part", Link::Part), ("follows", Link::Follows)];
    Some(Effect::Spawn(Spawn {
        matter: item.id().or_else(placeholder)?,
        link: fields
            .get("link")
            .and_then(|i| i.word(&links))
            .unwrap_or_default(),
        each: fields.get("each").and_then(|i| i.truth()).unwrap_or_default(),
        after: fields.get("after").and_then(|i| time::limit(&i)),
    }))
}

/// `{ extend = "5 working days", clock = "case", most = 1 }`.
fn extend(fields: &Fields<'_>, item: &Item<'_>) -> Option<Effect> {
    let clocks = [("state", Extended::State), ("case", Extended::Case)];
    let most = fields.get("most").and_then(|i| i.whole32(1..=9));
    Some(Effect::Extend {
        by: time::limit(item)?,
        clock: fields
            .get("clock")
            .and_then(|i| i.word(&clocks))
            .unwrap_or_default(),
        most: most.and_then(|most| u8::try_from(most).ok()).unwrap_or(1),
    })
}
