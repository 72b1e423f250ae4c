//! Who holds posts, and who answers for them.

use linli::grid::Span;
use linli::{AppointmentId, PersonId, PostId, UnitId};
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::value::value;

/// An appointment as it was known when it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Known {
    id: AppointmentId,
    person: PersonId,
    post: PostId,
    unit: UnitId,
    span: Span,
}

impl Appointment {
    /// As known at an instant, or last; `None` where it was not known yet.
    pub(crate) fn of(
        appointment: linli::grid::Appointment<'_>,
        known_at: Option<linli::Instant>,
    ) -> Option<Self> {
        Some(Self(Known {
            id: appointment.id().clone(),
            person: appointment.person().clone(),
            post: appointment.post().clone(),
            unit: appointment.unit().id().clone(),
            span: appointment.span(known_at)?,
        }))
    }
}

value! {
    /// A person holding a seat of a post at a unit 任职.
    Appointment(Known) {
        /// Its id.
        #[getter]
        fn id(&self) -> &str {
            self.0.id.as_str()
        }

        /// Who holds it.
        #[getter]
        fn person(&self) -> &str {
            self.0.person.as_str()
        }

        /// Which post.
        #[getter]
        fn post(&self) -> &str {
            self.0.post.as_str()
        }

        /// At which unit.
        #[getter]
        fn unit(&self) -> &str {
            self.0.unit.as_str()
        }

        /// The first day.
        #[getter]
        fn from_(&self) -> Day {
            Day(self.0.span.from)
        }

        /// The first day no longer; `None` while none is set.
        #[getter]
        fn until(&self) -> Option<Day> {
            self.0.span.until.map(Day)
        }

        fn __repr__(&self) -> String {
            let Known { id, person, post, unit, span } = &self.0;
            format!("Appointment({id:?}, {person} as {post} at {unit}, {span})")
        }
    }
}

value! {
    /// Who answers, where, and by which rule they were found.
    Answering(linli::grid::Answering) {
        /// Those who answer; never empty.
        #[getter]
        fn persons(&self) -> Vec<&str> {
            self.0.persons.iter().map(PersonId::as_str).collect()
        }

        /// The unit whose seats they hold.
        #[getter]
        fn at(&self) -> &str {
            self.0.at.as_str()
        }

        /// The post they hold there.
        #[getter]
        fn post(&self) -> &str {
            self.0.post.as_str()
        }

        /// By which rule: `holder`, or where the fallback looked: `same`, `sibling`, `parent`, `ancestor`.
        #[getter]
        fn by(&self) -> &'static str {
            self.0.by.name()
        }

        fn __repr__(&self) -> String {
            format!("Answering({:?}, {} at {}, by={:?})", self.persons(), self.post(), self.at(), self.by())
        }
    }
}
