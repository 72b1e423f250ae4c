//! The questions to a ward, and what a line expects of the answers.

use linli::cases::Mark;
use linli::points::AccountId;
use linli::views::{By, CaseView, ClockRate, ClockView, Counted, Figures, Gap, Group, Lack, Part, Rate};
use linli::ward::{Change, DetailText, Why};
use linli::{CaseId, Instant, PersonId, State, UnitId, cases::ClockName};
use serde_json::Value;

use super::play::Player;
use super::step::{Check, Step, expect, says};

impl Player {
    pub(super) fn then(&mut self, question: &str, step: &Step) -> Check {
        let is = step.number("is");
        let yes = step.get("is").and_then(Value::as_bool);
        let are = step.texts("are");
        let seen_by: Option<PersonId> = step.maybe("seen_by");
        let now = step.at("at").unwrap_or_else(|| self.ward.last_recorded());
        match question {
            "case" => self.then_case(step),
            "answers" => self.then_answers(step),
            "contains" => {
                let found = self
                    .ward
                    .state()
                    .grid
                    .contains(&step.id("unit"), &step.id("other"));
                expect("contains", yes, found)
            }
            "ancestors" => {
                let found = self
                    .ward
                    .state()
                    .grid
                    .ancestors(&step.id("unit"))
                    .map(|unit| unit.id().to_string())
                    .collect();
                expect("ancestors", are, found)
            }
            "descendants" => {
                let found = self
                    .ward
                    .state()
                    .grid
                    .descendants(&step.id("unit"), instant_day(step))
                    .map(|unit| unit.id().to_string())
                    .collect();
                expect("descendants", are, found)
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
                expect("lots", are, found)
            }
            "due" => {
                let due = self.ward.due(step.at("at").unwrap(), seen_by.as_ref());
                expect("due", is, due.unwrap().len() as i64)
            }
            "detail" => {
                let sequence = self.entry(step.must("id"));
                let found = self.ward.detail(sequence, &step.id("name"), seen_by.as_ref());
                let found = match found.unwrap() {
                    Some(DetailText::Kept(text)) => Some(text),
                    Some(DetailText::Erased) | None => None,
                };
                expect("detail", Some(step.str("is").map(String::from)), found)
            }
            "sound" => {
                self.ward.state().check().map_err(|broken| broken.to_string())?;
                self.ward.verify().map(drop).map_err(|error| error.to_string())
            }
            "members" => {
                let members = self
                    .ward
                    .state()
                    .grid
                    .members(&step.id("body"), instant_day(step));
                let found = members.map(|member| member.person().to_string()).collect();
                expect("members", are, found)
            }
            "serves" => {
                let grid = &self.ward.state().grid;
                let found = grid.agreement(&step.id("body"), &step.id("unit"), instant_day(step));
                expect("serves", yes, found.is_some())
            }
            "judge" => self.then_judge(step),
            "staffing" => {
                let gaps = self.ward.staffing(instant_day(step));
                expect("staffing", are, gaps.iter().map(gap).collect())
            }
            "may" => {
                let State {
                    cases,
                    grid,
                    editions,
                    ..
                } = self.ward.state();
                let may = cases.may(grid, editions, &self.named(step, "case"), &step.id("by"), now);
                expect("may", are, may.iter().map(ToString::to_string).collect())
            }
            "why_not" => {
                let case = self.named(step, "case");
                let why = self.ward.why_not(&case, &step.id("action"), &step.id("by"), now);
                expect("absent", Some(step.get("absent").is_some()), why.is_none())?;
                let Some(why) = why else { return Ok(()) };
                says(step.str("says"), |lang| why.explain(lang))?;
                expect("may", yes, why.may())
            }
            "may_see" => {
                let found = self.ward.may_see(&self.named(step, "case"), &step.id("by"), now);
                expect("may see", yes, found)
            }
            "open" => {
                let state = self.ward.state();
                let unit: Option<UnitId> = step.maybe("unit");
                let open: Vec<&CaseId> = match &unit {
                    Some(unit) => state.cases.open_at(&state.grid, unit).map(|(id, _)| id).collect(),
                    None => state
                        .cases
                        .held_by(&step.id("person"))
                        .map(|(id, _)| id)
                        .collect(),
                };
                let shown = open
                    .into_iter()
                    .filter(|id| state.shows(id, seen_by.as_ref(), now));
                expect("open", self.ids(are), shown.map(ToString::to_string).collect())
            }
            "history" => {
                let case = self.named(step, "case");
                let history = self.ward.history(&case, seen_by.as_ref()).unwrap();
                expect("history", are, told(&history))
            }
            "changes" => {
                let after = self.entry(step.must("after"));
                let changes = self.ward.changes_after(after, 1000, seen_by.as_ref()).unwrap();
                expect("changes", are, told(&changes))
            }
            "excerpt" => {
                let after = self.entry(step.must("after"));
                let units: Vec<UnitId> = step.read("units").unwrap();
                let grid = self.ward.state().grid.clone();
                let sees = |scope: Option<&UnitId>| {
                    scope.is_some_and(|scope| units.iter().any(|unit| grid.contains(unit, scope)))
                };
                let excerpt = self
                    .ward
                    .excerpt_after(after, 1000, sees, &[], seen_by.as_ref())
                    .unwrap();
                let found = excerpt
                    .disclosed()
                    .map(|(_, leaf)| format!("{:?}", leaf.kind).to_lowercase());
                expect("excerpt", are, found.collect())
            }
            "begun" => {
                let view = self.view(step)?;
                expect("begun", is, view.begun.len() as i64)?;
                self.save(step, view.begun.iter().map(ToString::to_string).collect());
                Ok(())
            }
            "figures" => self.then_figures(step),
            "figures_by" => {
                let by: By = match step.must("by").split_once(':') {
                    Some((_, level)) => By::Unit(level.try_into().unwrap()),
                    None => step.read("by").unwrap(),
                };
                let parts = Figures::by(self.ward.state(), &counted(step), &by, now);
                expect("figures by", are, parts.iter().map(part).collect())
            }
            "on_time" => {
                let on_time = self.ward.on_time(&counted(step)).unwrap();
                expect("on time", are, on_time.clocks.iter().map(kept).collect())
            }
            other => panic!("no question `{other}`"),
        }
    }

    /// A case as the line's viewer sees it.
    fn view(&self, step: &Step) -> Result<CaseView, String> {
        let seen_by: Option<PersonId> = step.maybe("seen_by");
        let now = self.ward.last_recorded();
        let view = CaseView::new(
            self.ward.state(),
            &self.named(step, "case"),
            now,
            seen_by.as_ref(),
        );
        view.ok_or_else(|| "no such case".into())
    }

    fn then_case(&self, step: &Step) -> Check {
        let absent = step.get("absent").is_some();
        if absent {
            return expect("absent", Some(true), self.view(step).is_err());
        }
        let case = self.view(step)?;
        expect("state", step.str("state"), case.state.as_str())?;
        let post = format!("{}@{}", case.holder.post, case.holder.unit);
        let holder = match &case.holder.person {
            Some(person) => format!("{post}:{person}"),
            None => post,
        };
        expect("holder", step.str("holder"), holder.as_str())?;
        let body = case.holder.body.as_ref().map(|body| body.as_str());
        expect("body", step.str("body").map(Some), body)?;
        expect("number", step.str("number"), case.number.as_str())?;
        expect("due", step.at("due").map(Some), case.next_deadline)?;
        let case_due = case.clocks.iter().find(|clock| clock.clock == ClockName::Case);
        let case_due = case_due.and_then(|clock| clock.until);
        expect("case_due", step.at("case_due").map(Some), case_due)?;
        let flag = |key| step.get(key).and_then(Value::as_bool);
        expect("overdue", flag("overdue"), case.overdue)?;
        let level = case.level.as_ref().map(|level| level.as_str());
        expect("level", step.str("level").map(Some), level)?;
        expect("parts", step.number("parts"), case.open_parts.into())?;
        expect(
            "marks",
            step.texts("marks"),
            case.marks.iter().map(mark).collect(),
        )?;
        let paused = case.paused.iter().map(|paused| paused.clock.as_str().to_owned());
        expect("paused", step.texts("paused"), paused.collect())?;
        let awaited = |clock: &ClockView| {
            let (name, end) = (clock.clock.as_str(), clock.awaited.as_ref()?);
            Some(format!("{name} {}+{} {}", end.counted, end.remaining, end.from))
        };
        let awaited = case.clocks.iter().filter_map(awaited);
        expect("awaited", step.texts("awaited"), awaited.collect())?;
        if let Some(end) = case.clocks.iter().find_map(|clock| clock.awaited.as_ref()) {
            says(step.str("says"), |lang| end.explain(lang))?;
        }
        let requesters = case.requesters.iter().map(ToString::to_string).collect();
        expect("requesters", step.texts("requesters"), requesters)?;
        let origin = case.origin.map(|origin| origin.case.to_string());
        expect("origin", self.link(step, "origin"), origin)?;
        let into = case.merged_into.map(|into| into.to_string());
        expect("merged_into", self.link(step, "merged_into"), into)
    }

    /// A case a line expects to be named; `null` where none is.
    fn link(&self, step: &Step, key: &str) -> Option<Option<String>> {
        let value = step.get(key)?;
        Some(value.as_str().map(|name| self.id(name).to_owned()))
    }

    fn ids(&self, names: Option<Vec<String>>) -> Option<Vec<String>> {
        Some(names?.iter().map(|name| self.id(name).to_owned()).collect())
    }

    fn then_judge(&self, step: &Step) -> Check {
        let on = instant_day(step);
        let rules = self.ward.rules_now().unwrap();
        let judged = self
            .ward
            .state()
            .grid
            .judge(rules, &step.read("sitting").unwrap(), on);
        let flag = |key| step.get(key).map(Value::as_bool);
        expect("valid", flag("valid"), Some(judged.is_ok()))?;
        match judged {
            Ok(verdict) => expect("passed", flag("passed"), verdict.passed),
            Err(fault) => says(step.str("says"), |lang| match lang {
                linli::Lang::En => fault.to_string(),
                linli::Lang::Zh => format!("{fault:#}"),
            }),
        }
    }

    fn then_figures(&self, step: &Step) -> Check {
        let now = step.at("at").unwrap_or_else(|| self.ward.last_recorded());
        let figures = Figures::new(self.ward.state(), &counted(step), now);
        for (key, found) in [
            ("registered", figures.registered),
            ("closed", figures.closed),
            ("open", figures.open),
            ("overdue", figures.overdue),
        ] {
            expect(key, step.number(key), found as i64)?;
        }
        for (key, found) in [
            ("response", figures.response),
            ("resolution", figures.resolution),
            ("satisfaction", figures.satisfaction),
        ] {
            expect(key, step.str(key).map(String::from), of(found))?;
        }
        let solved = figures.solved.iter().filter(|solved| solved.cases > 0);
        let solved = solved.map(|solved| format!("{} {}", solved.level, solved.cases));
        expect("solved", step.texts("solved"), solved.collect())
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
        expect("persons", step.texts("persons"), persons)?;
        expect("by", step.str("by"), answering.by.name())
    }
}

/// Which cases a line counts.
fn counted(step: &Step) -> Counted {
    Counted {
        unit: step.maybe("unit"),
        matter: step.maybe("matter"),
        from: step.at("from").unwrap(),
        until: step.at("until").unwrap(),
        seen_by: step.maybe("seen_by"),
    }
}

fn of(rate: Rate) -> String {
    format!("{}/{}", rate.part, rate.of)
}

fn part(part: &Part) -> String {
    let group = match &part.group {
        Group::Unit(unit) => unit.to_string(),
        Group::Level(level) => level.to_string(),
        Group::Matter(matter) => matter.to_string(),
        Group::Since(day) => day.to_string(),
    };
    format!("{group} {}", part.figures.registered)
}

fn kept(rate: &ClockRate) -> String {
    let clock = rate.state.as_ref().map_or("case", |state| state.as_str());
    format!("{} {clock} {}", rate.matter, of(rate.kept))
}

fn gap(gap: &Gap) -> String {
    let lacks = match gap.lacks {
        Lack::Entry => "entry",
        Lack::Handler { .. } => "handler",
        Lack::Actor { .. } => "actor",
    };
    format!("{} {} {lacks}", gap.matter, gap.unit)
}

fn mark(mark: &Mark) -> String {
    match &mark.person {
        Some(person) => format!("{}:{person}", mark.mark),
        None => mark.mark.to_string(),
    }
}

/// What entries tell: who asked, and the kinds of what followed; `time` for what fell due, `-` where that is not shown.
fn told(changes: &[Change]) -> Vec<String> {
    let one = |change: &Change| {
        let by = match &change.cause {
            Why::Asked { stamp, .. } => stamp.actor.as_str(),
            Why::Due(_) => "time",
            Why::Hidden => "-",
        };
        let kinds = change.outcome.events().iter().map(|scoped| scoped.event.kind());
        std::iter::once(by).chain(kinds).collect::<Vec<_>>().join(" ")
    };
    changes.iter().map(one).collect()
}

/// The day a question is asked for; in the middle of the tables' year where a line names none.
fn instant_day(step: &Step) -> linli::Date {
    step.day("day").unwrap_or_else(|| "2025-06-30".parse().unwrap())
}
