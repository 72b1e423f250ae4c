//! Slow oracle.
