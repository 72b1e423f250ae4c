//! The journal 台账. (Lands here: entries, chain, stores.)
