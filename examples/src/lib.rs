//! Programs that show linli at work.
