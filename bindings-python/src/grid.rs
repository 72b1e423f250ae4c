//! The grid 网格: what can be asked of it and about it.

use linli::rulebook::Bundle;
use linli::{
    AgreementId, AppointmentId, BodyId, BodyKindId, Date, DivisionCode, LevelId, MemberId, PersonId, PostId,
    SeatId, UnitId,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::answer::Answer;
use crate::appointment::{Answering, Appointment};
use crate::body::{Agreement, Body, Member};
use crate::command::domain;
use crate::day::Day;
use crate::directory::Directory;
use crate::id::Id;
use crate::instant::Instant;
use crate::label::Name;
use crate::sitting::{Sitting, Verdict, may_not};
use crate::tree::Tree;
use crate::unit::{NewUnit, OutOfBand, Unit, Vacancy};

domain! {
    /// The grid of a ward 网格: `ward.grid`. Questions are about a day, `on`; left out, the day of the last entry.
    /// `known_at` asks what was known at an instant.
    Grid
    verbs {
        /// Adds units, parents before their children; all of them or none.
        add_units AddUnits(units) [units: Vec<NewUnit>,] -> Answer
        { linli::grid::AddUnits { units: units.into_iter().map(|unit| unit.0).collect() } }

        /// Changes what is said of a unit; what is left out stays.
        update_unit UpdateUnit(unit; name = None, households = None, residents = None)
            [unit: Id<UnitId>, name: Option<Name>, households: Option<u32>, residents: Option<u32>,] -> Answer
        { linli::grid::UpdateUnit { unit: unit.0, name: name.map(Into::into), households, residents } }

        /// Ends a unit; `until` is the first day it is no more.
        close_unit CloseUnit(unit; until) [unit: Id<UnitId>, until: Day,] -> Answer
        { linli::grid::CloseUnit { unit: unit.0, until: until.0 } }

        /// Gives somebody a seat of a post from a day on; gives the id of the appointment. `until` is the first day no
        /// longer.
        appoint Appoint(person; post, unit, from_, until = None)
            [person: Id<PersonId>, post: Id<PostId>, unit: Id<UnitId>, from_: Day, until: Option<Day>,] -> String
        {
            linli::grid::Appoint {
                person: person.0,
                post: post.0,
                unit: unit.0,
                from: from_.0,
                until: until.map(|day| day.0),
            }
        }

        /// Ends an appointment; `until` is the first day no longer.
        end_appointment EndAppointment(appointment; until) [appointment: Id<AppointmentId>, until: Day,] -> Answer
        { linli::grid::EndAppointment { appointment: appointment.0, until: until.0 } }

        /// Attaches a body (a branch, council, team or partner organisation) to a unit. `kind` is one of the rulebook's; a
        /// body of no kind holds no sittings.
        add_body AddBody(body; name, unit, from_, kind = None)
            [body: Id<BodyId>, name: Name, unit: Id<UnitId>, from_: Day, kind: Option<Id<BodyKindId>>,] -> Answer
        {
            linli::grid::AddBody {
                id: body.0,
                kind: kind.map(|kind| kind.0),
                name: name.into(),
                unit: unit.0,
                from: from_.0,
            }
        }

        /// Ends a body, and its memberships and agreements with it; `until` is the first day no longer.
        end_body EndBody(body; until) [body: Id<BodyId>, until: Day,] -> Answer
        { linli::grid::EndBody { body: body.0, until: until.0 } }

        /// Makes somebody a member of a body from a day on 成员; gives the id of the membership. `seat` is the category of
        /// seats of the body's kind; `until` is the first day no longer.
        add_member AddMember(body; person, from_, until = None, seat = None)
            [body: Id<BodyId>, person: Id<PersonId>, from_: Day, until: Option<Day>, seat: Option<Id<SeatId>>,] -> String
        {
            linli::grid::AddMember {
                body: body.0,
                person: person.0,
                seat: seat.map(|seat| seat.0),
                from: from_.0,
                until: until.map(|day| day.0),
            }
        }

        /// Ends a membership; `until` is the first day no longer.
        end_member EndMember(member; until) [member: Id<MemberId>, until: Day,] -> Answer
        { linli::grid::EndMember { member: member.0, until: until.0 } }

        /// Records that a body serves a unit, and all below it, from a day on 协议; gives the id of the agreement. `until` is
        /// the first day no longer.
        agree Agree(body; unit, from_, until = None)
            [body: Id<BodyId>, unit: Id<UnitId>, from_: Day, until: Option<Day>,] -> String
        {
            linli::grid::Agree { body: body.0, unit: unit.0, from: from_.0, until: until.map(|day| day.0) }
        }

        /// Ends an agreement; `until` is the first day no longer.
        end_agreement EndAgreement(agreement; until) [agreement: Id<AgreementId>, until: Day,] -> Answer
        { linli::grid::EndAgreement { agreement: agreement.0, until: until.0 } }
    }
    questions {
        /// A unit, whether it exists today, no longer, or not yet; `None` where there never was one.
        #[pyo3(signature = (unit, /))]
        fn unit(&self, py: Python<'_>, unit: Id<UnitId>) -> PyResult<Option<Unit>> {
            self.0.see(py, |ward| ward.state().grid.unit(&unit.0).map(Unit::from))
        }

        /// The unit that bears a division code, or bore it last.
        #[pyo3(signature = (code, /))]
        fn unit_by_code(&self, py: Python<'_>, code: Id<DivisionCode>) -> PyResult<Option<Unit>> {
            self.0.see(py, |ward| ward.state().grid.unit_by_code(&code.0).map(Unit::from))
        }

        /// The units of a level on a day, in the order they were added; without a level, all of them, each above its own.
        #[pyo3(signature = (*, level = None, on = None))]
        fn units(&self, py: Python<'_>, level: Option<Id<LevelId>>, on: Option<Day>) -> PyResult<Vec<Unit>> {
            self.0.see(py, |ward| {
                let (grid, on) = (&ward.state().grid, day(ward, on));
                match &level {
                    Some(level) => grid.units_at(&level.0, on).map(Unit::from).collect(),
                    None => {
                        let mut units = Vec::new();
                        for root in grid.roots(on) {
                            units.push(Unit::from(root));
                            units.extend(grid.descendants(root.id(), on).map(Unit::from));
                        }
                        units
                    }
                }
            })
        }

        /// The units without a parent on a day.
        #[pyo3(signature = (*, on = None))]
        fn roots(&self, py: Python<'_>, on: Option<Day>) -> PyResult<Vec<Unit>> {
            self.0.see(py, |ward| ward.state().grid.roots(day(ward, on)).map(Unit::from).collect())
        }

        /// The unit above.
        #[pyo3(signature = (unit, /))]
        fn parent(&self, py: Python<'_>, unit: Id<UnitId>) -> PyResult<Option<Unit>> {
            self.0.see(py, |ward| ward.state().grid.parent(&unit.0).map(Unit::from))
        }

        /// The units above, nearest first, without the unit itself.
        #[pyo3(signature = (unit, /))]
        fn ancestors(&self, py: Python<'_>, unit: Id<UnitId>) -> PyResult<Vec<Unit>> {
            self.0.see(py, |ward| ward.state().grid.ancestors(&unit.0).map(Unit::from).collect())
        }

        /// The unit itself or the one above it that is on a level.
        #[pyo3(signature = (unit, level, /))]
        fn ancestor_at(&self, py: Python<'_>, unit: Id<UnitId>, level: Id<LevelId>) -> PyResult<Option<Unit>> {
            self.0.see(py, |ward| ward.state().grid.ancestor_at(&unit.0, &level.0).map(Unit::from))
        }

        /// The units directly below on a day, in the order they were added.
        #[pyo3(signature = (unit, /, *, on = None))]
        fn children(&self, py: Python<'_>, unit: Id<UnitId>, on: Option<Day>) -> PyResult<Vec<Unit>> {
            self.0.see(py, |ward| ward.state().grid.children(&unit.0, day(ward, on)).map(Unit::from).collect())
        }

        /// All units below on a day, without the unit itself, each before its own children.
        #[pyo3(signature = (unit, /, *, on = None))]
        fn descendants(&self, py: Python<'_>, unit: Id<UnitId>, on: Option<Day>) -> PyResult<Vec<Unit>> {
            self.0.see(py, |ward| ward.state().grid.descendants(&unit.0, day(ward, on)).map(Unit::from).collect())
        }

        /// Whether the second unit lies in the first, or is it.
        #[pyo3(signature = (outer, inner, /))]
        fn contains(&self, py: Python<'_>, outer: Id<UnitId>, inner: Id<UnitId>) -> PyResult<bool> {
            self.0.see(py, |ward| ward.state().grid.contains(&outer.0, &inner.0))
        }

        /// Who answers for a post at a unit: its holders, else whoever the rulebook names while it is vacant; `None`
        /// where nobody does.
        #[pyo3(signature = (post, unit, *, on = None, known_at = None))]
        fn who_answers(
            &self,
            py: Python<'_>,
            post: Id<PostId>,
            unit: Id<UnitId>,
            on: Option<Day>,
            known_at: Option<Instant>,
        ) -> PyResult<Option<Answering>> {
            self.0.see(py, |ward| {
                let known_at = known_at.map(|at| at.0);
                ward.who_answers(&post.0, &unit.0, day(ward, on), known_at).map(Answering)
            })
        }

        /// Who holds a post at exactly this unit, in the order they were entered.
        #[pyo3(signature = (post, unit, *, on = None, known_at = None))]
        fn holders(
            &self,
            py: Python<'_>,
            post: Id<PostId>,
            unit: Id<UnitId>,
            on: Option<Day>,
            known_at: Option<Instant>,
        ) -> PyResult<Vec<String>> {
            self.0.see(py, |ward| {
                let known_at = known_at.map(|at| at.0);
                let holders = ward.state().grid.holders(&post.0, &unit.0, day(ward, on), known_at);
                holders.map(ToString::to_string).collect()
            })
        }

        /// Whether a person holds a post at exactly this unit.
        #[pyo3(signature = (person, post, unit, *, on = None))]
        fn holds(
            &self,
            py: Python<'_>,
            person: Id<PersonId>,
            post: Id<PostId>,
            unit: Id<UnitId>,
            on: Option<Day>,
        ) -> PyResult<bool> {
            self.0.see(py, |ward| ward.state().grid.holds(&person.0, &post.0, &unit.0, day(ward, on)))
        }

        /// The appointments a person holds, in the order they were entered.
        #[pyo3(signature = (person, /, *, on = None))]
        fn posts_of(&self, py: Python<'_>, person: Id<PersonId>, on: Option<Day>) -> PyResult<Vec<Appointment>> {
            self.0.see(py, |ward| {
                ward.state().grid.posts_of(&person.0, day(ward, on)).filter_map(|one| Appointment::of(one, None)).collect()
            })
        }

        /// An appointment with the days it was then known to hold; `None` where there is no such one, or it was not known
        /// yet.
        #[pyo3(signature = (appointment, /, *, known_at = None))]
        fn appointment(
            &self,
            py: Python<'_>,
            appointment: Id<AppointmentId>,
            known_at: Option<Instant>,
        ) -> PyResult<Option<Appointment>> {
            self.0.see(py, |ward| {
                let found = ward.state().grid.appointment(&appointment.0)?;
                Appointment::of(found, known_at.map(|at| at.0))
            })
        }

        /// Every post at a unit and above it, with who answers; `None` where the unit does not exist that day.
        #[pyo3(signature = (unit, /, *, on = None, known_at = None))]
        fn directory(
            &self,
            py: Python<'_>,
            unit: Id<UnitId>,
            on: Option<Day>,
            known_at: Option<Instant>,
        ) -> PyResult<Option<Directory>> {
            self.0.see(py, |ward| {
                let on = day(ward, on);
                let known_at = known_at.map(|at| at.0);
                let grid = &ward.state().grid;
                linli::views::Directory::new(rules(ward, on)?, grid, &unit.0, on, known_at).map(Directory)
            })
        }

        /// The posts with fewer holders than the rulebook asks for.
        #[pyo3(signature = (*, on = None))]
        fn vacancies(&self, py: Python<'_>, on: Option<Day>) -> PyResult<Vec<Vacancy>> {
            self.0.see(py, |ward| {
                let on = day(ward, on);
                let rules = rules(ward, on).into_iter();
                rules.flat_map(|rules| ward.state().grid.vacancies(rules, on)).map(Vacancy).collect()
            })
        }

        /// The units whose known number of households is outside the band of their level.
        #[pyo3(signature = (*, on = None))]
        fn households_out_of_band(&self, py: Python<'_>, on: Option<Day>) -> PyResult<Vec<OutOfBand>> {
            self.0.see(py, |ward| {
                let on = day(ward, on);
                let rules = rules(ward, on).into_iter();
                rules.flat_map(|rules| ward.state().grid.households_out_of_band(rules, on)).map(OutOfBand).collect()
            })
        }

        /// A body; `None` where there never was one.
        #[pyo3(signature = (body, /))]
        fn body(&self, py: Python<'_>, body: Id<BodyId>) -> PyResult<Option<Body>> {
            self.0.see(py, |ward| ward.state().grid.body(&body.0).map(Body::from))
        }

        /// The bodies of a unit, in the order they were added.
        #[pyo3(signature = (unit, /, *, on = None))]
        fn bodies(&self, py: Python<'_>, unit: Id<UnitId>, on: Option<Day>) -> PyResult<Vec<Body>> {
            self.0.see(py, |ward| ward.state().grid.bodies_at(&unit.0, day(ward, on)).map(Body::from).collect())
        }

        /// The bodies of a kind at the unit or above it, nearest first.
        #[pyo3(signature = (kind, unit, /, *, on = None))]
        fn bodies_of_kind_at_or_above(
            &self,
            py: Python<'_>,
            kind: Id<BodyKindId>,
            unit: Id<UnitId>,
            on: Option<Day>,
        ) -> PyResult<Vec<Body>> {
            self.0.see(py, |ward| {
                let grid = &ward.state().grid;
                grid.bodies_of_kind_at_or_above(&kind.0, &unit.0, day(ward, on)).map(Body::from).collect()
            })
        }

        /// A membership with the days it was then known to hold; `None` where there is no such one, or it was not known yet.
        #[pyo3(signature = (member, /, *, known_at = None))]
        fn member(&self, py: Python<'_>, member: Id<MemberId>, known_at: Option<Instant>) -> PyResult<Option<Member>> {
            self.0.see(py, |ward| Member::of(ward.state().grid.member(&member.0)?, known_at.map(|at| at.0)))
        }

        /// The members of a body on a day, in the order they were entered.
        #[pyo3(signature = (body, /, *, on = None))]
        fn members(&self, py: Python<'_>, body: Id<BodyId>, on: Option<Day>) -> PyResult<Vec<Member>> {
            self.0.see(py, |ward| {
                let members = ward.state().grid.members(&body.0, day(ward, on));
                members.filter_map(|member| Member::of(member, None)).collect()
            })
        }

        /// Every membership of a body that was known, those that ended too, in the order they were entered.
        #[pyo3(signature = (body, /, *, known_at = None))]
        fn members_ever(&self, py: Python<'_>, body: Id<BodyId>, known_at: Option<Instant>) -> PyResult<Vec<Member>> {
            self.0.see(py, |ward| {
                let members = ward.state().grid.members_ever(&body.0);
                members.filter_map(|member| Member::of(member, known_at.map(|at| at.0))).collect()
            })
        }

        /// The memberships of a person on a day, in the order they were entered.
        #[pyo3(signature = (person, /, *, on = None))]
        fn memberships_of(&self, py: Python<'_>, person: Id<PersonId>, on: Option<Day>) -> PyResult<Vec<Member>> {
            self.0.see(py, |ward| {
                let members = ward.state().grid.memberships_of(&person.0, day(ward, on));
                members.filter_map(|member| Member::of(member, None)).collect()
            })
        }

        /// Whether a person is a member of a body.
        #[pyo3(signature = (person, body, /, *, on = None))]
        fn is_member(
            &self,
            py: Python<'_>,
            person: Id<PersonId>,
            body: Id<BodyId>,
            on: Option<Day>,
        ) -> PyResult<bool> {
            self.0.see(py, |ward| ward.state().grid.is_member(&person.0, &body.0, day(ward, on)))
        }

        /// The body of a kind of which a person is a member, at the unit or nearest above it; `None` where in none.
        #[pyo3(signature = (person, kind, unit, /, *, on = None))]
        fn is_member_above(
            &self,
            py: Python<'_>,
            person: Id<PersonId>,
            kind: Id<BodyKindId>,
            unit: Id<UnitId>,
            on: Option<Day>,
        ) -> PyResult<Option<Body>> {
            self.0.see(py, |ward| {
                let grid = &ward.state().grid;
                grid.is_member_above(&person.0, &kind.0, &unit.0, day(ward, on)).map(Body::from)
            })
        }

        /// The agreement under which a body serves a unit: with the unit, or the nearest above it that has one; `None` where
        /// it does not serve it.
        #[pyo3(signature = (body, unit, /, *, on = None))]
        fn agreement(
            &self,
            py: Python<'_>,
            body: Id<BodyId>,
            unit: Id<UnitId>,
            on: Option<Day>,
        ) -> PyResult<Option<Agreement>> {
            self.0.see(py, |ward| {
                Agreement::of(ward.state().grid.agreement(&body.0, &unit.0, day(ward, on))?, None)
            })
        }

        /// An agreement with the days it was then known to hold; `None` where there is no such one, or it was not known yet.
        #[pyo3(signature = (agreement, /, *, known_at = None))]
        fn agreement_by_id(
            &self,
            py: Python<'_>,
            agreement: Id<AgreementId>,
            known_at: Option<Instant>,
        ) -> PyResult<Option<Agreement>> {
            self.0.see(py, |ward| {
                let found = ward.state().grid.agreement_by_id(&agreement.0)?;
                Agreement::of(found, known_at.map(|at| at.0))
            })
        }

        /// The agreements under which a unit is served: its own first, then those of the units above, nearest first.
        #[pyo3(signature = (unit, /, *, on = None))]
        fn agreements_at_or_above(
            &self,
            py: Python<'_>,
            unit: Id<UnitId>,
            on: Option<Day>,
        ) -> PyResult<Vec<Agreement>> {
            self.0.see(py, |ward| {
                let agreements = ward.state().grid.agreements_at_or_above(&unit.0, day(ward, on));
                agreements.filter_map(|agreement| Agreement::of(agreement, None)).collect()
            })
        }

        /// Every agreement of a body that was known, those that ended too, in the order they were entered.
        #[pyo3(signature = (body, /, *, known_at = None))]
        fn agreements_ever(
            &self,
            py: Python<'_>,
            body: Id<BodyId>,
            known_at: Option<Instant>,
        ) -> PyResult<Vec<Agreement>> {
            self.0.see(py, |ward| {
                let agreements = ward.state().grid.agreements_ever(&body.0);
                agreements.filter_map(|agreement| Agreement::of(agreement, known_at.map(|at| at.0))).collect()
            })
        }

        /// Whether a sitting on a day may decide, and what it came to: those present are members, the quorum and every
        /// category of seats are there, nobody voted twice. Raises `SittingFault` where it may not.
        #[pyo3(signature = (sitting, /, *, on = None))]
        fn judge(&self, py: Python<'_>, sitting: Sitting, on: Option<Day>) -> PyResult<Verdict> {
            let judged = self.0.see(py, |ward| {
                let on = day(ward, on);
                rules(ward, on).map(|rules| ward.state().grid.judge(rules, &sitting.0, on))
            })?;
            match judged {
                Some(Ok(verdict)) => Ok(Verdict(verdict)),
                Some(Err(fault)) => Err(may_not(py, &fault)),
                None => Err(PyValueError::new_err("no rulebook is in force that day")),
            }
        }

        /// The units below one, or all of them, as a tree that a notebook shows.
        #[pyo3(signature = (unit = None, /, *, on = None))]
        fn tree(&self, py: Python<'_>, unit: Option<Id<UnitId>>, on: Option<Day>) -> PyResult<Tree> {
            self.0.see(py, |ward| {
                let (grid, on) = (&ward.state().grid, day(ward, on));
                match &unit {
                    Some(unit) => Tree::below(grid, grid.unit(&unit.0).into_iter(), on),
                    None => Tree::below(grid, grid.roots(on), on),
                }
            })
        }

        /// How many units there ever were.
        fn __len__(&self, py: Python<'_>) -> PyResult<usize> {
            self.0.see(py, |ward| ward.state().grid.unit_count())
        }

        fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
            Ok(self.tree(py, None, None)?.html())
        }
    }
}

/// The day asked about, or that of the last entry in the zone of its rulebook.
pub(crate) fn day(ward: &linli::Ward, on: Option<Day>) -> Date {
    match (on, ward.rules_now()) {
        (Some(on), _) => on.0,
        (None, Some(rules)) => rules.zone.date(ward.last_recorded()),
        (None, None) => Date::default(),
    }
}

/// The rulebook in force as a day begins.
pub(crate) fn rules(ward: &linli::Ward, on: Date) -> Option<&Bundle> {
    let now = ward.rules_now()?;
    ward.rules(now.zone.day_start(on))
}
