//! Plays one line: a verb of the ward, or a question to it.

use std::{collections::BTreeMap, fs, path::Path};

use linli::grid::{AddUnits, Appoint, NewUnit};
use linli::rulebook::Rulebook;
use linli::{Bundle, CommandId, Event, Meta, Outcome, Ward, context::Scoped};
use serde_json::Value;

use super::step::{Check, Step, expect, instant, says, texts};

pub fn bundle(folder: &Path) -> Bundle {
    let text = fs::read_to_string(folder.join("rulebook.toml")).unwrap();
    let rulebook = Rulebook::from_toml(&text).unwrap_or_else(|problems| panic!("{problems}"));
    rulebook.resolve().unwrap_or_else(|problems| panic!("{problems}"))
}

pub struct Player {
    pub(super) bundle: Bundle,
    grid: Value,
    pub(super) ward: Ward,
    saved: BTreeMap<String, String>,
}

impl Player {
    pub fn new(folder: &Path) -> Self {
        let bundle = bundle(folder);
        let grid = fs::read_to_string(folder.join("grid.json")).unwrap();
        Self {
            ward: Ward::in_memory(bundle.clone()).unwrap(),
            bundle,
            grid: serde_json::from_str(&grid).unwrap(),
            saved: BTreeMap::new(),
        }
    }

    pub fn play(&mut self, step: &Step) -> Check {
        if step.get("scenario").is_some() {
            self.ward = Ward::in_memory(self.bundle.clone()).unwrap();
            self.saved.clear();
            Ok(())
        } else if step.get("given").is_some() {
            self.given_grid();
            Ok(())
        } else if let Some(verb) = step.str("when") {
            self.when(verb, step)
        } else {
            self.then(step.must("then"), step)
        }
    }

    fn given_grid(&mut self) {
        let meta = Meta::new("admin".try_into().unwrap(), instant("2025-01-02 09:00"));
        let units: Vec<NewUnit> = serde_json::from_value(self.grid["units"].clone()).unwrap();
        self.ward.add_units(meta.clone(), AddUnits { units }).unwrap();
        for appointment in self.grid["appointments"].as_array().unwrap() {
            let appoint: Appoint = serde_json::from_value(appointment.clone()).unwrap();
            let person = appoint.person.to_string();
            let id = self.ward.appoint(meta.clone(), appoint).unwrap();
            self.saved.insert(person, id.to_string());
        }
    }

    /// An argument that may be a saved id: `"$name"`.
    pub(super) fn named<T: for<'a> TryFrom<&'a str, Error = linli::IdError>>(
        &self,
        step: &Step,
        key: &str,
    ) -> T {
        T::try_from(self.id(step.must(key))).unwrap()
    }

    pub(super) fn id<'a>(&'a self, text: &'a str) -> &'a str {
        match text.strip_prefix('$') {
            Some(name) => self
                .saved
                .get(name)
                .unwrap_or_else(|| panic!("nothing saved as `{name}`")),
            None => text,
        }
    }

    /// Keeps ids under the names a line gives them.
    pub(super) fn save(&mut self, step: &Step, ids: Vec<String>) {
        let names = match step.get("save") {
            Some(Value::String(name)) => vec![name.clone()],
            other => texts(other).unwrap_or_default(),
        };
        assert!(names.len() <= ids.len(), "nothing to save as {names:?}: {ids:?}");
        self.saved.extend(names.into_iter().zip(ids));
    }

    fn when(&mut self, verb: &str, step: &Step) -> Check {
        if verb == "settle" {
            return self
                .ward
                .settle(step.at("at").unwrap())
                .map(drop)
                .map_err(|error| error.to_string());
        }
        let command = self.command(verb, step);
        match self.ward.execute(step.meta(), command) {
            Err(error) => {
                says(step.str("says"), |lang| error.explain(lang))?;
                let name = step.str("error").or(step.str("refused")).map(String::from);
                expect("error", Some(name), Some(error.name().to_owned()))
            }
            Ok(answer) => {
                expect("repeated", Some(step.get("repeated").is_some()), answer.repeated)?;
                match &answer.outcome {
                    Outcome::Refused(refusal) => {
                        says(step.str("says"), |lang| refusal.explain(lang))?;
                        expect("refused", Some(step.str("refused")), Some(refusal.name()))
                    }
                    Outcome::Accepted(events) => {
                        expect("refused", Some(step.str("refused")), None)?;
                        expect("error", Some(step.str("error")), None)?;
                        let created = answer.created().map(|created| created.to_string()).collect();
                        self.save(step, created);
                        let of = |which: fn(&Scoped<Event>) -> String| events.iter().map(which).collect();
                        expect(
                            "events",
                            step.texts("events"),
                            of(|scoped| scoped.event.kind().into()),
                        )?;
                        expect("seen at", step.texts("seen_at"), of(seen_at))
                    }
                }
            }
        }
    }

    /// The entry that answered a command.
    pub(super) fn entry(&mut self, id: &str) -> u64 {
        let id: CommandId = id.parse().unwrap();
        self.ward
            .find(&id)
            .unwrap()
            .expect("an answered command")
            .sequence
    }
}

/// The units whose holders see an event: `unit`, or `unit+others`; `-` is the whole ward.
fn seen_at(scoped: &Scoped<Event>) -> String {
    let unit = scoped.scope.as_ref().map_or("-", linli::UnitId::as_str);
    let also = scoped.also.iter().map(linli::UnitId::as_str);
    std::iter::once(unit).chain(also).collect::<Vec<_>>().join("+")
}
