/// Whole milliseconds since 1970, UTC: `java.time.Instant` in Kotlin and `Date` in Swift (see `uniffi.toml`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub i64);

uniffi::custom_newtype!(Instant, i64);
