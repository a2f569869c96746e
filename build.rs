//! Writes the tables of lints/ as JSON for the program to hold: read at every start, and there TOML is ten times as
//! slow. What the tables mean is checked where they are read, in src/catalogue.rs. The word lists of lints/data/words/
//! become Rust, which src/lexicon.rs holds.
//!
//! Gathers the characters that readers of a text declare to be sought, all over src/, for src/document/tree/landmark.rs.
//! No list there could name them: rules stand above the document. What is missed here does not compile there.

#[path = "build/word_lists.rs"]
mod word_lists;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let out = env::var_os("OUT_DIR").expect("cargo says where to write");
    println!("cargo::rerun-if-changed=lints");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src");
    write_tables(Path::new(&out));
    write(&Path::new(&out).join("lexicon.rs"), &lexicon());
    let mut letters = BTreeSet::new();
    gather(Path::new("src"), &mut letters);
    write(&Path::new(&out).join("landmarks.txt"), &letters.into_iter().collect::<String>());
}

/// The tables of lints/ as JSON.
fn write_tables(out: &Path) {
    for path in files("lints", "toml") {
        let table: toml::Table = read(&path).parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let json = serde_json::to_string(&table).expect("tables of text and lists");
        write(&out.join(path.file_name().expect("a file")).with_extension("json"), &json);
    }
}

/// The lists of lints/data/words/ as Rust, a module a file.
fn lexicon() -> String {
    let module = |path: PathBuf| {
        let lists =
            word_lists::rust(&read(&path)).unwrap_or_else(|(line, fault)| panic!("{}:{line}: {fault}", path.display()));
        let name = path.file_stem().expect("a file").to_string_lossy().replace('-', "_");
        format!("pub(crate) mod {name} {{\n{lists}}}\n")
    };
    files("lints/data/words", "txt").into_iter().map(module).collect()
}

/// The files of a folder that end so, in order of their names.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|own| own == ending)).collect();
    files.sort();
    files
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
        let code = read(&path);
        for (call, quote) in [("Sought::new([", '\''), ("Words::new([", '"')] {
            for declared in code.split(call).skip(1) {
                let list = declared.split("])").next().unwrap_or_default();
                let opened = list.split(quote).skip(1).step_by(2).filter_map(|literal| literal.chars().next());
                letters.extend(opened.filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}' | 'a'..='z' | 'A'..='Z')));
            }
        }
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Writes a file where it would change, so that nothing is compiled anew for it.
fn write(target: &Path, text: &str) {
    if fs::read_to_string(target).is_ok_and(|before| before == text) {
        return;
    }
    fs::write(target, text).unwrap_or_else(|error| panic!("{}: {error}", target.display()));
}
