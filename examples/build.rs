//! Takes the first program out of the README, so that what is shown there is what is built.
use std::path::PathBuf;
use std::{env, fs};

#[expect(
    clippy::disallowed_methods,
    reason = "a build script is told its folders by the environment"
)]
fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let readme = root.join("../README.md");
    println!("cargo::rerun-if-changed={}", readme.display());
    let text = fs::read_to_string(readme).unwrap_or_default();
    let program = text
        .split_once("```rust\n")
        .and_then(|(_, rest)| rest.split_once("```"))
        .map_or(
            "compile_error!(\"the README shows no program in Rust\")",
            |(program, _)| program,
        );
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default()).join("first.rs");
    if let Err(error) = fs::write(&out, format!("{{\n{program}}}\n")) {
        println!("cargo::error={}: {error}", out.display());
    }
}
