//! Views. (Land here: figures, passbooks.)

mod directory;

pub use directory::{Directory, DirectoryLine};
