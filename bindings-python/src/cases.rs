//! Cases 事件: what can be asked of them and about them.

use linli::cases::Act as CoreAct;
use linli::views::{CaseView, Counted};
use linli::{ActionId, CaseId, ChannelId, MatterId, PersonId, PostId, UnitId};
use pyo3::prelude::*;

use crate::answer::Answer;
use crate::case::Case;
use crate::change::Change;
use crate::command::domain;
use crate::figures::Figures;
use crate::id::Id;
use crate::instant::Instant;
use crate::timeline::Timeline;
use crate::value::value;

domain! {
    /// The cases of a ward 事件: `ward.cases`.
    Cases
    verbs {
        /// Raises a matter at a unit 登记; gives the id of the case.
        register Register(matter; unit, channel = None, anonymous = false)
            [matter: Id<MatterId>, unit: Id<UnitId>, channel: Option<Id<ChannelId>>, anonymous: bool,] -> String
        { linli::cases::Register { matter: matter.0, unit: unit.0, channel: channel.map(|it| it.0), anonymous } }

        /// Takes an action on a case. `rating` is from 1 (very bad) to 5; `to` is whom the case is handed to.
        act Act(case, action; rating = None, to = None)
            [case: Id<CaseId>, action: Id<ActionId>, rating: Option<u8>, to: Option<Assignee>,] -> Answer
        { CoreAct { case: case.0, action: action.0, rating, to: to.map(|to| to.0) } }
    }
    questions {
        /// A case as it stands, with who answers for it at an instant; without one, when the last entry was recorded.
        /// `None` where there is no such case.
        #[pyo3(signature = (case, /, *, at = None))]
        fn case(&self, py: Python<'_>, case: Id<CaseId>, at: Option<Instant>) -> PyResult<Option<Case>> {
            self.0.see(py, |ward| CaseView::new(ward.state(), &case.0, instant(ward, at)).map(Case))
        }

        /// The actions somebody could take on a case at an instant, as far as state, time and person decide.
        #[pyo3(signature = (case, *, actor, at = None))]
        fn may(
            &self,
            py: Python<'_>,
            case: Id<CaseId>,
            actor: Id<PersonId>,
            at: Option<Instant>,
        ) -> PyResult<Vec<String>> {
            self.0.see(py, |ward| {
                let state = ward.state();
                let may = state.cases.may(&state.grid, &state.editions, &case.0, &actor.0, instant(ward, at));
                may.iter().map(ToString::to_string).collect()
            })
        }

        /// The open cases: those that `unit`, or any unit in it, has now, or those that `person` has taken, or all.
        #[pyo3(signature = (*, unit = None, person = None))]
        fn open(
            &self,
            py: Python<'_>,
            unit: Option<Id<UnitId>>,
            person: Option<Id<PersonId>>,
        ) -> PyResult<Vec<Case>> {
            self.0.see(py, |ward| {
                let state = ward.state();
                let at = ward.last_recorded();
                let ids: Vec<&CaseId> = match (&unit, &person) {
                    (Some(unit), None) => state.cases.open_at(&state.grid, &unit.0).map(|(id, _)| id).collect(),
                    (None, Some(person)) => state.cases.held_by(&person.0).map(|(id, _)| id).collect(),
                    (Some(unit), Some(person)) => {
                        let held = state.cases.held_by(&person.0);
                        held.filter(|(_, case)| state.grid.contains(&unit.0, &case.holder.unit)).map(|(id, _)| id).collect()
                    }
                    (None, None) => {
                        state.cases.iter().filter(|(_, case)| !case.is_closed()).map(|(id, _)| id).collect()
                    }
                };
                ids.into_iter().filter_map(|id| CaseView::new(state, id, at)).map(Case).collect()
            })
        }

        /// All entries of the journal a case appears in, oldest first.
        #[pyo3(signature = (case, /))]
        fn history(&self, py: Python<'_>, case: Id<CaseId>) -> PyResult<Vec<Change>> {
            let changes = self.0.with(py, |ward| ward.history(&case.0))?;
            Ok(changes.into_iter().map(Change).collect())
        }

        /// What a case went through, as a notebook shows it, in the ward's own time.
        #[pyo3(signature = (case, /))]
        fn timeline(&self, py: Python<'_>, case: Id<CaseId>) -> PyResult<Timeline> {
            let (changes, zone) = self.0.with(py, |ward| {
                let changes = ward.history(&case.0)?;
                Ok((changes, ward.rules_now().map(|rules| rules.zone.clone())))
            })?;
            Ok(Timeline { case: case.0, changes, zone })
        }

        /// Figures of the cases raised from one instant up to another: how many, where they were solved, and the three
        /// rates; of one unit and of one matter where those are given. `at` is when they are looked at.
        #[pyo3(signature = (from_, until, *, unit = None, matter = None, at = None))]
        fn figures(
            &self,
            py: Python<'_>,
            from_: Instant,
            until: Instant,
            unit: Option<Id<UnitId>>,
            matter: Option<Id<MatterId>>,
            at: Option<Instant>,
        ) -> PyResult<Figures> {
            let counted = Counted {
                unit: unit.map(|unit| unit.0),
                matter: matter.map(|matter| matter.0),
                from: from_.0,
                until: until.0,
            };
            self.0.see(py, |ward| {
                Figures(linli::views::Figures::new(ward.state(), &counted, instant(ward, at)))
            })
        }

        /// How many cases there are, open and closed.
        fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
            self.0.see(py, |ward| ward.state().cases.len())
        }
    }
}

fn instant(ward: &linli::Ward, at: Option<Instant>) -> linli::Instant {
    at.map_or_else(|| ward.last_recorded(), |at| at.0)
}

value! {
    /// To whom a case is handed.
    Assignee(linli::cases::Assignee) {
        /// A unit; the post there, or the matter's handler at its level; and one of its holders, or all.
        #[new]
        #[pyo3(signature = (unit, *, post = None, person = None))]
        fn new(unit: Id<UnitId>, post: Option<Id<PostId>>, person: Option<Id<PersonId>>) -> Self {
            Self(linli::cases::Assignee {
                unit: unit.0,
                post: post.map(|post| post.0),
                person: person.map(|person| person.0),
            })
        }

        fn __repr__(&self) -> String {
            format!("Assignee({:?}, post={:?}, person={:?})", self.0.unit, self.0.post, self.0.person)
        }
    }
}
