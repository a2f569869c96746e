//! The invariants of the design, enforced by reading src/ and the catalogue: what the compiler cannot see, but a
//! newcomer must be able to rely on.

#[path = "architecture/code.rs"]
mod code;
#[path = "architecture/imports.rs"]
mod imports;

use std::collections::BTreeSet;
use std::path::Path;

use code::{File, files, functions, without_words};
use falint::catalogue::{Catalogue, Lint, Words};
use falint::pattern::Pattern;
use falint::rules;
use imports::{Drawing, named};
use regex::Regex;

/// The top-level modules from the ground up. A module may use those before it.
const ROWS: &[&str] = &[
    "lang",
    "lexicon",
    "diagnostic",
    "options",
    "writing",
    "source",
    "document",
    "spell",
    "laws",
    "compare",
    "amend",
    "pattern",
    "catalogue",
    "rules",
    "suppress",
    "baseline",
    "lint",
    "fix",
    "render",
    "config",
    "server",
    "cli",
    "lib",
    "main",
];

/// Modules that may use less than stands before them.
const NARROW: &[(&str, &[&str])] = &[
    // A comparison is of trees.
    ("compare", &["diagnostic", "writing", "document", "compare"]),
    // A rule sees the document, alone or beside the law in force, and nothing else.
    ("rules", &["diagnostic", "lexicon", "options", "document", "spell", "laws", "compare", "rules"]),
    // SARIF describes the lints, whose words are in the catalogue.
    ("render", &["diagnostic", "lang", "source", "document", "compare", "amend", "catalogue", "render"]),
];

const MOST_LINES: usize = 600;
const MOST_LINES_OF_A_RULE: usize = 200;
const MOST_LINES_OF_A_FUNCTION: usize = 60;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

/// Fails with all faults at once.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// Where code outside the modules that may matches a pattern.
fn outside(homes: &[&str], text: &str) -> Vec<String> {
    let pattern = pattern(text);
    files().iter().filter(|file| !homes.contains(&file.module())).flat_map(|file| file.find(&pattern)).collect()
}

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|name| *name == module)
}

#[test]
fn imports_run_one_way() {
    let mut faults = Vec::new();
    for file in &files() {
        let module = file.module();
        let Some(own) = row(module) else {
            faults.push(format!("src/{}: give the module `{module}` a place in ROWS", file.path));
            continue;
        };
        let narrow = NARROW.iter().find(|(name, _)| *name == module).map(|(_, used)| *used);
        for (path, at) in named(file) {
            let Some((used, its)) = path.first().and_then(|used| Some((used, row(used)?))) else { continue };
            if its > own || narrow.is_some_and(|allowed| !allowed.contains(&used.as_str())) {
                faults.push(format!("src/{}:{}: `{module}` must not use `{used}`", file.path, file.line(at)));
            }
        }
    }
    none(&faults);
}

/// No file uses another that uses it, by however many between them. That holds within a module as between them, but for
/// a child and its parents: see [`Drawing::of`].
#[test]
fn imports_run_in_no_circle() {
    none(&Drawing::of(&files()).circles());
}

#[test]
fn libraries_stay_in_the_folder_that_needs_them() {
    let mut faults = outside(&["render"], r"\b(codespan_reporting|ariadne)\b");
    faults.extend(outside(&["cli", "main"], r"\b(clap|clap_complete|anyhow|indicatif|anstream|textwrap|walkdir)\b"));
    faults.extend(outside(&["config"], r"\bschemars\b"));
    // The patterns of a configuration, and the .gitignore files that a walk meets.
    faults.extend(outside(&["config", "cli"], r"\bignore::"));
    faults.extend(outside(&["server"], r"\b(lsp_server|lsp_types)\b"));
    none(&faults);
}

#[test]
fn the_core_asks_nothing_of_the_system() {
    let system =
        pattern(r"\b(fs|thread|process|env)::|\b(Instant|SystemTime|IsTerminal)\b|\.(canonicalize|exists|is_file)\(");
    let is_core =
        |file: &File| !["cli", "server", "main"].contains(&file.module()) && !file.path.starts_with("config/files");
    let faults = files().iter().filter(|file| is_core(file)).flat_map(|file| file.find(&system)).collect::<Vec<_>>();
    none(&faults);
}

#[test]
fn nothing_speaks_to_the_network() {
    let mut faults = outside(&[], r"\b(std::net|TcpStream|TcpListener|UdpSocket|reqwest|ureq|hyper|tokio)\b");
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).expect("Cargo.toml can be read");
    faults.extend(
        pattern(r"(?m)^(reqwest|ureq|hyper|tokio|curl|isahc)\b")
            .find_iter(&manifest)
            .map(|found| found.as_str().to_owned()),
    );
    none(&faults);
}

#[test]
fn only_the_command_line_prints_and_exits() {
    none(&outside(&["cli", "main"], r"\b(e?println!|e?print!|process::exit|io::(stdout|stderr)\b)"));
}

#[test]
fn only_the_program_silences_panics() {
    none(&outside(&["main"], r"\b(set_hook|take_hook)\b"));
}

#[test]
fn linting_knows_no_clock_and_no_environment() {
    let homes = ["config", "fix", "compare", "render", "server", "cli", "main"];
    none(&outside(&homes, r"\b(SystemTime|Instant::now|std::env|env::var\w*|Zoned::now|RandomState)\b"));
}

#[test]
fn the_server_parses_a_text_once_a_snapshot() {
    // What lints a source parses it too, unless it is given the document.
    let parsing = pattern(r"\b(Document|Tree)::parse\b|\buse crate::lint::[^;]*\b(lint|examine)\b");
    let server = files().into_iter().filter(|file| file.module() == "server");
    let places: Vec<String> = server.flat_map(|file| file.find(&parsing)).collect();
    let [place] = places.as_slice() else { panic!("{places:?}") };
    assert!(place.starts_with("src/server/draft.rs:"), "{place}");
}

#[test]
fn nothing_unwraps() {
    none(&outside(&[], r"\.unwrap\(\)"));
}

#[test]
fn names_say_what_is_in_the_room() {
    let empty = pattern("util|helper|common|manager");
    let module = pattern(r"\bmod\s+\w*(util|helper|common|manager)\w*");
    let mut faults = Vec::new();
    for file in &files() {
        if empty.is_match(&file.path) || file.path.ends_with("mod.rs") {
            faults.push(format!("src/{}: name it after what it knows", file.path));
        }
        faults.extend(file.find(&module));
    }
    none(&faults);
}

#[test]
fn every_module_says_what_it_knows() {
    let silent = files().into_iter().filter(|file| !file.text.starts_with("//!"));
    none(&silent.map(|file| format!("src/{}: no //! at its head", file.path)).collect::<Vec<_>>());
}

#[test]
fn files_and_functions_are_small() {
    let mut faults = Vec::new();
    for file in &files() {
        let lines = file.text.lines().count();
        // rules.rs lists the rules; it is none.
        let rule = file.module() == "rules" && file.path != "rules.rs";
        let most = if rule { MOST_LINES_OF_A_RULE } else { MOST_LINES };
        if lines > most {
            faults.push(format!("src/{}: {lines} lines, {most} at most", file.path));
        }
        for (name, line, lines) in functions(&without_words(&file.text)) {
            if lines > MOST_LINES_OF_A_FUNCTION {
                faults.push(format!(
                    "src/{}:{line}: fn {name} takes {lines} lines, {MOST_LINES_OF_A_FUNCTION} at most",
                    file.path
                ));
            }
        }
    }
    none(&faults);
}

fn is_chinese(text: &str) -> bool {
    text.contains(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
}

/// What is wrong with a text in two languages.
fn words_faults(lint: &Lint, what: &str, words: &Words) -> Vec<String> {
    let mut faults = Vec::new();
    if !is_chinese(&words.zh) {
        faults.push(format!("{}: {what}: no Chinese: {:?}", lint.name, words.zh));
    }
    if !words.en.contains(|c: char| c.is_ascii_alphabetic()) {
        faults.push(format!("{}: {what}: no English: {:?}", lint.name, words.en));
    }
    faults
}

/// The three numbers of a version: as text, 0.10.0 would come before 0.9.0.
fn version(text: &str) -> Option<[u32; 3]> {
    let numbers: Option<Vec<u32>> = text.split('.').map(|number| number.parse().ok()).collect();
    numbers?.try_into().ok()
}

fn lint_faults(lint: &Lint) -> Vec<String> {
    let mut texts = vec![("title", &lint.title), ("message", &lint.message), ("why", &lint.why)];
    texts.extend(lint.help.iter().map(|words| ("help", words)));
    texts.extend(lint.variants.iter().chain(&lint.labels.named).map(|(key, words)| (key.as_str(), words)));
    texts.extend(lint.labels.also.iter().map(|words| ("also", words)));
    let mut faults: Vec<String> = texts.into_iter().flat_map(|(what, words)| words_faults(lint, what, words)).collect();
    let mut want = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{}: {what}", lint.name));
        }
    };
    want(pattern("^[a-z]+(-[a-z0-9]+)+$").is_match(&lint.name), "a name is in kebab-case");
    let since = version(&lint.since);
    want(since.is_some(), "`since` is a version");
    want(since <= version(env!("CARGO_PKG_VERSION")), "`since` is no later than this version");
    want(
        !lint.authority.is_empty() && lint.authority.iter().all(|norm| !norm.source.trim().is_empty()),
        "a lint has an authority",
    );
    want(!lint.examples.is_empty(), "a lint has an example");
    let shown = lint.examples.iter().all(|example| {
        !example.bad.trim().is_empty() && !example.good.trim().is_empty() && example.bad != example.good
    });
    want(shown, "an example has a bad and a good text");
    faults
}

#[test]
fn every_lint_is_told_in_full() {
    let lints = Catalogue::builtin().lints();
    let mut faults: Vec<String> = lints.iter().flat_map(lint_faults).collect();
    let mut seen = BTreeSet::new();
    faults.extend(
        lints.iter().filter(|lint| !seen.insert(&lint.name)).map(|lint| format!("{}: a name is used once", lint.name)),
    );
    none(&faults);
}

/// The lints that are code.
fn coded() -> BTreeSet<&'static str> {
    let lints = Catalogue::builtin().lints().iter();
    lints.filter(|lint| lint.patterns.iter().any(Pattern::is_rule)).map(|lint| &*lint.name).collect()
}

#[test]
fn rules_and_tables_name_each_other() {
    let names: Vec<&str> = rules::names().collect();
    let rules: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), rules.len(), "a rule is listed once");
    assert_eq!(coded(), rules);
}

#[test]
fn every_coded_lint_has_its_prose() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let names = entries.map(|entry| entry.expect("an entry").path());
    let prose: BTreeSet<String> =
        names.filter_map(|path| Some(path.file_name()?.to_str()?.strip_suffix(".md")?.to_owned())).collect();
    let missing = coded()
        .into_iter()
        .filter(|name| !prose.contains(*name))
        .map(|name| format!("tests/lints/{name}.md is missing"));
    let known = |name: &&String| Catalogue::builtin().get(name).is_none() && *name != "README";
    let stray = prose.iter().filter(known).map(|name| format!("tests/lints/{name}.md: no such lint"));
    none(&missing.chain(stray).collect::<Vec<_>>());
}
