//! Directories.

use linli::Lang;

use crate::appointment::Answering;
use crate::day::Day;
use crate::value::value;

value! {
    /// Every post at a unit and above it on a day, with who answers: the notice at the entrance.
    Directory(linli::views::Directory) {
        /// The unit.
        #[getter]
        fn unit(&self) -> &str {
            self.0.unit.as_str()
        }

        /// The day.
        #[getter]
        fn on(&self) -> Day {
            Day(self.0.on)
        }

        /// The unit's own posts first, then those of the unit above, and so on up.
        #[getter]
        fn lines(&self) -> Vec<DirectoryLine> {
            self.0.lines.iter().cloned().map(DirectoryLine).collect()
        }

        fn __len__(&self) -> usize {
            self.0.lines.len()
        }

        fn __repr__(&self) -> String {
            format!("Directory({:?}, on {}, {} lines)", self.0.unit, self.0.on, self.0.lines.len())
        }
    }
}

value! {
    /// A line of a directory.
    DirectoryLine(linli::views::DirectoryLine) {
        /// The unit that has the post.
        #[getter]
        fn unit(&self) -> &str {
            self.0.unit.as_str()
        }

        /// Its level.
        #[getter]
        fn level(&self) -> &str {
            self.0.level.as_str()
        }

        /// Its name, in Chinese where it has two.
        #[getter]
        fn unit_name(&self) -> &str {
            self.0.unit_name.text(Lang::Zh)
        }

        /// The post.
        #[getter]
        fn post(&self) -> &str {
            self.0.post.as_str()
        }

        /// Its name, in Chinese where it has two.
        #[getter]
        fn post_name(&self) -> &str {
            self.0.post_name.text(Lang::Zh)
        }

        /// Who answers and by which rule; `None` where nobody does.
        #[getter]
        fn answering(&self) -> Option<Answering> {
            self.0.answering.clone().map(Answering)
        }

        fn __repr__(&self) -> String {
            let persons = self.0.answering.as_ref().map(|answering| answering.persons.as_slice());
            format!("DirectoryLine({:?} at {:?}: {:?})", self.0.post, self.0.unit, persons.unwrap_or_default())
        }
    }
}
