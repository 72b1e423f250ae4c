//! The year 2025 of Guandao community (管道社区), from an empty file to the annual report.
//!
//! ```text
//! cargo run --release --example guandao -- [--out DIR] [--seed NUMBER]
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
use linli::journal::{Fault, Head};

use options::{Instead, Options};
use place::Place;

const PLACE: &str = include_str!("place.toml");

fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(Instead::Help(usage)) => {
            println!("{usage}");
            return ExitCode::SUCCESS;
        }
        Err(Instead::Wrong(why)) => {
            eprintln!("{why}");
            return ExitCode::FAILURE;
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    // A mistake in what the year is made of leaves nothing behind.
    let place = Place::new(PLACE, options.seed)?;
    let plan = plan::year(&place, [rules::january()?, rules::july()?], options.seed);
    let out = &options.out;
    fs::create_dir_all(out)
        .map_err(|error| format!("the folder {} cannot be made: {error}", out.display()))?;
    let file = options.out.join("guandao.db");
    let mut ward = opened(&file)?;
    let done = carry_out::year(&mut ward, plan).map_err(|error| another_year(error, &file, options.seed))?;

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

/// The ids of the plan are the same for every seed: a ward that answered one year's commands takes no other's.
fn another_year(error: Box<dyn Error>, file: &Path, seed: u64) -> Box<dyn Error> {
    let Some(linli::Error::Journal(Fault::Conflict { .. })) = error.downcast_ref() else {
        return error;
    };
    let (file, out) = (file.display(), format!("--out year-{seed}"));
    format!(
        "{file} holds another year: it was made with another --seed, or by another version of this example.\n\
         Choose another folder, such as `{out}`, or delete the file.\n({error})"
    )
    .into()
}
