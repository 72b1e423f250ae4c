use linli::rulebook::{Action, Effect};
use linli::{ActionId, BodyKindId, Bundle, CaseId, DetailName, Lang, MarkId, PersonId};

use crate::vocabulary::Instant;
use crate::{Count, DisplayName, LinliError, Ward};

/// An action somebody may take, with what its form asks for.
#[derive(Clone, Debug, uniffi::Record)]
pub struct ActionInfo {
    /// The action.
    pub id: ActionId,
    /// Its name.
    pub name: DisplayName,
    /// What it needs: what comes with it first, then what it waits for.
    pub needs: Vec<Need>,
}

/// Whether somebody may take an action, and why or why not.
#[derive(Clone, Debug, uniffi::Record)]
pub struct WhyNot {
    /// Whether nothing stands in the way.
    pub may: bool,
    /// What stands in the way, or that nothing does and what has to be given.
    pub sentence: DisplayName,
}

/// What an action needs.
#[derive(Clone, Debug, PartialEq, uniffi::Enum)]
pub enum Need {
    /// A rating from 1 to 5.
    Rating,
    /// To whom the case is handed.
    Assignee,
    /// A text.
    Detail {
        /// Its name.
        name: DetailName,
    },
    /// A file.
    Attachment {
        /// Its name.
        name: DetailName,
    },
    /// A sitting of a body of this kind, held as the body's rules ask: quorum and seats.
    Sitting {
        /// The kind.
        kind: BodyKindId,
        /// Its name.
        name: DisplayName,
    },
    /// Such a sitting, whose votes carried it.
    Passed {
        /// The kind.
        kind: BodyKindId,
        /// Its name.
        name: DisplayName,
    },
    /// Those called in: a case begins for each of them.
    Parties,
    /// The case that keeps the duty.
    Into,
    /// The person a mark is to name.
    Names {
        /// The mark.
        mark: MarkId,
    },
    /// It waits until all parts of the case are closed.
    Parts,
    /// It waits for a mark.
    Mark {
        /// The mark.
        mark: MarkId,
    },
    /// It is open only where the requester's last rating was at most this.
    RatedAtMost {
        /// The rating.
        most: Count,
    },
}

impl Need {
    /// What an action needs, and what its effects ask for besides.
    fn of(action: &Action, rules: &Bundle) -> Vec<Self> {
        let asked = action.does.iter().filter_map(|effect| match effect {
            Effect::Transfer => Some(Self::Assignee),
            Effect::Spawn(spawn) if spawn.each => Some(Self::Parties),
            Effect::Merge => Some(Self::Into),
            Effect::Name(mark) => Some(Self::Names { mark: mark.clone() }),
            _ => None,
        });
        let (mut needs, mut later): (Vec<Self>, Vec<Self>) = Default::default();
        let named = action.needs.iter().map(|need| Self::named(need, rules));
        for need in named.chain(asked) {
            let among = if need.waits() { &mut later } else { &mut needs };
            if !among.contains(&need) {
                among.push(need);
            }
        }
        needs.append(&mut later);
        needs
    }

    fn named(need: &linli::rulebook::Need, rules: &Bundle) -> Self {
        use linli::rulebook::Need as Core;
        let name = |kind: &BodyKindId| match rules.bodies.get(kind) {
            Some(body) => (&body.name).into(),
            None => DisplayName {
                zh: kind.to_string(),
                en: None,
            },
        };
        match need {
            Core::Rating => Self::Rating,
            Core::Assignee => Self::Assignee,
            Core::Detail(name) => Self::Detail { name: name.clone() },
            Core::Attachment(name) => Self::Attachment { name: name.clone() },
            Core::Sitting(kind) => Self::Sitting {
                kind: kind.clone(),
                name: name(kind),
            },
            Core::Passed(kind) => Self::Passed {
                kind: kind.clone(),
                name: name(kind),
            },
            Core::Parts => Self::Parts,
            Core::Mark(mark) => Self::Mark { mark: mark.clone() },
            Core::RatedAtMost(most) => Self::RatedAtMost { most: (*most).into() },
        }
    }

    /// Whether nothing that comes with the action can meet it.
    fn waits(&self) -> bool {
        matches!(self, Self::Parts | Self::Mark { .. } | Self::RatedAtMost { .. })
    }
}

#[uniffi::export]
impl Ward {
    /// The actions somebody could take on a case at an instant, as far as state, time and person decide, with what each
    /// needs.
    pub fn cases_may(&self, id: CaseId, actor: PersonId, at: Instant) -> Result<Vec<ActionInfo>, LinliError> {
        self.look(|state| {
            let actions = state.cases.may(&state.grid, &state.editions, &id, &actor, at);
            let rules = state
                .cases
                .case(&id)
                .and_then(|case| Some((state.editions.get(case.edition)?, &case.matter)));
            let info = |id: ActionId| {
                let (rules, matter) = rules?;
                let procedure = rules.procedures.get(&rules.matters.get(matter)?.procedure)?;
                let action = procedure.actions.get(&id)?;
                Some(ActionInfo {
                    name: (&action.name).into(),
                    needs: Need::of(action, rules),
                    id,
                })
            };
            actions.into_iter().filter_map(info).collect()
        })
    }

    /// Why somebody may not take an action on a case at an instant, or that they may; left out for a case nobody knows, or an
    /// action its procedure does not have.
    pub fn cases_why_not(
        &self,
        id: CaseId,
        action: ActionId,
        actor: PersonId,
        at: Instant,
    ) -> Result<Option<WhyNot>, LinliError> {
        self.ask(|ward| {
            let told = ward.why_not(&id, &action, &actor, at);
            Ok(told.map(|why| WhyNot {
                may: why.may(),
                sentence: DisplayName {
                    zh: why.explain(Lang::Zh),
                    en: Some(why.explain(Lang::En)),
                },
            }))
        })
    }

    /// Whether a person may see a case at an instant: a confidential one is for those it belongs to.
    pub fn cases_may_see(&self, id: CaseId, viewer: PersonId, at: Instant) -> Result<bool, LinliError> {
        self.ask(|ward| Ok(ward.may_see(&id, &viewer, at)))
    }
}
