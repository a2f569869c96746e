//! The word lists of lints/data/words/: each is read by somebody, and what is wrong with a file is told.

#[path = "../build/word_lists.rs"]
mod word_lists;

use std::fs;
use std::path::{Path, PathBuf};

use falint::catalogue::Catalogue;
use regex::Regex;
use word_lists::rust;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The sources below a folder, in one text.
fn sources(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).expect("src/ can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else {
            out.push_str(&fs::read_to_string(&path).expect("a source can be read"));
        }
    }
}

#[test]
fn every_list_is_read_and_explained() {
    let mut code = String::new();
    sources(&root().join("src"), &mut code);
    let readme = fs::read_to_string(root().join("lints/data/README.md")).expect("it can be read");
    let lint_name = Regex::new("[a-z]+(-[a-z]+)+").expect("a pattern");
    let mut faults = Vec::new();
    for entry in fs::read_dir(root().join("lints/data/words")).expect("the lists are there") {
        let path = entry.expect("an entry").path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let module = file.strip_suffix(".txt").expect("lists are .txt").replace('-', "_");
        if !readme.contains(&format!("`{file}`")) {
            faults.push(format!("lints/data/README.md does not tell of words/{file}"));
        }
        let text = fs::read_to_string(&path).expect("it can be read");
        let comments = text.lines().filter(|line| line.starts_with('#'));
        let named = comments.flat_map(|line| lint_name.find_iter(line)).map(|found| found.as_str());
        let unknown = named.filter(|name| Catalogue::builtin().get(name).is_none());
        faults.extend(unknown.map(|name| format!("words/{file}: no lint is called {name}")));
        let lists = rust(&text).expect("it was built");
        let names = lists.lines().filter_map(|line| line.strip_prefix("pub(crate) const ")?.split(':').next());
        let unread = names.filter(|name| !code.contains(&format!("{module}::{name}")));
        faults.extend(unread.map(|name| format!("words/{file}: nobody reads {module}::{name}")));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn lists_and_tables_become_constants() {
    let text = "# 示例\n\n[first-words]\n# 做什么用。\n甲 乙\n丙\n\n[pairs]\n# 对照。\n元 → 化 素\n";
    let lists = "/// 做什么用。\npub(crate) const FIRST_WORDS: &[&str] = &[\"甲\", \"乙\", \"丙\"];\n";
    let table = "/// 对照。\npub(crate) const PAIRS: &[(&str, &[&str])] = &[(\"元\", &[\"化\", \"素\"])];\n";
    assert_eq!(rust(text), Ok(format!("{lists}{table}")));
}

#[test]
fn faults_are_told_with_their_line() {
    let fault = |text: &str| rust(text).expect_err("it is wrong");
    assert_eq!(fault("甲\n"), (1, "words before the first [name]".to_owned()));
    assert_eq!(fault("\n[a]\n甲\n"), (2, "[a] no line says what it is for".to_owned()));
    assert_eq!(fault("[a]\n# 用处\n甲 乙\n甲\n"), (1, "[a] 甲 stands twice".to_owned()));
    assert_eq!(fault("[a]\n# 用处\n甲 → 乙 乙\n"), (1, "[a] 乙 stands twice".to_owned()));
    assert_eq!(fault("[a]\n# 用处\n甲\n[a]\n"), (4, "[a] stands twice".to_owned()));
    assert_eq!(fault("[A]\n# 用处\n甲\n"), (1, "[A] a name is of small letters and hyphens".to_owned()));
    let mixed = "[a] it holds either words or lines with →, and is not empty".to_owned();
    assert_eq!(fault("[a]\n# 用处\n甲\n乙 → 丙\n"), (1, mixed.clone()));
    assert_eq!(fault("[a]\n# 用处\n"), (1, mixed));
}
