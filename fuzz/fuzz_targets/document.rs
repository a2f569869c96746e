//! Parsing: `cargo +nightly fuzz run document`.

#![no_main]

#[allow(dead_code, reason = "each target asks for one of the checks")]
#[path = "../../tests/fuzzed/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| invariants::check_document(data));
