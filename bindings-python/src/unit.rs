//! Units and the bodies attached to them.

use linli::grid::Span;
use linli::{DivisionCode, KindId, Lang, LevelId, UnitId};
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::id::Id;
use crate::label::Name;
use crate::value::value;

/// A unit as it was when it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct UnitNow {
    pub(crate) id: UnitId,
    pub(crate) level: LevelId,
    kind: Option<KindId>,
    code: Option<DivisionCode>,
    pub(crate) name: linli::Label,
    pub(crate) parent: Option<UnitId>,
    life: Span,
    pub(crate) households: Option<u32>,
    pub(crate) residents: Option<u32>,
}

impl From<linli::grid::Unit<'_>> for Unit {
    fn from(unit: linli::grid::Unit<'_>) -> Self {
        Self(UnitNow {
            id: unit.id().clone(),
            level: unit.level().clone(),
            kind: unit.kind().cloned(),
            code: unit.code().cloned(),
            name: unit.name().clone(),
            parent: unit.parent().map(|parent| parent.id().clone()),
            life: unit.life(),
            households: unit.households(),
            residents: unit.residents(),
        })
    }
}

value! {
    /// A unit of the grid 层级单位, as it was when it was asked for.
    Unit(UnitNow) {
        /// Its id.
        #[getter]
        fn id(&self) -> &str {
            self.0.id.as_str()
        }

        /// Its level.
        #[getter]
        fn level(&self) -> &str {
            self.0.level.as_str()
        }

        /// Its kind, where the level has several.
        #[getter]
        fn kind(&self) -> Option<&str> {
            self.0.kind.as_ref().map(KindId::as_str)
        }

        /// Its statistical division code, where it has one.
        #[getter]
        fn code(&self) -> Option<String> {
            self.0.code.as_ref().map(ToString::to_string)
        }

        /// Its name, in Chinese where it has two.
        #[getter]
        fn name(&self) -> String {
            self.0.name.to_string()
        }

        /// Its name, in English where it has two.
        #[getter]
        fn name_en(&self) -> &str {
            self.0.name.text(Lang::En)
        }

        /// The unit above it.
        #[getter]
        fn parent(&self) -> Option<&str> {
            self.0.parent.as_ref().map(UnitId::as_str)
        }

        /// Its first day.
        #[getter]
        fn from_(&self) -> Day {
            Day(self.0.life.from)
        }

        /// The first day it is no more; `None` while none is set.
        #[getter]
        fn until(&self) -> Option<Day> {
            self.0.life.until.map(Day)
        }

        /// How many households it has, where known.
        #[getter]
        fn households(&self) -> Option<u32> {
            self.0.households
        }

        /// How many residents it has, where known.
        #[getter]
        fn residents(&self) -> Option<u32> {
            self.0.residents
        }

        fn __repr__(&self) -> String {
            format!("Unit({:?}, level={:?}, name={:?})", self.0.id, self.0.level, self.name())
        }
    }
}

value! {
    /// A unit to be, for `add_units`.
    NewUnit(linli::grid::NewUnit) {
        /// `from_` is its first day; `parent` any unit on a higher level.
        #[new]
        #[pyo3(signature = (
            id, *, level, name, from_, parent = None, kind = None, code = None, households = None, residents = None,
        ))]
        #[allow(clippy::too_many_arguments, reason = "they are keyword arguments in Python")]
        fn new(
            id: Id<UnitId>,
            level: Id<LevelId>,
            name: Name,
            from_: Day,
            parent: Option<Id<UnitId>>,
            kind: Option<Id<KindId>>,
            code: Option<Id<DivisionCode>>,
            households: Option<u32>,
            residents: Option<u32>,
        ) -> Self {
            Self(linli::grid::NewUnit {
                id: id.0,
                level: level.0,
                kind: kind.map(|kind| kind.0),
                code: code.map(|code| code.0),
                name: name.into(),
                parent: parent.map(|parent| parent.0),
                from: from_.0,
                households,
                residents,
            })
        }

        fn __repr__(&self) -> String {
            format!("NewUnit({:?}, level={:?}, name={:?})", self.0.id, self.0.level, self.0.name.to_string())
        }
    }
}

value! {
    /// A post with fewer holders at a unit than the rulebook asks for.
    Vacancy(linli::grid::Vacancy) {
        /// The post.
        #[getter]
        fn post(&self) -> &str {
            self.0.post.as_str()
        }

        /// The unit.
        #[getter]
        fn unit(&self) -> &str {
            self.0.unit.as_str()
        }

        /// How many hold it.
        #[getter]
        fn held(&self) -> u32 {
            self.0.held
        }

        /// How many should.
        #[getter]
        fn min(&self) -> u32 {
            self.0.min
        }

        fn __repr__(&self) -> String {
            format!("Vacancy({:?} at {:?}: {} of {})", self.post(), self.unit(), self.0.held, self.0.min)
        }
    }
}

value! {
    /// A unit whose number of households is outside its level's band.
    OutOfBand(linli::grid::OutOfBand) {
        /// The unit.
        #[getter]
        fn unit(&self) -> &str {
            self.0.unit.as_str()
        }

        /// How many households it has.
        #[getter]
        fn households(&self) -> u32 {
            self.0.households
        }

        /// The fewest it should have.
        #[getter]
        fn min(&self) -> u32 {
            self.0.band.min
        }

        /// The most it should have.
        #[getter]
        fn max(&self) -> u32 {
            self.0.band.max
        }

        fn __repr__(&self) -> String {
            format!("OutOfBand({:?}: {} households, {}-{})", self.unit(), self.0.households, self.min(), self.max())
        }
    }
}
