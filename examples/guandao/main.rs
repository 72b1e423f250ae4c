//! The year 2025 of Guandao community (管道社区), from an empty file to the annual report.
//!
//! ```text
//! cargo run --release --example guandao [-- --out DIR --seed NUMBER]
//! ```
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::disallowed_types,
    clippy::result_large_err,
    reason = "the plan is made of its own small numbers and lists; a mistake in it should stop the example, which may also look at a stopwatch"
)]

mod carry_out;
mod options;
mod place;
mod plan;
mod random;
mod report;
mod rules;
mod time;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use linli::Ward;
use linli::journal::Head;

use options::Options;
use place::Place;

const PLACE: &str = include_str!("place.toml");

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let options = Options::from_arguments()?;
    fs::create_dir_all(&options.out)?;
    let file = options.out.join("guandao.db");
    let mut ward = opened(&file)?;
    let place = Place::new(PLACE, options.seed)?;
    let plan = plan::year(&place, [rules::january()?, rules::july()?], options.seed);
    let done = carry_out::year(&mut ward, plan)?;

    let year = carry_out::read(&mut ward)?;
    let page = options.out.join("guandao.html");
    fs::write(&page, report::page(&year))?;
    report::summary(&year, &done, &file, &page);
    Ok(())
}

/// The ward of an earlier run, or a new one. A file whose creation was broken off is created again; one that cannot be
/// opened for another reason cannot be created either, and says why.
fn opened(file: &Path) -> Result<Ward, Box<dyn Error>> {
    if file.exists()
        && let Ok(ward) = Ward::open(file)
        && ward.head() != Head::EMPTY
    {
        return Ok(ward);
    }
    Ok(Ward::create(file, rules::january()?)?)
}
