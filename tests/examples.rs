//! What falint says of each draft in examples/ stands beside it, and is true. `UPDATE=1 cargo test` rewrites it.
//!
//! The README's screenful is one of them.

use std::fs;
use std::path::Path;
use std::process::Command;

fn said_of(draft: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_falint"))
        .args(["check", "--isolated", "--color", "never", "--min-severity", "advice", draft])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("falint runs");
    assert_eq!(output.status.code(), Some(1), "{draft}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn check(draft: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(draft).with_extension("out");
    let said = said_of(draft);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &said).expect("can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(said == expected, "{} is stale; UPDATE=1 cargo test rewrites it\n{said}", file.display());
}

#[test]
fn anshan() {
    check("examples/鞍山.txt");
}

#[test]
fn luoyang() {
    check("examples/洛阳.md");
}

#[test]
fn wuhan() {
    check("examples/武汉.txt");
}

/// What is said of two texts side by side.
fn compared(lang: &str, options: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_falint"))
        .args([
            "compare",
            "--isolated",
            "--color",
            "never",
            "--lang",
            lang,
            "examples/对照/现行.md",
            "examples/对照/草案.md",
        ])
        .args(options)
        .env("COLUMNS", "80")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("falint runs");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_law_beside_its_draft() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/对照/草案.out");
    let said = compared("zh", &[]);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &said).expect("can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(said == expected, "{} is stale; UPDATE=1 cargo test rewrites it\n{said}", file.display());
}

/// The block behind a command in a Markdown file.
fn screen(readme: &str, command: &str) -> String {
    let (_, behind) = readme.split_once(&format!("$ {command}\n")).expect("the README shows the command");
    behind.split_once("```").expect("the block ends").0.to_owned()
}

#[test]
fn the_readme_shows_what_is_seen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, lang) in [("README.md", "zh"), ("README.en.md", "en")] {
        let readme = fs::read_to_string(root.join(file)).expect(file).replace("\r\n", "\n");
        let output = Command::new(env!("CARGO_BIN_EXE_falint"))
            .args(["check", "--color", "never", "--lang", lang, "examples/鞍山.txt"])
            .current_dir(root)
            .output()
            .expect("falint runs");
        let command = if lang == "zh" {
            "falint check examples/鞍山.txt"
        } else {
            "falint check --lang en examples/鞍山.txt"
        };
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(screen(&readme, command) == said, "{file} is stale:\n{said}");
        let (command, said) = match lang {
            "zh" => ("falint compare --fold examples/对照/现行.md examples/对照/草案.md", compared(lang, &["--fold"])),
            _ => (
                "falint compare --fold --lang en examples/对照/现行.md examples/对照/草案.md",
                compared(lang, &["--fold"]),
            ),
        };
        assert!(screen(&readme, command) == said, "{file} is stale:\n{said}");
    }
}

#[test]
fn the_readmes_count_the_lints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let count = falint::catalogue::Catalogue::builtin().lints().len();
    for (file, words) in [("README.md", format!("现有 {count} 条规则")), ("README.en.md", format!("{count} lints in"))]
    {
        assert!(fs::read_to_string(root.join(file)).expect(file).contains(&words), "{file}: {words}");
    }
}

#[test]
fn ci_runs_the_readmes_test_command() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| fs::read_to_string(root.join(file)).expect(file);
    for file in ["README.md", "README.en.md"] {
        assert!(read(file).contains("\ncargo test --locked\n"), "{file}");
    }
    assert!(read(".ci/run").contains("\ncargo test --locked\n"));
}
