use linli::views::Lack;
use linli::{
    ActionId, AppointmentId, DivisionCode, KindId, LevelId, MatterId, PersonId, PostId, StateId, UnitId,
};

use crate::vocabulary::{Day, Instant};
use crate::{Count, DisplayName, LinliError, Ward};

/// A unit of the grid 层级单位.
#[derive(Clone, Debug, uniffi::Record)]
pub struct GridUnit {
    /// Its id.
    pub id: UnitId,
    /// Its level.
    pub level: LevelId,
    /// Its kind, where the level has several.
    pub kind: Option<KindId>,
    /// Its statistical division code, where it has one.
    pub code: Option<DivisionCode>,
    /// Its name.
    pub name: DisplayName,
    /// The unit above it.
    pub parent: Option<UnitId>,
    /// Its first day.
    pub from: Day,
    /// The first day it is no more; open where left out.
    pub until: Option<Day>,
    /// How many households it has, where known.
    pub households: Option<Count>,
    /// How many residents it has, where known.
    pub residents: Option<Count>,
}

impl From<linli::grid::Unit<'_>> for GridUnit {
    fn from(unit: linli::grid::Unit<'_>) -> Self {
        Self {
            id: unit.id().clone(),
            level: unit.level().clone(),
            kind: unit.kind().cloned(),
            code: unit.code().cloned(),
            name: unit.name().into(),
            parent: unit.parent().map(|parent| parent.id().clone()),
            from: unit.life().from,
            until: unit.life().until,
            households: unit.households().map(Count::from),
            residents: unit.residents().map(Count::from),
        }
    }
}

/// Who answers, where, and by which rule they were found.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Answering {
    /// Those who answer; never empty.
    pub persons: Vec<PersonId>,
    /// The unit whose seats they hold.
    pub at: UnitId,
    /// The post they hold there.
    pub post: PostId,
    /// By which rule they were found.
    pub by: AnsweredBy,
}

/// By which rule somebody answers.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum AnsweredBy {
    /// They hold the post at the unit.
    Holder,
    /// The post is vacant; another post at the same unit stands in.
    Same,
    /// A unit beside it stands in.
    Sibling,
    /// The unit above stands in.
    Parent,
    /// The nearest unit above that can stands in.
    Ancestor,
}

impl From<linli::grid::Answering> for Answering {
    fn from(answering: linli::grid::Answering) -> Self {
        use linli::grid::AnswerRule;
        use linli::rulebook::Nearby;
        let by = match answering.by {
            AnswerRule::Holder => AnsweredBy::Holder,
            AnswerRule::Fallback { nearby, .. } => match nearby {
                Nearby::Same => AnsweredBy::Same,
                Nearby::Sibling => AnsweredBy::Sibling,
                Nearby::Parent => AnsweredBy::Parent,
                Nearby::Ancestor => AnsweredBy::Ancestor,
            },
        };
        Self {
            persons: answering.persons,
            at: answering.at,
            post: answering.post,
            by,
        }
    }
}

/// The notice at the stairway 公示牌: every post at a unit and above it, with who answers.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Directory {
    /// The unit.
    pub unit: UnitId,
    /// The day.
    pub on: Day,
    /// The unit's own posts first, then those of the unit above, and so on up.
    pub lines: Vec<DirectoryLine>,
}

/// A line of the notice.
#[derive(Clone, Debug, uniffi::Record)]
pub struct DirectoryLine {
    /// The unit that has the post.
    pub unit: UnitId,
    /// Its level.
    pub level: LevelId,
    /// Its name.
    pub unit_name: DisplayName,
    /// The post.
    pub post: PostId,
    /// Its name.
    pub post_name: DisplayName,
    /// Who answers; left out where nobody does.
    pub answering: Option<Answering>,
}

impl From<linli::views::Directory> for Directory {
    fn from(directory: linli::views::Directory) -> Self {
        let lines = directory.lines.into_iter().map(|line| DirectoryLine {
            unit: line.unit,
            level: line.level,
            unit_name: (&line.unit_name).into(),
            post: line.post,
            post_name: (&line.post_name).into(),
            answering: line.answering.map(Answering::from),
        });
        Self {
            unit: directory.unit,
            on: directory.on,
            lines: lines.collect(),
        }
    }
}

/// A person holding a seat of a post at a unit 任职.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// Who holds it.
    pub person: PersonId,
    /// Which post.
    pub post: PostId,
    /// At which unit.
    pub unit: UnitId,
    /// The first day.
    pub from: Option<Day>,
    /// The first day no longer; open where left out.
    pub until: Option<Day>,
}

impl From<linli::grid::Appointment<'_>> for Appointment {
    fn from(appointment: linli::grid::Appointment<'_>) -> Self {
        let span = appointment.span(None);
        Self {
            id: appointment.id().clone(),
            person: appointment.person().clone(),
            post: appointment.post().clone(),
            unit: appointment.unit().id().clone(),
            from: span.map(|span| span.from),
            until: span.and_then(|span| span.until),
        }
    }
}

/// A post with fewer holders at a unit than the rulebook asks for 岗位空缺.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Vacancy {
    /// The post.
    pub post: PostId,
    /// The unit.
    pub unit: UnitId,
    /// How many hold it.
    pub held: Count,
    /// How many should.
    pub min: Count,
}

/// A unit whose number of households is outside its level's band.
#[derive(Clone, Debug, uniffi::Record)]
pub struct OutOfBand {
    /// The unit.
    pub unit: UnitId,
    /// How many households it has.
    pub households: Count,
    /// The least it should have.
    pub min: Count,
    /// The most it should have.
    pub max: Count,
}

/// A place where cases of a matter would stick 人员缺口.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Gap {
    /// The matter.
    pub matter: MatterId,
    /// The unit at which they would stick.
    pub unit: UnitId,
    /// For want of whom.
    pub lacks: Lack,
    /// What is lacking and what to do, in a sentence.
    pub sentence: DisplayName,
}

/// What is lacking.
#[uniffi::remote(Enum)]
pub enum Lack {
    /// A unit that would take up what is raised at this unit, or in it: no unit above it has a handler of the matter.
    Entry,
    /// Somebody who answers for the handler's post.
    Handler {
        /// The post.
        post: PostId,
    },
    /// Somebody for an action that nobody else may take.
    Actor {
        /// The action.
        action: ActionId,
        /// The states in which a case held at the unit would wait for it.
        states: Vec<StateId>,
        /// The posts, any of which would do.
        posts: Vec<PostId>,
    },
}

#[uniffi::export]
impl Ward {
    /// A unit, whether it exists today, no longer, or not yet.
    pub fn grid_unit(&self, id: UnitId) -> Result<Option<GridUnit>, LinliError> {
        self.look(|state| state.grid.unit(&id).map(GridUnit::from))
    }

    /// The unit that bears a division code, or bore it last.
    pub fn grid_unit_by_code(&self, code: DivisionCode) -> Result<Option<GridUnit>, LinliError> {
        self.look(|state| state.grid.unit_by_code(&code).map(GridUnit::from))
    }

    /// The units without a parent on a day.
    pub fn grid_roots(&self, on: Day) -> Result<Vec<GridUnit>, LinliError> {
        self.look(|state| state.grid.roots(on).map(GridUnit::from).collect())
    }

    /// The units above, nearest first, without the unit itself.
    pub fn grid_ancestors(&self, unit: UnitId) -> Result<Vec<GridUnit>, LinliError> {
        self.look(|state| state.grid.ancestors(&unit).map(GridUnit::from).collect())
    }

    /// The units directly below on a day: at most `limit`, after the first `skip`.
    pub fn grid_children(
        &self,
        unit: UnitId,
        on: Day,
        skip: Count,
        limit: Count,
    ) -> Result<Vec<GridUnit>, LinliError> {
        self.look(|state| page(state.grid.children(&unit, on), skip, limit))
    }

    /// All units below on a day, each before its own children: at most `limit`, after the first `skip`.
    pub fn grid_descendants(
        &self,
        unit: UnitId,
        on: Day,
        skip: Count,
        limit: Count,
    ) -> Result<Vec<GridUnit>, LinliError> {
        self.look(|state| page(state.grid.descendants(&unit, on), skip, limit))
    }

    /// The units of a level on a day: at most `limit`, after the first `skip`.
    pub fn grid_units_at(
        &self,
        level: LevelId,
        on: Day,
        skip: Count,
        limit: Count,
    ) -> Result<Vec<GridUnit>, LinliError> {
        self.look(|state| page(state.grid.units_at(&level, on), skip, limit))
    }

    /// Whether a unit lies in another, or is it.
    pub fn grid_contains(&self, outer: UnitId, inner: UnitId) -> Result<bool, LinliError> {
        self.look(|state| state.grid.contains(&outer, &inner))
    }

    /// Who answers for a post at a unit on a day, as known at an instant or as known now; left out where nobody does.
    pub fn grid_who_answers(
        &self,
        post: PostId,
        unit: UnitId,
        on: Day,
        known_at: Option<Instant>,
    ) -> Result<Option<Answering>, LinliError> {
        let answering = self.ask(|ward| Ok(ward.who_answers(&post, &unit, on, known_at)))?;
        Ok(answering.map(Answering::from))
    }

    /// Every post at a unit and above it on a day, with who answers; left out where the unit does not exist that day.
    pub fn grid_directory(
        &self,
        unit: UnitId,
        on: Day,
        known_at: Option<Instant>,
    ) -> Result<Option<Directory>, LinliError> {
        let directory = self.on_day(on, |state, rules| {
            linli::views::Directory::new(rules, &state.grid, &unit, on, known_at)
        })?;
        Ok(directory.flatten().map(Directory::from))
    }

    /// The posts with fewer holders on a day than the rulebook asks for, post by post: at most `limit`, after the first
    /// `skip`. Grows with the units of the levels that have posts.
    pub fn grid_vacancies(&self, on: Day, skip: Count, limit: Count) -> Result<Vec<Vacancy>, LinliError> {
        let found = self.on_day(on, |state, rules| {
            let vacancies = state.grid.vacancies(rules, on);
            let page = vacancies.skip(skip.size()).take(limit.size());
            page.map(|vacancy| Vacancy {
                post: vacancy.post,
                unit: vacancy.unit,
                held: vacancy.held.into(),
                min: vacancy.min.into(),
            })
            .collect()
        })?;
        Ok(found.unwrap_or_default())
    }

    /// The units on a day whose known number of households is outside the band of their level: at most `limit`, after the
    /// first `skip`. Grows with the units of the levels that have a band.
    pub fn grid_households_out_of_band(
        &self,
        on: Day,
        skip: Count,
        limit: Count,
    ) -> Result<Vec<OutOfBand>, LinliError> {
        let found = self.on_day(on, |state, rules| {
            let units = state.grid.households_out_of_band(rules, on);
            let page = units.skip(skip.size()).take(limit.size());
            page.map(|found| OutOfBand {
                unit: found.unit,
                households: found.households.into(),
                min: found.band.min.into(),
                max: found.band.max.into(),
            })
            .collect()
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Where cases would stick on a day for want of somebody, in order of matter and unit: at most `limit`, after the first
    /// `skip`. Grows with units times matters.
    pub fn grid_staffing(&self, on: Day, skip: Count, limit: Count) -> Result<Vec<Gap>, LinliError> {
        let found = self.on_day(on, |state, rules| {
            let gaps = linli::views::staffing(rules, &state.grid, on).into_iter();
            let page = gaps.skip(skip.size()).take(limit.size());
            page.map(|gap| {
                let sentence = gap.explain(rules, &state.grid);
                Gap {
                    matter: gap.matter,
                    unit: gap.unit,
                    lacks: gap.lacks,
                    sentence: DisplayName {
                        zh: sentence.zh,
                        en: Some(sentence.en),
                    },
                }
            })
            .collect()
        })?;
        Ok(found.unwrap_or_default())
    }

    /// The appointments of a person on a day.
    pub fn grid_posts_of(&self, person: PersonId, on: Day) -> Result<Vec<Appointment>, LinliError> {
        self.look(|state| state.grid.posts_of(&person, on).map(Appointment::from).collect())
    }
}

fn page<'a>(units: impl Iterator<Item = linli::grid::Unit<'a>>, skip: Count, limit: Count) -> Vec<GridUnit> {
    units
        .skip(skip.size())
        .take(limit.size())
        .map(GridUnit::from)
        .collect()
}
