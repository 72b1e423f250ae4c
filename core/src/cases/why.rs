//! Why somebody may not take an action, as a derivation: which of those who may, which need, which clock.

use core::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::Cases;
use super::course::{Course, Stuck};
use super::needs::{self, Asks, things};
use super::who::Actor;
use super::wording::{ClocksAre, Entitled, Roles, Things, Waits};
use crate::context::Editions;
use crate::grid::Grid;
use crate::rulebook::{AtTop, Effect, Who};
use crate::vocabulary::{ActionId, CaseId, Instant, Label, Lang, List, PersonId, StateId};

/// All that decides whether somebody may take an action on a case at an instant. Nothing stands in the way where every
/// reason holds; what has to come with the command is in [`with`](Self::with).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhyNot {
    /// The case's number.
    pub case: SmolStr,
    /// The action.
    pub action: ActionId,
    /// Its name.
    pub name: Label,
    /// Who asks.
    pub actor: PersonId,
    /// What they are to the case.
    pub is: Roles,
    /// What was looked at, in the order in which a command is decided.
    pub reasons: Vec<Reason>,
    /// What has to come with the command.
    pub with: Things,
}

/// Something an action depends on, and whether it is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// What.
    pub what: What,
    /// Whether it is so.
    pub holds: bool,
}

/// What an action depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The case is in one of the states it starts from.
    State {
        /// The state the case is in.
        is: StateId,
        /// Its name.
        name: Label,
        /// Those it starts from.
        from: List<StateId>,
        /// Their names, in the same order.
        names: Vec<Label>,
    },
    /// The time in which a closed case can be opened again is not over.
    Until(Instant),
    /// The actor is one of those who may: it takes one of these that holds.
    Who(Vec<Entitlement>),
    /// What it waits for has come about; here, what has not.
    Waits(Waits),
    /// Its clocks are as the action needs them; here, as they are.
    Clocks(ClocksAre),
    /// There is a level above to go up to.
    LevelAbove,
    /// It was handed over before, and can be returned.
    HandedOver,
    /// Acts come in order; here, when the last one was, which the instant asked about is before.
    After(Instant),
}

/// One of those who may take an action, and whether the actor is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entitlement {
    /// Who may.
    pub who: Entitled,
    /// Whether the actor is that.
    pub holds: bool,
}

impl Cases {
    /// What decides whether somebody may take an action on a case at an instant. `None` for a case nobody knows or that they
    /// may not see, or an action its procedure does not have. Grows with the procedure and the depth of the grid.
    pub fn why_not(
        &self,
        grid: &Grid,
        editions: &Editions,
        case: &CaseId,
        action: &ActionId,
        actor: &PersonId,
        at: Instant,
    ) -> Option<WhyNot> {
        let (case, frame, actor) = self.asking(grid, editions, case, actor, at)?;
        let (id, action) = frame.procedure.actions.get_key_value(action)?;
        let course = Course::of(case, frame, action, grid);
        Some(WhyNot {
            case: case.number.clone(),
            action: id.clone(),
            name: action.name.clone(),
            actor: actor.person.clone(),
            is: actor.is_to(case, action),
            reasons: reasons(&course, &actor, at),
            with: things(Asks::of(action), actor.rules),
        })
    }
}

fn reasons(course: &Course<'_>, actor: &Actor<'_>, at: Instant) -> Vec<Reason> {
    let Course { case, action, .. } = course;
    let name = |state: &StateId| course.frame.state_name(state);
    let from = What::State {
        is: case.state.clone(),
        name: name(&case.state),
        from: action.from.iter().cloned().collect(),
        names: action.from.iter().map(name).collect(),
    };
    let until = course.frame.window(case, action, actor.rules);
    let until = until.map(|until| (What::Until(until), at <= until));
    let after = (at < case.acted).then_some((What::After(case.acted), false));
    let waits = action.needs.iter().filter_map(|need| needs::waits(case, need));
    core::iter::once((from, action.from.contains(&case.state)))
        .chain(until)
        .chain([who(course, actor)])
        .chain(waits.map(|waits| (What::Waits(waits), false)))
        .chain(action.does.iter().filter_map(|effect| of_effect(course, effect)))
        .chain(after)
        .map(|(what, holds)| Reason { what, holds })
        .collect()
}

fn who(course: &Course<'_>, actor: &Actor<'_>) -> (What, bool) {
    let Course { case, action, .. } = course;
    let entitlement = |who: &Who| {
        let one = core::slice::from_ref(who);
        let entitled = actor.entitled(case, one, course.frame.rules).0.into_iter();
        Some(Entitlement {
            who: entitled.last()?,
            holds: actor.may(case, &case.holder, one).is_some(),
        })
    };
    let entitlements: Vec<Entitlement> = action.who.iter().filter_map(entitlement).collect();
    let holds = actor.may_take(case, &case.holder, action).is_some();
    (What::Who(entitlements), holds)
}

/// What an effect finds as the case stands, where it could fail.
fn of_effect(course: &Course<'_>, effect: &Effect) -> Option<(What, bool)> {
    let stuck = course.stuck(effect);
    match (stuck.and_then(Stuck::clocks), effect) {
        (Some(are), _) => Some((What::Clocks(are), false)),
        (None, Effect::Escalate) if course.action.at_top == AtTop::Refuse => {
            Some((What::LevelAbove, stuck.is_none()))
        }
        (None, Effect::Return) => Some((What::HandedOver, stuck.is_none())),
        _ => None,
    }
}

impl WhyNot {
    /// Whether nothing stands in the way.
    pub fn may(&self) -> bool {
        self.reasons.iter().all(|reason| reason.holds)
    }

    /// What stands in the way, or that nothing does and what has to be given, as a sentence.
    pub fn explain(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let said = |text: &dyn fmt::Display| {
            if zh {
                format!("{text:#}")
            } else {
                format!("{text}")
            }
        };
        let with = said(&self.with);
        if self.may() {
            let given = match (self.with.0.is_empty(), zh) {
                (true, _) => String::new(),
                (false, true) => format!(",须提供{with}"),
                (false, false) => format!("; give {with}"),
            };
            return if zh {
                format!(
                    "`{}` 可以对事件 {} 执行“{}”{given}",
                    self.actor,
                    self.case,
                    self.name.text(lang)
                )
            } else {
                format!("`{}` may `{}` case {}{given}", self.actor, self.action, self.case)
            };
        }
        let against = self.reasons.iter().filter(|reason| !reason.holds);
        let against: Vec<String> = against.map(|reason| self.against(&reason.what, lang)).collect();
        if zh {
            let (name, against) = (self.name.text(lang), against.join(";"));
            format!("`{}` 不能对事件 {} 执行“{name}”:{against}", self.actor, self.case)
        } else {
            let against = against.join("; ");
            format!(
                "`{}` cannot `{}` case {}: {against}",
                self.actor, self.action, self.case
            )
        }
    }

    fn against(&self, what: &What, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        match what {
            What::State { name, names, .. } if zh => {
                let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
                format!("事件处于“{name}”,该动作只能从{}开始", names.join("、"))
            }
            What::State { name, names, .. } => {
                let names: Vec<&str> = names.iter().map(|name| name.text(lang)).collect();
                format!("it is {name:#}, and this starts from {}", names.join(" or "))
            }
            What::Until(until) if zh => format!("期限已于 {until} 届满"),
            What::Until(until) => format!("the time for it was over at {until}"),
            What::Who(entitled) => {
                let only: Vec<Entitled> = entitled.iter().map(|one| one.who.clone()).collect();
                let only = super::AnyOf(only);
                if zh {
                    format!("只能由{only:#}执行,而 `{}` {:#}", self.actor, self.is)
                } else {
                    format!("only {only} may, and `{}` {}", self.actor, self.is)
                }
            }
            What::Waits(waits) if zh => format!("{waits:#}"),
            What::Waits(waits) => waits.to_string(),
            What::Clocks(are) if zh => format!("{are:#}"),
            What::Clocks(are) => are.to_string(),
            What::LevelAbove if zh => "其上没有承办层级".to_owned(),
            What::LevelAbove => "nobody above handles such matters".to_owned(),
            What::After(last) if zh => format!("最近一次办理是 {last},办理须按先后顺序"),
            What::After(last) => format!("the last act on it was at {last}, and acts come in order"),
            What::HandedOver if zh => "该事件未曾转手".to_owned(),
            What::HandedOver => "it was never handed over".to_owned(),
        }
    }
}
