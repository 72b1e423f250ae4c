//! Any bytes are refused, or are a bundle whose canonical form they are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use linli::Bundle;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(bundle) = Bundle::from_canonical(bytes) {
        assert_eq!(bundle.canonical(), bytes);
        let _ = bundle.check();
    }
});
