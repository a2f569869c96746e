//! Writes the tables of lints/ as JSON for the program to hold: read at every start, and there TOML is ten times as
//! slow. What the tables mean is checked where they are read, in src/catalogue.rs.
//!
//! Gathers the characters that readers of a text declare to be sought, all over src/, for src/document/tree/landmark.rs.
//! No list there could name them: rules stand above the document. What is missed here does not compile there.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

fn main() {
    let out = env::var_os("OUT_DIR").expect("cargo says where to write");
    write_tables(Path::new(&out));
    println!("cargo::rerun-if-changed=src");
    let mut letters = BTreeSet::new();
    gather(Path::new("src"), &mut letters);
    write(&Path::new(&out).join("landmarks.txt"), &letters.into_iter().collect::<String>());
}

/// The tables of lints/ as JSON.
fn write_tables(out: &Path) {
    let folder = Path::new("lints");
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).expect("lints/ is part of the source") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let json = serde_json::to_string(&table).expect("tables of text and lists");
        let target = out.join(path.file_name().expect("a file")).with_extension("json");
        write(&target, &json);
    }
}

/// Adds the Chinese characters of `Sought::new(['…'])` in all files below a folder, the first ones of
/// `Words::new(["…"])`, and the Latin letters there.
fn gather(folder: &Path, letters: &mut BTreeSet<char>) {
    for entry in fs::read_dir(folder).expect("src/ is a folder") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            gather(&path, letters);
            continue;
        }
        let code = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for (call, quote) in [("Sought::new([", '\''), ("Words::new([", '"')] {
            for declared in code.split(call).skip(1) {
                let list = declared.split("])").next().unwrap_or_default();
                let opened = list.split(quote).skip(1).step_by(2).filter_map(|literal| literal.chars().next());
                letters.extend(opened.filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}' | 'a'..='z' | 'A'..='Z')));
            }
        }
    }
}

/// Writes a file where it would change, so that nothing is compiled anew for it.
fn write(target: &Path, text: &str) {
    if fs::read_to_string(target).is_ok_and(|before| before == text) {
        return;
    }
    fs::write(target, text).unwrap_or_else(|error| panic!("{}: {error}", target.display()));
}
