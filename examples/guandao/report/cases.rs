//! Cases as the journal tells of them.

use linli::cases::{Event, Hand, Holder};
use linli::{ActionId, CaseId, Instant, Map, MatterId, StateId, UnitId};

/// One case and its way.
pub(crate) struct Case {
    pub(crate) number: String,
    pub(crate) matter: MatterId,
    pub(crate) unit: UnitId,
    pub(crate) channel: Option<String>,
    pub(crate) raised: Instant,
    pub(crate) holder: Holder,
    pub(crate) state: StateId,
    pub(crate) open: bool,
    pub(crate) steps: Vec<Step>,
    pub(crate) overdue: bool,
    pub(crate) reopened: bool,
}

/// A line of a case's history.
pub(crate) struct Step {
    pub(crate) at: Instant,
    pub(crate) what: What,
    pub(crate) holder: Holder,
}

pub(crate) enum What {
    Raised,
    /// An action, and whether the ward itself took it.
    Done(ActionId, bool),
    Overdue,
    Excused,
    /// A pause ran out.
    Resumed,
    /// It goes on by the procedure of another edition.
    Moved,
}

/// What the journal says of all cases.
#[derive(Default)]
pub(crate) struct Cases {
    pub(crate) all: Map<CaseId, Case>,
    pub(crate) escalated_by_people: usize,
    pub(crate) escalated_by_the_ward: usize,
    pub(crate) warnings: usize,
    pub(crate) excused: usize,
}

impl Cases {
    pub(crate) fn take(&mut self, recorded: Instant, event: &Event) {
        match event {
            Event::Registered {
                case,
                number,
                matter,
                unit,
                channel,
                at,
                holder,
                state,
                ..
            } => {
                let raised = Case {
                    number: number.to_string(),
                    matter: matter.clone(),
                    unit: unit.clone(),
                    channel: channel.as_ref().map(ToString::to_string),
                    raised: *at,
                    holder: holder.clone(),
                    state: state.clone(),
                    open: true,
                    steps: vec![Step {
                        at: *at,
                        what: What::Raised,
                        holder: holder.clone(),
                    }],
                    overdue: false,
                    reopened: false,
                };
                self.all.insert(case.clone(), raised);
            }
            Event::Acted { .. } => self.acted(event),
            Event::Warned { .. } => self.warnings += 1,
            Event::Overdue { case, .. } => {
                if let Some(case) = self.all.get_mut(case) {
                    case.overdue = true;
                    case.step(recorded, What::Overdue);
                }
            }
            Event::Excused { case, at, .. } => {
                self.excused += 1;
                if let Some(case) = self.all.get_mut(case) {
                    case.step(*at, What::Excused);
                }
            }
            Event::Resumed { case, .. } => {
                if let Some(case) = self.all.get_mut(case) {
                    case.step(recorded, What::Resumed);
                }
            }
            Event::Moved { case, state, .. } => {
                if let Some(case) = self.all.get_mut(case) {
                    case.state = state.clone();
                    case.step(recorded, What::Moved);
                }
            }
            Event::Dated { .. } => {}
        }
    }

    fn acted(&mut self, event: &Event) {
        let Event::Acted {
            case,
            action,
            by,
            at,
            state,
            hand,
            closed,
            ..
        } = event
        else {
            return;
        };
        let Some(case) = self.all.get_mut(case) else {
            return;
        };
        if let Some(hand) = hand {
            let (Hand::Taken(holder)
            | Hand::Escalated(holder)
            | Hand::Transferred(holder)
            | Hand::Returned(holder)) = hand;
            case.holder = holder.clone();
            if matches!(hand, Hand::Escalated(_)) {
                match by {
                    Some(_) => self.escalated_by_people += 1,
                    None => self.escalated_by_the_ward += 1,
                }
            }
        }
        if let Some(closed) = closed {
            case.open = !closed;
            if !closed {
                case.reopened = true;
            }
        }
        case.state = state.clone();
        case.step(*at, What::Done(action.clone(), by.is_none()));
    }
}

impl Case {
    fn step(&mut self, at: Instant, what: What) {
        let holder = self.holder.clone();
        self.steps.push(Step { at, what, holder });
    }

    pub(crate) fn is_request(&self) -> bool {
        is_request(&self.matter)
    }
}

/// What residents ask for, one by one. All else the community does of its own accord, or sits down to.
pub(crate) fn is_request(matter: &MatterId) -> bool {
    const REQUESTS: [&str; 9] = [
        "parking", "noise", "leak", "lighting", "hygiene", "lift", "pipes", "safety", "errand",
    ];
    REQUESTS.contains(&matter.as_str())
}
