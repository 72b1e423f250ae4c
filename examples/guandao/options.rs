//! What can be said on the command line.

use std::path::PathBuf;

pub(crate) struct Options {
    pub(crate) out: PathBuf,
    pub(crate) seed: u64,
}

impl Options {
    pub(crate) fn from_arguments() -> Result<Self, String> {
        let mut options = Self {
            out: PathBuf::from("."),
            seed: 2025,
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let value = words.next();
            match (word.as_str(), value) {
                ("--out", Some(folder)) => options.out = folder.into(),
                ("--seed", Some(number)) => {
                    options.seed = number
                        .parse()
                        .map_err(|_| format!("`{number}` is no seed: give a whole number"))?;
                }
                _ => {
                    return Err(format!(
                        "`{word}` is not understood: --out DIR and --seed NUMBER are"
                    ));
                }
            }
        }
        Ok(options)
    }
}
