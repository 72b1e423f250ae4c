//! Any text gives problems or a sound bundle, in either notation.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linli::Rulebook;

fuzz_target!(|text: &str| {
    for read in [Rulebook::from_toml, Rulebook::from_json] {
        if let Ok(bundle) = read(text).and_then(|rulebook| rulebook.resolve()) {
            bundle.check().expect("what is resolved is sound");
        }
    }
});
