//! Cases 事件: what can be asked of them and about them.

use std::collections::BTreeMap;

use linli::cases::Act as CoreAct;
use linli::views::{CaseView, Counted};
use linli::{ActionId, BodyId, CaseId, ChannelId, MatterId, PersonId, PostId, ProcedureId, StateId, UnitId};
use pyo3::prelude::*;

use crate::answer::Answer;
use crate::case::Case;
use crate::change::Change;
use crate::command::domain;
use crate::figures::{Figures, Part, Parted};
use crate::id::Id;
use crate::instant::Instant;
use crate::on_time::ClockRate;
use crate::sitting::Sitting;
use crate::timeline::Timeline;
use crate::value::value;
use crate::why_not::WhyNot;

domain! {
    /// The cases of a ward 事件: `ward.cases`.
    Cases
    verbs {
        /// Raises a matter at a unit 登记; gives the id of the case.
        register Register(matter; unit, channel = None, anonymous = false)
            [matter: Id<MatterId>, unit: Id<UnitId>, channel: Option<Id<ChannelId>>, anonymous: bool,] -> String
        { linli::cases::Register { matter: matter.0, unit: unit.0, channel: channel.map(|it| it.0), anonymous } }

        /// Takes an action on a case. `rating` is from 1 (very bad) to 5; `to` is whom the case is handed to; `parties` are
        /// called in, each with a case of its own; `into` is the case that keeps the duty where it is merged; `names` is whom
        /// a mark names; `sitting` is where it was decided.
        act Act(case, action; rating = None, to = None, parties = None, into = None, names = None, sitting = None)
            [
                case: Id<CaseId>,
                action: Id<ActionId>,
                rating: Option<u8>,
                to: Option<Assignee>,
                parties: Option<Vec<Assignee>>,
                into: Option<Id<CaseId>>,
                names: Option<Id<PersonId>>,
                sitting: Option<Sitting>,
            ] -> Answer
        {
            CoreAct {
                case: case.0,
                action: action.0,
                rating,
                to: to.map(|to| to.0),
                parties: parties.into_iter().flatten().map(|party| party.0).collect(),
                into: into.map(|case| case.0),
                names: names.map(|person| person.0),
                sitting: sitting.map(|sitting| sitting.0),
            }
        }

        /// Moves all running cases of a procedure to that procedure in the edition in force 迁移: all of them, or none if one
        /// has no place to go. `states` says where those in a state go; one that is not named keeps its name.
        migrate Migrate(procedure; states = None)
            [procedure: Id<ProcedureId>, states: Option<BTreeMap<Id<StateId>, Id<StateId>>>,] -> Answer
        {
            linli::cases::Migrate {
                procedure: procedure.0,
                states: states.into_iter().flatten().map(|(from, to)| (from.0, to.0)).collect(),
            }
        }
    }
    questions {
        /// A case as it stands, with who answers for it at an instant; without one, when the last entry was recorded.
        /// `None` where there is no such case, or `seen_by` may not see it; of its links those are there that lead to what
        /// `seen_by` may see.
        #[pyo3(signature = (case, /, *, at = None, seen_by = None))]
        fn case(
            &self,
            py: Python<'_>,
            case: Id<CaseId>,
            at: Option<Instant>,
            seen_by: Option<Id<PersonId>>,
        ) -> PyResult<Option<Case>> {
            self.0.see(py, |ward| {
                let at = instant(ward, at);
                CaseView::new(ward.state(), &case.0, at, viewer(&seen_by)).map(Case)
            })
        }

        /// The actions somebody could take on a case at an instant, as far as state, time and person decide. None of a case
        /// that they may not see.
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

        /// Why somebody may not take an action on a case at an instant, or that they may. `None` where there is no such case,
        /// or none that they may see, or its procedure has no such action.
        #[pyo3(signature = (case, action, *, actor, at = None))]
        fn why_not(
            &self,
            py: Python<'_>,
            case: Id<CaseId>,
            action: Id<ActionId>,
            actor: Id<PersonId>,
            at: Option<Instant>,
        ) -> PyResult<Option<WhyNot>> {
            self.0.see(py, |ward| ward.why_not(&case.0, &action.0, &actor.0, instant(ward, at)).map(WhyNot))
        }

        /// Whether a person may see a case at an instant: a confidential matter is for those whom it concerns.
        #[pyo3(signature = (case, *, viewer, at = None))]
        fn may_see(
            &self,
            py: Python<'_>,
            case: Id<CaseId>,
            viewer: Id<PersonId>,
            at: Option<Instant>,
        ) -> PyResult<bool> {
            self.0.see(py, |ward| ward.may_see(&case.0, &viewer.0, instant(ward, at)))
        }

        /// The open cases: those that `unit`, or any unit in it, has now, or those that `person` has taken, or all; of these
        /// what `seen_by` may see.
        #[pyo3(signature = (*, unit = None, person = None, seen_by = None))]
        fn open(
            &self,
            py: Python<'_>,
            unit: Option<Id<UnitId>>,
            person: Option<Id<PersonId>>,
            seen_by: Option<Id<PersonId>>,
        ) -> PyResult<Vec<Case>> {
            self.0.see(py, |ward| {
                let at = ward.last_recorded();
                let state = ward.state();
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
                let views = ids.into_iter().filter_map(|id| CaseView::new(state, id, at, viewer(&seen_by)));
                views.map(Case).collect()
            })
        }

        /// All entries of the journal a case appears in, oldest first; none where `seen_by` may not see the case. What they
        /// tell of other cases is left out where `seen_by` may not see those, and who asked what with it.
        #[pyo3(signature = (case, /, *, seen_by = None))]
        fn history(&self, py: Python<'_>, case: Id<CaseId>, seen_by: Option<Id<PersonId>>) -> PyResult<Vec<Change>> {
            let changes = self.0.with(py, |ward| ward.history(&case.0, viewer(&seen_by)))?;
            Ok(changes.into_iter().map(Change).collect())
        }

        /// What a case went through, as a notebook shows it, in the ward's own time; `seen_by` as for `history`.
        #[pyo3(signature = (case, /, *, seen_by = None))]
        fn timeline(&self, py: Python<'_>, case: Id<CaseId>, seen_by: Option<Id<PersonId>>) -> PyResult<Timeline> {
            let (changes, zone) = self.0.with(py, |ward| {
                let changes = ward.history(&case.0, viewer(&seen_by))?;
                Ok((changes, ward.rules_now().map(|rules| rules.zone.clone())))
            })?;
            Ok(Timeline { case: case.0, changes, zone })
        }

        /// Figures of the cases raised from one instant up to another: how many, where they were solved, and the three
        /// rates; of one unit and of one matter where those are given. `at` is when they are looked at; `seen_by` leaves out
        /// what that person may not see.
        #[pyo3(signature = (from_, until, *, unit = None, matter = None, at = None, seen_by = None))]
        #[allow(clippy::too_many_arguments, reason = "they are keyword arguments in Python")]
        fn figures(
            &self,
            py: Python<'_>,
            from_: Instant,
            until: Instant,
            unit: Option<Id<UnitId>>,
            matter: Option<Id<MatterId>>,
            at: Option<Instant>,
            seen_by: Option<Id<PersonId>>,
        ) -> PyResult<Figures> {
            let counted = counted(from_, until, unit, matter, seen_by);
            self.0.see(py, |ward| {
                let at = instant(ward, at);
                Figures(linli::views::Figures::new(ward.state(), &counted, at))
            })
        }

        /// The same, told apart by `"level"`, `"matter"`, `"month"`, `"year"`, or `("unit", level)`: each case counts in one
        /// part, so that the parts add up to the whole.
        #[pyo3(signature = (by, from_, until, *, unit = None, matter = None, at = None, seen_by = None))]
        #[allow(clippy::too_many_arguments, reason = "they are keyword arguments in Python")]
        fn figures_by(
            &self,
            py: Python<'_>,
            by: Parted,
            from_: Instant,
            until: Instant,
            unit: Option<Id<UnitId>>,
            matter: Option<Id<MatterId>>,
            at: Option<Instant>,
            seen_by: Option<Id<PersonId>>,
        ) -> PyResult<Vec<Part>> {
            let (by, counted) = (by.by()?, counted(from_, until, unit, matter, seen_by));
            self.0.see(py, |ward| {
                let at = instant(ward, at);
                let parts = linli::views::Figures::by(ward.state(), &counted, &by, at);
                parts.into_iter().map(Part).collect()
            })
        }

        /// How the clocks of the cases raised from one instant up to another ended, clock by clock, as the ward stands: settle
        /// it first. In order of matter, the clock of the whole case before those of its states; `seen_by` leaves out what that
        /// person may not see. Reads the journal, and grows with it.
        #[pyo3(signature = (from_, until, *, unit = None, matter = None, seen_by = None))]
        #[allow(clippy::too_many_arguments, reason = "they are keyword arguments in Python")]
        fn on_time(
            &self,
            py: Python<'_>,
            from_: Instant,
            until: Instant,
            unit: Option<Id<UnitId>>,
            matter: Option<Id<MatterId>>,
            seen_by: Option<Id<PersonId>>,
        ) -> PyResult<Vec<ClockRate>> {
            let counted = counted(from_, until, unit, matter, seen_by);
            let on_time = self.0.with(py, |ward| ward.on_time(&counted))?;
            Ok(on_time.clocks.into_iter().map(ClockRate).collect())
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

/// For whom a view is; for everybody where left out.
pub(crate) fn viewer(seen_by: &Option<Id<PersonId>>) -> Option<&PersonId> {
    seen_by.as_ref().map(|viewer| &viewer.0)
}

fn counted(
    from: Instant,
    until: Instant,
    unit: Option<Id<UnitId>>,
    matter: Option<Id<MatterId>>,
    seen_by: Option<Id<PersonId>>,
) -> Counted {
    Counted {
        seen_by: seen_by.map(|viewer| viewer.0),
        unit: unit.map(|unit| unit.0),
        matter: matter.map(|matter| matter.0),
        from: from.0,
        until: until.0,
    }
}

value! {
    /// To whom a case is handed, or who is called in.
    Assignee(linli::cases::Assignee) {
        /// A unit; the post there, or the matter's handler at its level; a body that does the work while the post answers
        /// for it; and one of those who hold the post, or of the body's members, or all.
        #[new]
        #[pyo3(signature = (unit, *, post = None, body = None, person = None))]
        fn new(
            unit: Id<UnitId>,
            post: Option<Id<PostId>>,
            body: Option<Id<BodyId>>,
            person: Option<Id<PersonId>>,
        ) -> Self {
            Self(linli::cases::Assignee {
                unit: unit.0,
                post: post.map(|post| post.0),
                body: body.map(|body| body.0),
                person: person.map(|person| person.0),
            })
        }

        fn __repr__(&self) -> String {
            let linli::cases::Assignee { unit, post, body, person } = &self.0;
            format!("Assignee({unit:?}, post={post:?}, body={body:?}, person={person:?})")
        }
    }
}
