//! The schema of falint.toml, held by a validator against the configurations in this repository: it takes what falint
//! takes, and refuses what falint refuses.

use std::path::{Path, PathBuf};

use falint::catalogue::Catalogue;
use falint::config::{self, schema::schema};
use falint::lang::Lang;
use falint::source::Source;
use jsonschema::Validator;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn validator() -> Validator {
    jsonschema::draft7::new(&schema(Catalogue::builtin())).expect("a schema")
}

/// What a validator says of a falint.toml.
fn said(validator: &Validator, text: &str) -> Vec<String> {
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => return vec![error.to_string()],
    };
    let value = serde_json::to_value(table).expect("a table is an object");
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Whether falint finds nothing wrong in it.
fn is_right(text: &str) -> bool {
    let (_, report) = config::read(&Source::from_text("falint.toml", text), Catalogue::builtin(), Lang::Zh);
    report.diagnostics.is_empty()
}

/// The files of that name below tests/.
fn configurations(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            configurations(&path, out);
        } else if path.file_name().is_some_and(|name| name == config::FILE_NAME) {
            out.push(path);
        }
    }
}

#[test]
fn the_validator_and_falint_agree_on_every_configuration_here() {
    let validator = validator();
    let mut files = Vec::new();
    configurations(&root().join("tests"), &mut files);
    assert!(files.len() > 5, "{files:?}");
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        // Which lints a user has, a schema for all cannot know.
        if !text.contains("lints = ") {
            let said = said(&validator, &text);
            assert_eq!(said.is_empty(), is_right(&text), "{}: {said:?}", path.display());
        }
    }
}

#[test]
fn the_examples_in_the_readmes_are_right() {
    let validator = validator();
    for name in ["README.md", "README.en.md"] {
        let page = std::fs::read_to_string(root().join(name)).expect("a page");
        let blocks = page.split("```toml\n").skip(1).filter_map(|block| block.split("```").next());
        // Lints of a user's own, and editors' files, are TOML of another kind.
        let other = |block: &&str| ["[[lint]]", "[language-server"].iter().any(|table| block.contains(table));
        let configurations: Vec<&str> = blocks.filter(|block| !other(block)).collect();
        assert!(!configurations.is_empty(), "{name}");
        for text in configurations {
            assert_eq!(said(&validator, text), [""; 0], "{name}");
            assert!(is_right(text), "{name}: {text}");
        }
    }
}

#[test]
fn what_is_wrong_is_refused_by_both() {
    let validator = validator();
    for wrong in [
        "selct = []",
        "kind = \"local\"",
        "select = [\"punct-dubble\"]",
        "[severity]\npunct-double = \"fatal\"",
        "[severity]\nnumerals = \"error\"",
        "[lint.num-style-profile]\nfrom = \"chinese\"",
        "[lint.num-style-profile]\nform = \"roman\"",
        "[lint.num-style-mixed]\nform = \"chinese\"",
        "[lint.chapters-threshold]\nundivided = 0",
        "[lint.term-variant]\nprefer = [\"科硏机构\"]",
        "[[override]]\nkind = \"law\"",
        "[[override]]\npaths = [\"a\"]\nexclude = [\"b\"]",
        "exclude = \"a\"",
        "words = [3]",
    ] {
        assert!(!said(&validator, wrong).is_empty(), "the validator takes {wrong}");
        assert!(!is_right(wrong), "falint takes {wrong}");
    }
}
