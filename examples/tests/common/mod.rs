//! What the tests of the examples share.

use std::path::Path;
use std::process::Command;

/// An example, which cargo builds before it runs the tests of the package.
pub(crate) fn built(name: &str) -> Command {
    let test = std::env::current_exe().unwrap();
    let built = test.parent().and_then(Path::parent).unwrap().join("examples");
    Command::new(built.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}
