//! Every bound of the library, declared once with its unit and its reason; errors quote it.

use core::fmt;

/// A bound: at most so many of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// What is counted.
    pub what: &'static str,
    /// The largest number allowed.
    pub most: u64,
    /// The unit of the number.
    pub unit: &'static str,
    /// Why there is a bound.
    pub why: &'static str,
}

/// A number beyond its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoundExceeded {
    /// The bound.
    pub bound: Bound,
    /// The number found.
    pub found: u64,
}

impl Bound {
    /// Checks a number against the bound.
    pub fn check(self, found: u64) -> Result<(), BoundExceeded> {
        if found > self.most {
            Err(BoundExceeded { bound: self, found })
        } else {
            Ok(())
        }
    }
}

impl fmt::Display for BoundExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Bound {
            what,
            most,
            unit,
            why,
        } = self.bound;
        write!(
            f,
            "{what}: {} {unit} found, at most {most} allowed ({why})",
            self.found
        )
    }
}

impl std::error::Error for BoundExceeded {}

/// The bounds themselves.
pub mod bounds {
    use super::Bound;

    macro_rules! bounds {
        ($($name:ident = $most:literal $unit:literal of $what:literal, $why:literal;)*) => {
            $(#[doc = concat!("At most ", $most, " ", $unit, ": ", $why, ".")]
            pub const $name: Bound = Bound { what: $what, most: $most, unit: $unit, why: $why };)*
            /// All of them, for the documentation and its test.
            pub const ALL: &[Bound] = &[$($name),*];
        };
    }

    bounds! {
        ID_BYTES = 64 "bytes" of "id", "an id is a name, not a text";
        ORIGIN_BYTES = 38 "bytes" of "origin", "an id that holds it, a number of 20 digits and an ordinal of 4 is an id";
        DETAIL_BYTES = 65536 "bytes" of "text of a detail", "longer texts belong in an attachment";
        COMMAND_BYTES = 65536 "bytes" of "a command as JSON, its lines aside", "what is refused is kept too, and cannot be erased";
        LINE_BYTES = 2048 "bytes" of "a line of a bulk command as JSON, on average", "what is refused is kept too, and cannot be erased";
        BUNDLE_BYTES = 4194304 "bytes" of "a bundle to be adopted, as JSON", "what is refused is kept too, and cannot be erased";
        DETAILS = 32 "details" of "details of a command", "one form has no more fields";
        PARTIES = 50 "parties" of "parties called in at once", "for each of them a case begins";
        LINES = 10000 "lines" of "lines of a bulk command", "a command is decided as a whole and answered at once";
        AWARD_POINTS = 1000000 "points" of "points of one award", "sums stay far from the range of the type";
        QUANTITY = 1000000 "units" of "quantity of a deed", "sums stay far from the range of the type";
        LEVELS = 16 "levels" of "levels of a ladder", "the path of a unit is kept with it";
        NAME_BYTES = 256 "bytes" of "name of a unit or body", "a name is read at a glance";
        PIECES = 1000000 "pieces" of "pieces of a reward in one command", "sums stay far from the range of the type";
        SEATS = 10000 "seats" of "seats of a post at a unit", "more than any unit has";
        FUND_POINTS = 1000000000000 "points" of "points of a cap or a budget", "sums stay far from the range of the type";
        UNIT_FIGURE = 2000000000 "people or households" of "figure of a unit", "more than any country has";
    }
}
