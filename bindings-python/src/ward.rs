//! The ward 辖区.

use std::collections::BTreeSet;
use std::io::BufWriter;
use std::path::PathBuf;
use std::sync::Arc;

use linli::views::{Ocel, OcelError};
use linli::ward::DetailText;
use linli::{CaseId, CommandId, DetailName, Error, PersonId, UnitId};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::answer::Answer;
use crate::cases::{Cases, viewer};
use crate::change::Change;
use crate::command::{Command, domain};
use crate::day::Day;
use crate::due::Due;
use crate::error::{failed, unsound};
use crate::excerpt::Excerpt;
use crate::file;
use crate::grid::{Grid, day};
use crate::head::Head;
use crate::id::Id;
use crate::instant::Instant;
use crate::meta::Meta;
use crate::points::Points;
use crate::rulebook::{Bundle, Rules};
use crate::shared::Shared;
use crate::staffing::Gap;
use crate::table::Table;

domain! {
    /// One jurisdiction living under its rulebook 辖区: state, journal and store behind one door.
    ///
    /// May be used from several threads. Used as a context manager it closes itself.
    Ward
    verbs {
        /// Adopts an edition of the rulebook.
        adopt Adopt(bundle) [bundle: Bundle,] -> Answer
        { linli::state::Adopt { bundle: bundle.0.into() } }

        /// Erases the text of a detail of an entry, or of all of them. The journal keeps that there was one.
        erase Erase(sequence; name = None) [sequence: u64, name: Option<Id<DetailName>>,] -> Answer
        { linli::state::Erase { sequence, name: name.map(|name| name.0) } }
    }
    questions {
        /// Creates a ward in a new file, living under a rulebook from its first day on; in memory where `path` is `None`.
        #[classmethod]
        #[pyo3(signature = (path, rulebook, /))]
        fn create(_class: &Bound<'_, PyType>, py: Python<'_>, path: Option<PathBuf>, rulebook: Rules<'_>) -> PyResult<Self> {
            let bundle = rulebook.bundle(py)?;
            let ward = py.detach(|| match path {
                Some(path) => linli::Ward::create(path, bundle),
                None => linli::Ward::in_memory(bundle),
            });
            made(py, ward)
        }

        /// Opens a ward's file. Takes time proportional to the events in it, about a second for a million.
        #[classmethod]
        #[pyo3(signature = (path, /, *, read_only = false))]
        fn open(_class: &Bound<'_, PyType>, py: Python<'_>, path: PathBuf, read_only: bool) -> PyResult<Self> {
            let ward = py.detach(|| match read_only {
                true => linli::Ward::open_read_only(path),
                false => linli::Ward::open(path),
            });
            made(py, ward)
        }

        /// The grid: units, posts and bodies.
        #[getter]
        fn grid(&self) -> Grid {
            Grid(Arc::clone(&self.0))
        }

        /// The cases.
        #[getter]
        fn cases(&self) -> Cases {
            Cases(Arc::clone(&self.0))
        }

        /// The points.
        #[getter]
        fn points(&self) -> Points {
            Points(Arc::clone(&self.0))
        }

        /// Answers a command: settles what fell due by then, decides, and has the answer on disk when it returns. A
        /// refusal is an answer too: `answer.refusal`. A command whose id was answered before gets the first answer again.
        #[pyo3(signature = (meta, command, /))]
        fn execute(&self, py: Python<'_>, meta: Meta, command: Command) -> PyResult<Answer> {
            self.0.with(py, |ward| ward.execute(meta.0, command.0)).map(Answer)
        }

        /// Answers commands in order, each for itself, with one commit: a thousand at once cost little more than one.
        #[pyo3(signature = (commands, /))]
        fn execute_all(&self, py: Python<'_>, commands: Vec<(Meta, Command)>) -> PyResult<Vec<Answer>> {
            let commands = commands.into_iter().map(|(meta, command)| (meta.0, command.0)).collect();
            let answers = self.0.with(py, |ward| ward.execute_all(commands))?;
            Ok(answers.into_iter().map(Answer).collect())
        }

        /// Carries out what fell due until an instant, and says how many entries that made. Commands do so by themselves.
        #[pyo3(signature = (now, /))]
        fn settle(&self, py: Python<'_>, now: Instant) -> PyResult<u64> {
            self.0.with(py, |ward| ward.settle(now.0))
        }

        /// What falls due until an instant, with what follows from it; changes nothing. `seen_by` leaves out the clocks of
        /// cases that person may not see.
        #[pyo3(signature = (now, /, *, seen_by = None))]
        fn due(&self, py: Python<'_>, now: Instant, seen_by: Option<Id<PersonId>>) -> PyResult<Vec<Due>> {
            let due = self.0.with(py, |ward| ward.due(now.0, viewer(&seen_by)))?;
            Ok(due.into_iter().map(Due).collect())
        }

        /// The last entry. Kept elsewhere, it detects that the journal was cut off or replaced: see `verify`.
        #[getter]
        fn head(&self, py: Python<'_>) -> PyResult<Head> {
            self.0.see(py, |ward| Head(ward.head()))
        }

        /// When the last entry was taken in; commands may not be recorded before.
        #[getter]
        fn last_recorded(&self, py: Python<'_>) -> PyResult<Instant> {
            self.0.see(py, |ward| Instant(ward.last_recorded()))
        }

        /// Whether something was erased that may still lie in what the store left on disk, because another process is
        /// reading. It is tried again after every command, and when the ward is opened.
        #[getter]
        fn erasure_pending(&self, py: Python<'_>) -> PyResult<bool> {
            self.0.see(py, linli::Ward::erasure_pending)
        }

        /// The rulebook in force at an instant; without one, when the last entry was recorded.
        #[pyo3(signature = (at = None, /))]
        fn rules(&self, py: Python<'_>, at: Option<Instant>) -> PyResult<Option<Bundle>> {
            self.0.see(py, |ward| {
                let at = at.map_or_else(|| ward.last_recorded(), |at| at.0);
                ward.rules(at).cloned().map(Bundle)
            })
        }

        /// Reads the whole journal and checks everything: that nothing is missing or changed, and that the events give the
        /// state this ward is in. With a head that was kept elsewhere, also that nothing up to it was cut off or replaced.
        #[pyo3(signature = (known = None, /))]
        fn verify(&self, py: Python<'_>, known: Option<Head>) -> PyResult<Head> {
            let verified = self.0.with(py, |ward| match known {
                Some(known) => ward.verify_against(known.0),
                None => ward.verify(),
            });
            verified.map(Head)
        }

        /// Checks every promise the state makes; raises `Unsound` at the first that does not hold. Slow: it walks
        /// everything.
        fn check(&self, py: Python<'_>) -> PyResult<()> {
            let checked = self.0.see(py, |ward| ward.state().check())?;
            checked.map_err(|broken| unsound(&broken))
        }

        /// At most `limit` entries after a sequence number. What concerns cases that `seen_by` may not see is left out, and
        /// who asked what with it; a refusal is shown to who asked.
        #[pyo3(signature = (sequence, /, limit = 1000, *, seen_by = None))]
        fn changes_after(
            &self,
            py: Python<'_>,
            sequence: u64,
            limit: usize,
            seen_by: Option<Id<PersonId>>,
        ) -> PyResult<Vec<Change>> {
            let changes = self.0.with(py, |ward| ward.changes_after(sequence, limit, viewer(&seen_by)))?;
            Ok(changes.into_iter().map(Change).collect())
        }

        /// What those who hold some units may see of at most `limit` entries after a sequence number: what concerns these
        /// units or any unit in them and, if asked for, the whole ward. What happened to `cases` is disclosed besides: those
        /// that came to them from elsewhere. Made for one person, `seen_by`, whatever concerns a case they may not see stays
        /// closed.
        #[pyo3(signature = (sequence, /, limit = 1000, *, units, whole_ward = false, cases = Vec::new(), seen_by = None))]
        #[allow(clippy::too_many_arguments, reason = "they are keyword arguments in Python")]
        fn excerpt_after(
            &self,
            py: Python<'_>,
            sequence: u64,
            limit: usize,
            units: Vec<Id<UnitId>>,
            whole_ward: bool,
            cases: Vec<Id<CaseId>>,
            seen_by: Option<Id<PersonId>>,
        ) -> PyResult<Excerpt> {
            let cases: Vec<CaseId> = cases.into_iter().map(|case| case.0).collect();
            let excerpt = self.0.with(py, |ward| {
                let grid = &ward.state().grid;
                let inside = |unit: &UnitId| units.iter().any(|outer| grid.contains(&outer.0, unit));
                let every = grid.every_unit().map(|unit| unit.id().clone());
                let seen: BTreeSet<UnitId> = every.filter(inside).collect();
                let sees = |scope: Option<&UnitId>| scope.map_or(whole_ward, |unit| seen.contains(unit));
                ward.excerpt_after(sequence, limit, sees, &cases, viewer(&seen_by))
            });
            excerpt.map(Excerpt)
        }

        /// The text of a detail of an entry; `None` where it was erased. Raises `KeyError` where there never was one, or
        /// `seen_by` may not see a case the entry concerns.
        #[pyo3(signature = (sequence, name, /, *, seen_by = None))]
        fn detail(
            &self,
            py: Python<'_>,
            sequence: u64,
            name: Id<DetailName>,
            seen_by: Option<Id<PersonId>>,
        ) -> PyResult<Option<String>> {
            match self.0.with(py, |ward| ward.detail(sequence, &name.0, viewer(&seen_by)))? {
                Some(DetailText::Kept(text)) => Ok(Some(text)),
                Some(DetailText::Erased) => Ok(None),
                None => Err(PyKeyError::new_err(format!("entry {sequence} has no detail `{}`", name.0))),
            }
        }

        /// The answer a command was given; `None` where it was given none.
        #[pyo3(signature = (id, /))]
        fn find(&self, py: Python<'_>, id: Id<CommandId>) -> PyResult<Option<Answer>> {
            Ok(self.0.with(py, |ward| ward.find(&id.0))?.map(Answer))
        }

        /// Takes in what other processes wrote since; says whether there was anything.
        fn refresh(&self, py: Python<'_>) -> PyResult<bool> {
            self.0.with(py, linli::Ward::refresh)
        }

        /// Calls back, without arguments, whenever something was written through this ward, or found by `refresh`: after
        /// the answer is on disk and the ward is free again, on the thread that wrote. Gives a token for `unsubscribe`.
        #[pyo3(signature = (callback, /))]
        fn on_change(&self, callback: Bound<'_, PyAny>) -> PyResult<u64> {
            if !callback.is_callable() {
                return Err(pyo3::exceptions::PyTypeError::new_err("expected something to call back"));
            }
            Ok(self.0.subscribe(callback.unbind()))
        }

        /// Ends a subscription; says whether there was one.
        #[pyo3(signature = (token, /))]
        fn unsubscribe(&self, token: u64) -> bool {
            self.0.unsubscribe(token)
        }

        /// A table through the Arrow PyCapsule interface, which pyarrow, pandas, polars and DuckDB read: `units`,
        /// `appointments`, `cases`, `case_events`, `clocks`, `accounts`, `lots`, `postings` or `redemptions`. `seen_by` leaves
        /// out the rows of cases that person may not see.
        #[pyo3(signature = (name, /, *, seen_by = None))]
        fn table(&self, py: Python<'_>, name: &str, seen_by: Option<Id<PersonId>>) -> PyResult<Table> {
            Table::of(&self.0, py, name, viewer(&seen_by))
        }

        /// Where cases would stick on a day for want of somebody, by the rulebook in force that day: in order of matter and
        /// unit. Empty where a case of every matter, raised anywhere, finds somebody for whatever it can come to need.
        #[pyo3(signature = (*, on = None))]
        fn staffing(&self, py: Python<'_>, on: Option<Day>) -> PyResult<Vec<Gap>> {
            self.0.see(py, |ward| Gap::all(ward, day(ward, on)))
        }

        /// Writes all that happened to cases into a file, as an object-centric event log in OCEL 2.0 JSON that process-mining
        /// tools such as pm4py read. `persons` adds people by their opaque ids; `seen_by` leaves out what that person may not
        /// see; texts and files are never in it.
        #[pyo3(signature = (path, /, *, persons = false, seen_by = None))]
        fn ocel(&self, py: Python<'_>, path: PathBuf, persons: bool, seen_by: Option<Id<PersonId>>) -> PyResult<()> {
            let with = Ocel { persons, seen_by: seen_by.map(|viewer| viewer.0) };
            let written = self.0.with(py, |ward| {
                let file = std::fs::File::create(&path);
                match file.map_err(OcelError::Write).and_then(|file| ward.ocel(with, BufWriter::new(file))) {
                    Err(OcelError::Ward(error)) => Err(error),
                    Err(OcelError::Write(error)) => Ok(Err(error)),
                    Ok(()) => Ok(Ok(())),
                }
            })?;
            written.map_err(|error| file::failed(&error, &path))
        }

        /// The log of `ocel` as a text; it grows with the journal.
        #[pyo3(signature = (*, persons = false, seen_by = None))]
        fn ocel_text(&self, py: Python<'_>, persons: bool, seen_by: Option<Id<PersonId>>) -> PyResult<String> {
            let with = Ocel { persons, seen_by: seen_by.map(|viewer| viewer.0) };
            let written = self.0.with(py, |ward| match ward.ocel_text(with) {
                Err(OcelError::Ward(error)) => Err(error),
                Err(OcelError::Write(error)) => Ok(Err(error)),
                Ok(text) => Ok(Ok(text)),
            })?;
            Ok(written?)
        }

        /// Closes the ward; every later call raises `Closed`. Closing twice is the same as once.
        fn close(&self, py: Python<'_>) {
            self.0.close(py);
        }

        /// Whether it was closed.
        #[getter]
        fn closed(&self, py: Python<'_>) -> bool {
            self.0.is_closed(py)
        }

        fn __enter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
            this
        }

        #[pyo3(signature = (_kind = None, _error = None, _traceback = None, /))]
        fn __exit__(
            &self,
            py: Python<'_>,
            _kind: Option<&Bound<'_, PyAny>>,
            _error: Option<&Bound<'_, PyAny>>,
            _traceback: Option<&Bound<'_, PyAny>>,
        ) {
            self.0.close(py);
        }

        fn __repr__(&self, py: Python<'_>) -> String {
            match self.0.see(py, linli::Ward::head) {
                Ok(head) => format!("Ward(head {head})"),
                Err(_) => "Ward(closed)".to_owned(),
            }
        }
    }
}

fn made(py: Python<'_>, ward: Result<linli::Ward, Error>) -> PyResult<Ward> {
    let ward = ward.map_err(|error| failed(py, &error))?;
    Ok(Ward(Arc::new(Shared::new(ward))))
}
