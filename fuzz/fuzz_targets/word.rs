//! Word files, read and written into: `cargo +nightly fuzz run word`.

#![no_main]

#[allow(dead_code, reason = "each target asks for one of the checks")]
#[path = "../../tests/fuzzed/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| invariants::check_word(data));
