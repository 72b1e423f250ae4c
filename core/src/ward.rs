//! The ward 辖区. (Lands here.)

/// One jurisdiction: state, journal and store behind one door.
#[derive(Debug)]
pub struct Ward {}
