//! Views. (Land here: figures, directories, passbooks.)
