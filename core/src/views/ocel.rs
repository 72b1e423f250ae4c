//! Histories for process mining: the journal as an object-centric event log, OCEL 2.0 in JSON
//! (<https://www.ocel-standard.org>).

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use crate::cases::{Case, ClockName, Event, Hand, Holder, StoppedClock};
use crate::grid::Unit;
use crate::rulebook::Link;
use crate::state::{self, State};
use crate::vocabulary::{CaseId, Instant, LevelId, PersonId, UnitId};
use crate::ward::{Error, Ward};

/// What an export holds besides cases, units and posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ocel {
    /// Whether persons appear, by the opaque ids the ward knows them by. Otherwise the log tells that a person acted, not which.
    pub persons: bool,
    /// The one it is for: cases of confidential matters that this person may not see when the last entry was recorded are not
    /// in it. Left out, all cases are.
    pub seen_by: Option<PersonId>,
}

/// Why an export is not whole.
#[derive(Debug, thiserror::Error)]
pub enum OcelError {
    /// The journal could not be read.
    #[error(transparent)]
    Ward(#[from] Error),
    /// It could not be written where it was to go.
    #[error("the log could not be written: {0}")]
    Write(#[from] io::Error),
}

impl Ward {
    /// Writes all that happened to cases as an OCEL 2.0 JSON log.
    ///
    /// | object type | id | attributes | relations |
    /// |---|---|---|---|
    /// | `case` | `case:<id>` | `number`, `matter`, `edition`, `channel` | `raised at` a unit, `raised by` a person |
    /// | `unit` | `unit:<id>` | `name`, `level` | `part of` the unit above |
    /// | `post` | `post:<post>@<unit>` | `name` | `at` its unit |
    /// | `person` | `person:<id>` | | only where asked for |
    ///
    /// An action is an event of the type of its id; the rest is `cases.registered`, `cases.warned`, `cases.overdue`,
    /// `cases.excused` and `cases.dated`. An event names the `case`, and the `unit` and the `post` that have the case from then on; its
    /// attributes are those of [`EVENT_ATTRIBUTES`]. Its time is when it happened as claimed, or fell due: RFC 3339, UTC.
    ///
    /// Texts, files and names of persons are never in it.
    /// The events are written as they are read, so that memory grows with the cases and not with the journal; time grows with both.
    ///
    /// # Errors
    /// When the journal cannot be read or the log not be written; what was written until then is no log.
    ///
    /// [`EVENT_ATTRIBUTES`]: crate::views::EVENT_ATTRIBUTES
    pub fn ocel(&mut self, with: Ocel, out: impl io::Write) -> Result<(), OcelError> {
        let viewer = with.seen_by.as_ref();
        let seen = viewer.map(|viewer| self.state().as_seen_by(viewer, self.last_recorded()));
        let mut log = Log::new(with.persons, out);
        let state = seen.as_ref().unwrap_or(self.state());
        log.begin(state)?;
        let mut told = Told::of(with.persons, state);
        let mut written = Ok(());
        let mut ordinal = 0u64;
        let mut last = None;
        self.replay(|entry, scoped| {
            let state::Event::Cases(event) = &scoped.event else {
                return;
            };
            if seen
                .as_ref()
                .is_some_and(|seen| seen.cases.case(event.case()).is_none())
            {
                return;
            }
            ordinal = if last == Some(entry.sequence) {
                ordinal.saturating_add(1)
            } else {
                0
            };
            last = Some(entry.sequence);
            if written.is_ok() {
                let event = told.event(format!("e{}.{ordinal}", entry.sequence), entry.recorded, event);
                written = log.item(&event);
            }
        })?;
        written?;
        log.list("objects")?;
        let state = seen.as_ref().unwrap_or(self.state());
        for unit in state.grid.every_unit() {
            log.item(&of_unit(unit))?;
        }
        for holder in told.posts.values() {
            log.item(&of_post(state, holder))?;
        }
        for (id, case) in state.cases.iter() {
            log.item(&of_case(with.persons, id, case))?;
        }
        for person in &told.persons {
            log.item(&Object::new(person_id(person), "person"))?;
        }
        Ok(log.end()?)
    }

    /// The log of [`ocel`](Self::ocel) as a text; it grows with the journal.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn ocel_text(&mut self, with: Ocel) -> Result<String, OcelError> {
        let mut bytes = Vec::new();
        self.ocel(with, &mut bytes)?;
        String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error).into())
    }
}

/// The attributes an event may have, all texts: the `state` the case is in from then on, and the `level` that has it; `by` whom it was
/// done, `person` or `system`; whether the clock of the state before, and that of the whole case, ended `kept` or `missed`; the
/// `clock` it is about: `state`, `case`, `pause`, `follow_up`; the requester's `rating`, 1 to 5; when it was `recorded`.
pub const EVENT_ATTRIBUTES: [&str; 8] = [
    "state",
    "level",
    "by",
    "state_clock",
    "case_clock",
    "clock",
    "rating",
    "recorded",
];

/// Events that are no actions.
const OTHER_EVENTS: [&str; 7] = [
    "cases.registered",
    "cases.warned",
    "cases.overdue",
    "cases.excused",
    "cases.resumed",
    "cases.moved",
    "cases.dated",
];

const OBJECT_TYPES: [(&str, &[&str]); 3] = [
    ("case", &["number", "matter", "edition", "channel"]),
    ("unit", &["name", "level"]),
    ("post", &["name"]),
];

/// Attributes that never change hold from the beginning of time, as readers of the format expect.
const ALWAYS: Instant = Instant::from_millis(0);

#[derive(Serialize)]
struct LoggedEvent {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    time: String,
    attributes: Vec<Value>,
    relationships: Vec<Value>,
}

#[derive(Serialize)]
struct Object {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    attributes: Vec<Value>,
    relationships: Vec<Value>,
}

impl Object {
    fn new(id: String, kind: &'static str) -> Self {
        Self {
            id,
            kind,
            attributes: Vec::new(),
            relationships: Vec::new(),
        }
    }

    fn with(mut self, name: &str, value: impl ToString) -> Self {
        let (value, time) = (value.to_string(), ALWAYS.to_string());
        self.attributes
            .push(json!({ "name": name, "value": value, "time": time }));
        self
    }

    fn to(mut self, object: String, qualifier: &str) -> Self {
        self.relationships.push(relation(object, qualifier));
        self
    }
}

fn of_unit(unit: Unit<'_>) -> Object {
    let object = Object::new(unit_id(unit.id()), "unit")
        .with("name", unit.name())
        .with("level", unit.level());
    match unit.parent() {
        Some(above) => object.to(unit_id(above.id()), "part of"),
        None => object,
    }
}

fn of_post(state: &State, holder: &Holder) -> Object {
    let mut editions = state.editions.iter().rev();
    let post = editions.find_map(|edition| edition.bundle.posts.get(&holder.post));
    let object = Object::new(post_id(holder), "post").to(unit_id(&holder.unit), "at");
    match post {
        Some(post) => object.with("name", &post.name),
        None => object,
    }
}

/// Links between cases are relations of this object to others of its type.
fn of_case(persons: bool, id: &CaseId, case: &Case) -> Object {
    let mut object = Object::new(case_id(id), "case")
        .with("number", &case.number)
        .with("matter", &case.matter)
        .with("edition", case.edition);
    if let Some(channel) = &case.channel {
        object = object.with("channel", channel);
    }
    object = object.to(unit_id(&case.unit), "raised at");
    if let Some(origin) = case.origin() {
        let qualifier = match origin.link {
            Link::Part => "part of",
            Link::Follows => "follows",
            Link::Duplicate => "duplicate of",
        };
        object = object.to(case_id(&origin.case), qualifier);
    }
    if let Some(into) = case.merged_into() {
        object = object.to(case_id(into), "duplicate of");
    }
    let requesters = case.requesters().filter(|_| persons);
    requesters.fold(object, |object, requester| {
        object.to(person_id(requester), "raised by")
    })
}

/// What the log has told so far, as later events and the objects need it.
struct Told {
    with_persons: bool,
    levels: BTreeMap<UnitId, LevelId>,
    holders: BTreeMap<CaseId, Holder>,
    /// Posts that had a case, whoever held them.
    posts: BTreeMap<String, Holder>,
    persons: BTreeSet<PersonId>,
}

impl Told {
    fn of(persons: bool, state: &State) -> Self {
        let units = state.grid.every_unit();
        let requesters = state.cases.iter().filter_map(|(_, case)| case.requester.clone());
        Self {
            with_persons: persons,
            levels: units
                .map(|unit| (unit.id().clone(), unit.level().clone()))
                .collect(),
            holders: BTreeMap::new(),
            posts: BTreeMap::new(),
            persons: requesters.filter(|_| persons).collect(),
        }
    }

    fn event(&mut self, id: String, recorded: Instant, event: &Event) -> LoggedEvent {
        let what = what(event);
        let case = event.case();
        if let Some(holder) = what.holder {
            self.holders.insert(case.clone(), holder.clone());
        }
        let mut relationships = vec![relation(case_id(case), "case")];
        let mut level = None;
        if let Some(holder) = self.holders.get(case) {
            relationships.push(relation(unit_id(&holder.unit), "unit"));
            let post = post_id(holder);
            relationships.push(relation(post.clone(), "post"));
            level = self.levels.get(&holder.unit);
            self.posts.entry(post).or_insert_with(|| holder.clone());
        }
        if let Some(by) = what.by.filter(|_| self.with_persons) {
            relationships.push(relation(person_id(by), "by"));
            self.persons.insert(by.clone());
        }
        let ended = |name| {
            let stopped = what.stopped.iter().find(|stopped| stopped.clock == name)?;
            Some(if stopped.kept { "kept" } else { "missed" }.to_owned())
        };
        let by = if what.by.is_some() { "person" } else { "system" };
        let values = [
            what.state,
            level.map(ToString::to_string),
            Some(by.to_owned()),
            ended(ClockName::State),
            ended(ClockName::Case),
            what.clock.map(|clock| clock.as_str().to_owned()),
            what.rating.map(|rating| rating.to_string()),
            Some(recorded.to_string()),
        ];
        let attributes = EVENT_ATTRIBUTES.iter().zip(values);
        LoggedEvent {
            id,
            kind: what.kind,
            time: what.at.unwrap_or(recorded).to_string(),
            attributes: attributes
                .filter_map(|(name, value)| Some(json!({ "name": name, "value": value? })))
                .collect(),
            relationships,
        }
    }
}

/// What an event of a case tells a log.
struct What<'a> {
    kind: String,
    /// When, as claimed; left out where it fell due.
    at: Option<Instant>,
    by: Option<&'a PersonId>,
    state: Option<String>,
    /// Who has the case from then on, where that changes.
    holder: Option<&'a Holder>,
    stopped: &'a [StoppedClock],
    clock: Option<ClockName>,
    rating: Option<u8>,
}

fn what(event: &Event) -> What<'_> {
    let blank = What {
        kind: event.kind().to_owned(),
        at: None,
        by: None,
        state: None,
        holder: None,
        stopped: &[],
        clock: None,
        rating: None,
    };
    match event {
        Event::Registered {
            by,
            at,
            holder,
            state,
            ..
        } => What {
            at: Some(*at),
            by: by.as_ref(),
            state: Some(state.to_string()),
            holder: Some(holder),
            ..blank
        },
        Event::Acted {
            action,
            by,
            at,
            state,
            hand,
            stopped,
            rating,
            ..
        } => What {
            kind: action.to_string(),
            at: Some(*at),
            by: by.as_ref(),
            state: Some(state.to_string()),
            holder: hand.as_ref().map(Hand::holder),
            stopped,
            rating: *rating,
            ..blank
        },
        Event::Excused { by, at, .. } => What {
            at: Some(*at),
            by: Some(by),
            ..blank
        },
        Event::Moved { state, .. } => What {
            state: Some(state.to_string()),
            ..blank
        },
        Event::Resumed { .. } => What {
            clock: Some(ClockName::Pause),
            ..blank
        },
        Event::Warned { clock, .. } | Event::Overdue { clock, .. } | Event::Dated { clock, .. } => What {
            clock: Some(*clock),
            ..blank
        },
    }
}

/// Ids of all types share one space in the format.
fn case_id(id: &CaseId) -> String {
    format!("case:{id}")
}

fn unit_id(id: &UnitId) -> String {
    format!("unit:{id}")
}

fn post_id(holder: &Holder) -> String {
    format!("post:{}@{}", holder.post, holder.unit)
}

fn person_id(id: &PersonId) -> String {
    format!("person:{id}")
}

fn relation(object: String, qualifier: &str) -> Value {
    json!({ "objectId": object, "qualifier": qualifier })
}

/// The JSON as it is written: one object of four lists.
struct Log<W> {
    with_persons: bool,
    out: W,
    /// Whether the list that is written has something in it.
    begun: bool,
}

impl<W: io::Write> Log<W> {
    fn new(with_persons: bool, out: W) -> Self {
        Self {
            with_persons,
            out,
            begun: false,
        }
    }

    /// The types, which the rulebooks and the format settle, and the beginning of the events.
    fn begin(&mut self, state: &State) -> io::Result<()> {
        let declared = |name: &str, attributes: &[&str]| {
            let texts = attributes
                .iter()
                .map(|name| json!({ "name": name, "type": "string" }));
            json!({ "name": name, "attributes": texts.collect::<Vec<_>>() })
        };
        let procedures = state
            .editions
            .iter()
            .flat_map(|edition| edition.bundle.procedures.values());
        let actions = procedures.flat_map(|procedure| procedure.actions.keys());
        let mut events: BTreeSet<&str> = OTHER_EVENTS.into();
        events.extend(actions.map(|action| action.as_str()));
        let events: Vec<Value> = events
            .iter()
            .map(|name| declared(name, &EVENT_ATTRIBUTES))
            .collect();
        let persons = self.with_persons.then_some(("person", [].as_slice()));
        let objects: Vec<Value> = OBJECT_TYPES
            .into_iter()
            .chain(persons)
            .map(|(name, attributes)| declared(name, attributes))
            .collect();
        write!(
            self.out,
            "{{\"objectTypes\":{},\n\"eventTypes\":{},\n\"events\":[",
            Value::from(objects),
            Value::from(events)
        )
    }

    fn item(&mut self, item: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        Ok(serde_json::to_writer(&mut self.out, item)?)
    }

    fn list(&mut self, name: &str) -> io::Result<()> {
        self.begun = false;
        write!(self.out, "],\n\"{name}\":[")
    }

    fn end(mut self) -> io::Result<()> {
        self.out.write_all(b"]}\n")?;
        self.out.flush()
    }
}
