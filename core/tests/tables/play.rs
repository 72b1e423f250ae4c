//! Plays one line: a verb of the ward, or a question to it.

use std::{collections::BTreeMap, fs, path::Path};

use linli::cases::{Act, Assignee, ClockName, Register};
use linli::grid::{AddUnits, Appoint, EndAppointment, NewUnit};
use linli::points::{
    AccountId, Award, AwardAll, Capture, Correct, Deed, Join, Leave, Redeem, Restock, Review, Void,
};
use linli::rulebook::Rulebook;
use linli::state::Erase;
use linli::ward::DetailText;
use linli::{Bundle, Command, CommandId, Instant, Meta, Outcome, UnitId, Ward};
use serde_json::Value;

use super::step::{Check, Step, expect, instant, says};

pub fn bundle(folder: &Path) -> Bundle {
    let text = fs::read_to_string(folder.join("rulebook.toml")).unwrap();
    let rulebook = Rulebook::from_toml(&text).unwrap_or_else(|problems| panic!("{problems}"));
    rulebook.resolve().unwrap_or_else(|problems| panic!("{problems}"))
}

pub struct Player {
    bundle: Bundle,
    grid: Value,
    ward: Ward,
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
    fn named<T: for<'a> TryFrom<&'a str, Error = linli::IdError>>(&self, step: &Step, key: &str) -> T {
        let text = step.must(key);
        let text = match text.strip_prefix('$') {
            Some(name) => self
                .saved
                .get(name)
                .unwrap_or_else(|| panic!("nothing saved as `{name}`")),
            None => text,
        };
        T::try_from(text).unwrap()
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
                        if let Some(name) = step.str("save") {
                            let created = answer.created().next().expect("the command creates something");
                            self.saved.insert(name.into(), created.to_string());
                        }
                        let found = events
                            .iter()
                            .map(|scoped| scoped.event.kind().to_owned())
                            .collect();
                        expect("events", texts(step.get("events")), found)
                    }
                }
            }
        }
    }

    fn command(&mut self, verb: &str, step: &Step) -> Command {
        match verb {
            "add_units" => AddUnits {
                units: serde_json::from_value(step.get("units").unwrap().clone()).unwrap(),
            }
            .into(),
            "appoint" => Appoint {
                person: step.id("person"),
                post: step.id("post"),
                unit: step.id("unit"),
                from: step.day("from").unwrap(),
                until: step.day("until"),
            }
            .into(),
            "end_appointment" => EndAppointment {
                appointment: self.named(step, "appointment"),
                until: step.day("until").unwrap(),
            }
            .into(),
            "register" => Register {
                channel: step.maybe("channel"),
                anonymous: step.get("anonymous").is_some(),
                ..Register::new(step.id("matter"), step.id("unit"))
            }
            .into(),
            "act" => Act {
                rating: step.number("rating").map(|rating| rating as u8),
                to: step
                    .get("to")
                    .map(|to| serde_json::from_value::<Assignee>(to.clone()).unwrap()),
                ..Act::new(self.named(step, "case"), step.id("action"))
            }
            .into(),
            "award" => Award {
                deed: Deed {
                    quantity: step.number("quantity").map(|quantity| quantity as u64),
                    ..Deed::new(step.id("rule"), step.id("person"), step.id("unit"))
                },
            }
            .into(),
            "award_all" => AwardAll {
                deeds: serde_json::from_value(step.get("deeds").unwrap().clone()).unwrap(),
            }
            .into(),
            "review" => Review {
                award: self.named(step, "award"),
                approve: step.get("approve").unwrap().as_bool().unwrap(),
            }
            .into(),
            "correct" => Correct {
                award: self.named(step, "award"),
            }
            .into(),
            "redeem" => Redeem {
                reward: step.id("reward"),
                pieces: step.number("pieces").unwrap() as u32,
                unit: step.id("unit"),
                person: step.maybe("person"),
            }
            .into(),
            "capture" => Capture {
                hold: self.named(step, "hold"),
            }
            .into(),
            "void" => Void {
                hold: self.named(step, "hold"),
            }
            .into(),
            "restock" => Restock {
                reward: step.id("reward"),
                unit: step.id("unit"),
                pieces: step.number("pieces").unwrap(),
            }
            .into(),
            "join" => Join {
                household: step.id("household"),
                person: step.id("person"),
                unit: step.id("unit"),
                from: step.day("from").unwrap(),
            }
            .into(),
            "leave" => Leave {
                household: step.id("household"),
                person: step.id("person"),
                until: step.day("until").unwrap(),
            }
            .into(),
            "erase" => Erase {
                sequence: self.entry(step.must("of")),
                name: step.maybe("name"),
            }
            .into(),
            other => panic!("no verb `{other}`"),
        }
    }

    /// The entry that answered a command.
    fn entry(&mut self, id: &str) -> u64 {
        let id: CommandId = id.parse().unwrap();
        self.ward
            .find(&id)
            .unwrap()
            .expect("an answered command")
            .sequence
    }

    fn then(&mut self, question: &str, step: &Step) -> Check {
        let is = step.number("is");
        match question {
            "case" => self.then_case(step),
            "answers" => self.then_answers(step),
            "contains" => {
                let found = self
                    .ward
                    .state()
                    .grid
                    .contains(&step.id("unit"), &step.id("other"));
                expect("contains", step.get("is").and_then(Value::as_bool), found)
            }
            "ancestors" => {
                let found = self
                    .ward
                    .state()
                    .grid
                    .ancestors(&step.id("unit"))
                    .map(|unit| unit.id().to_string())
                    .collect();
                expect("ancestors", texts(step.get("are")), found)
            }
            "descendants" => {
                let found = self
                    .ward
                    .state()
                    .grid
                    .descendants(&step.id("unit"), instant_day(step))
                    .map(|unit| unit.id().to_string())
                    .collect();
                expect("descendants", texts(step.get("are")), found)
            }
            "balance" => {
                let account = AccountId::parse(step.must("account")).unwrap();
                expect("balance", is, self.ward.state().points.balance(&account))
            }
            "stock" => {
                let found = self
                    .ward
                    .state()
                    .points
                    .stock(&step.id("reward"), &step.id("unit"));
                expect("stock", is, found.try_into().unwrap())
            }
            "lots" => {
                let account = AccountId::parse(step.must("account")).unwrap();
                let found = (self.ward.state().points.lots(&account).into_iter())
                    .map(|lot| {
                        let last_day = lot.expires.map_or_else(|| "never".into(), |day| day.to_string());
                        format!("{}@{last_day}", lot.left)
                    })
                    .collect();
                expect("lots", texts(step.get("are")), found)
            }
            "due" => expect(
                "due",
                is,
                self.ward.due(step.at("at").unwrap()).unwrap().len() as i64,
            ),
            "detail" => {
                let sequence = self.entry(step.must("id"));
                let found = match self.ward.detail(sequence, &step.id("name")).unwrap() {
                    Some(DetailText::Kept(text)) => Some(text),
                    Some(DetailText::Erased) | None => None,
                };
                expect("detail", Some(step.str("is").map(String::from)), found)
            }
            "sound" => {
                self.ward.state().check().map_err(|broken| broken.to_string())?;
                self.ward.verify().map(drop).map_err(|error| error.to_string())
            }
            other => panic!("no question `{other}`"),
        }
    }

    fn then_case(&self, step: &Step) -> Check {
        let case = self.ward.case(&self.named(step, "case")).ok_or("no such case")?;
        expect("state", step.str("state"), case.state.as_str())?;
        let post = format!("{}@{}", case.holder.post, case.holder.unit);
        let holder = match &case.holder.person {
            Some(person) => format!("{post}:{person}"),
            None => post,
        };
        expect("holder", step.str("holder"), holder.as_str())?;
        expect("number", step.str("number"), case.number.as_str())?;
        expect("due", step.at("due").map(Some), case.next_deadline())?;
        let case_due = case.clock(ClockName::Case).and_then(|clock| clock.until);
        expect("case_due", step.at("case_due").map(Some), case_due)?;
        expect(
            "overdue",
            step.get("overdue").and_then(Value::as_bool),
            case.is_overdue(),
        )?;
        let level = self
            .ward
            .state()
            .grid
            .unit(&case.holder.unit)
            .map(|unit| unit.level().as_str());
        expect("level", step.str("level").map(Some), level)
    }

    fn then_answers(&self, step: &Step) -> Check {
        let day = step.day("day").unwrap();
        let known: Option<Instant> = step.at("known");
        let unit: UnitId = step.id("unit");
        let answering = self
            .ward
            .who_answers(&step.id("post"), &unit, day, known)
            .ok_or("nobody answers")?;
        let persons = answering.persons.iter().map(ToString::to_string).collect();
        expect("persons", texts(step.get("persons")), persons)?;
        expect("by", step.str("by"), answering.by.name())
    }
}

fn texts(list: Option<&Value>) -> Option<Vec<String>> {
    Some(
        list?
            .as_array()?
            .iter()
            .map(|item| item.as_str().unwrap().to_owned())
            .collect(),
    )
}

/// The day a question about the tree is asked for; in the middle of the tables' year where a line names none.
fn instant_day(step: &Step) -> linli::Date {
    step.day("day").unwrap_or_else(|| "2025-06-30".parse().unwrap())
}
