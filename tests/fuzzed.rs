//! What fuzzing has found, kept: the inputs of tests/fuzzed/TARGET, each with the check of its fuzz target.
//!
//! `cargo +nightly fuzz run TARGET` writes what it finds to fuzz/artifacts; once mended it goes there under a name that
//! says what was wrong.

#[path = "fuzzed/invariants.rs"]
mod invariants;

use std::fs;
use std::path::Path;

use invariants::CHECKS;

#[test]
fn what_was_found_stays_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed");
    for (target, check) in CHECKS {
        let mut found: Vec<_> = match fs::read_dir(folder.join(target)) {
            Ok(entries) => entries.map(|entry| entry.expect("an entry").path()).collect(),
            Err(_) => continue,
        };
        found.sort();
        for path in found {
            println!("{}", path.display());
            check(&fs::read(&path).expect("can be read"));
        }
    }
}

/// The checks themselves must not pass by looking at nothing.
#[test]
fn drafts_pass_every_check() {
    let examples = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).expect("a folder");
    let paths = examples.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file());
    for path in paths {
        let bytes = fs::read(&path).expect("can be read");
        // As Markdown, of no encoding named.
        let data: Vec<u8> = [&[0xFF], bytes.get(..6000).unwrap_or(&bytes)].concat();
        for (_, check) in CHECKS {
            check(&data);
        }
    }
}
