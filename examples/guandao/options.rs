//! What can be said on the command line.

use std::path::PathBuf;

const USAGE: &str = "\
Plays the year 2025 of Guandao community and writes guandao.db, the ward, and guandao.html, the report.

usage: cargo run --release --example guandao -- [--out DIR] [--seed NUMBER]

  --out DIR      the folder for the two files, made if it is not there; the current one if left out
  --seed NUMBER  plays another year; 2025 if left out. Each year needs a folder of its own
  --help         says this";

pub(crate) struct Options {
    pub(crate) out: PathBuf,
    pub(crate) seed: u64,
}

impl Options {
    /// What was asked for, or what to print instead of running.
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, Instead> {
        let mut options = Self {
            out: PathBuf::from("."),
            seed: 2025,
        };
        while let Some(word) = words.next() {
            let mut value = |what: &str| {
                let value = words
                    .next()
                    .filter(|value| !value.is_empty() && !value.starts_with("--"));
                value.ok_or_else(|| wrong(&format!("`{word}` needs {what}")))
            };
            match word.as_str() {
                "--help" | "-h" => return Err(Instead::Help(USAGE)),
                "--out" => options.out = value("a folder after it, as in `--out year`")?.into(),
                "--seed" => {
                    let number = value("a whole number after it, as in `--seed 7`")?;
                    let seed = number.parse();
                    options.seed =
                        seed.map_err(|_| wrong(&format!("`{number}` is no seed: give a whole number")))?;
                }
                _ => return Err(wrong(&format!("`{word}` is not understood"))),
            }
        }
        Ok(options)
    }
}

/// Why the year is not played.
pub(crate) enum Instead {
    Help(&'static str),
    Wrong(String),
}

fn wrong(why: &str) -> Instead {
    Instead::Wrong(format!("{why}\n\n{USAGE}"))
}
