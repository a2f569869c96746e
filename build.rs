//! Writes the tables of lints/ as JSON for the program to hold: read at every start, and there TOML is ten times as
//! slow. What the tables mean is checked where they are read, in src/catalogue.rs.

use std::path::Path;
use std::{env, fs};

fn main() {
    let folder = Path::new("lints");
    println!("cargo::rerun-if-changed={}", folder.display());
    let out = env::var_os("OUT_DIR").expect("cargo says where to write");
    for entry in fs::read_dir(folder).expect("lints/ is part of the source") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let json = serde_json::to_string(&table).expect("tables of text and lists");
        let target = Path::new(&out).join(path.file_name().expect("a file")).with_extension("json");
        fs::write(&target, json).unwrap_or_else(|error| panic!("{}: {error}", target.display()));
    }
}
