//! Says what is wrong with a rulebook, or what is in it.
//!
//! ```text
//! cargo run --release --example check -- my.toml
//! ```

use std::process::ExitCode;

use linli::rulebook::Problems;
use linli::{Bundle, Lang, Rulebook};

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!(
            "Which rulebook? For example: cargo run --release --example check -- examples/minimal/rulebook.toml"
        );
        return ExitCode::FAILURE;
    };
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{file} cannot be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    match resolved(&text, &file) {
        Ok(bundle) => {
            println!("{file} is sound: {}", contents(&bundle));
            ExitCode::SUCCESS
        }
        Err(problems) => {
            eprint!("{}\n{}", problems.render(Lang::En), problems.render(Lang::Zh));
            ExitCode::FAILURE
        }
    }
}

fn resolved(text: &str, file: &str) -> Result<Bundle, Problems> {
    let read = if file.ends_with(".json") {
        Rulebook::from_json_named
    } else {
        Rulebook::from_toml_named
    };
    read(text, file)?.resolve()
}

fn contents(bundle: &Bundle) -> String {
    let points = bundle.points.as_ref();
    let (rules, rewards) = points.map_or((0, 0), |points| (points.rules.len(), points.rewards.len()));
    format!(
        "levels {}, posts {}, matters {}, procedures {}, rules for points {rules}, rewards {rewards}; digest {}",
        bundle.levels.len(),
        bundle.posts.len(),
        bundle.matters.len(),
        bundle.procedures.len(),
        bundle.digest()
    )
}
