//! The output formats through the program itself: valid by the schemas that are published, the same places in each, in
//! each one's own units, whatever stands in a draft.

#[path = "formats/read.rs"]
mod read;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use falint::render::OutputFormat;
use read::{Place, READERS};
use serde_json::Value;

/// All that programs trip over, in a path.
const NAME: &str = if cfg!(windows) { "草 案%,']--&.txt" } else { "草 案%:,']]>--\"<&.txt" };

/// And in a text: CRLF beside LF and CR, an astral character, controls, marks of XML, of commands and of JSON.
const NASTY: &str = "某市𠮷养犬条例\r\n\
    第一条\u{3000}为了规范𠮷养犬行为,制定本条例。\r\
    第三条\u{3000}由“]]>&<a b='\"%0A::error::,:--\u{1b}[31m机关做出决定,\u{b}养\u{200b}犬。  \n\
    第四条\u{3000}𠮷𠮷(县)人民政府可以做出决定 \u{0}\t。\r\n\
    第五条\u{3000}本条例自2025年  月  日起施行。";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("formats-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn falint(folder: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_falint"))
        .current_dir(folder)
        .args(["check", "--min-severity", "advice"])
        .args(args)
        .output()
        .expect("falint runs");
    String::from_utf8(output.stdout).expect("reports are UTF-8")
}

fn nasty(test: &str) -> PathBuf {
    let folder = folder(test);
    fs::write(folder.join(NAME), NASTY).expect("a draft");
    folder
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn schema(name: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name);
    // As published, SARIF's pattern of languages has a bracket too many, which the validator will not read.
    let schema = fs::read_to_string(path).expect("a schema").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema = json(&schema);
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Runs in which things go well and wrong, by name: findings, none, files that cannot be read, a wrong configuration,
/// nothing to check, words in English.
fn runs() -> Vec<(&'static str, PathBuf, Vec<&'static str>)> {
    let nasty = nasty("nasty");
    let clean = folder("clean");
    fs::write(clean.join("甲.txt"), "某市养犬条例\n").expect("a draft");
    let broken = folder("broken");
    fs::write(broken.join("坏\u{202e}.txt"), b"\xff\xfe\xfd\x80").expect("no draft");
    fs::write(broken.join("好.txt"), NASTY).expect("a draft");
    let wrong = folder("wrong");
    fs::write(wrong.join("falint.toml"), "selct = [\"all\"]\n").expect("a configuration");
    fs::write(wrong.join("甲.txt"), NASTY).expect("a draft");
    let nothing = folder("nothing");
    fs::write(nothing.join("falint.toml"), "exclude = [\"*.txt\"]\n").expect("a configuration");
    fs::write(nothing.join("甲.txt"), NASTY).expect("a draft");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    vec![
        ("nasty", nasty.clone(), vec!["--isolated"]),
        ("nasty in English", nasty, vec!["--isolated", "--lang", "en"]),
        ("clean", clean.clone(), vec!["--isolated", "--select", "numerals"]),
        ("broken", broken, vec!["--isolated", ".", "没有.txt"]),
        ("broken only", clean, vec!["--isolated", "没有.txt", "也没有.txt"]),
        ("wrong", wrong, vec![]),
        ("nothing", nothing, vec!["--force-exclude", "甲.txt"]),
        ("examples", examples, vec!["--isolated"]),
    ]
}

#[test]
fn every_format_is_whole_whatever_happens() {
    let (sarif, rdjson) = (schema("sarif-2.1.0.schema.json"), schema("rdjson.schema.json"));
    for (name, folder, args) in runs() {
        let run = |format: &str| falint(&folder, &[args.as_slice(), &["--output-format", format]].concat());
        let expected = json(&run("json"));
        let findings = expected["diagnostics"].as_array().expect("a list").len();
        let errors = expected["errors"].as_array().expect("a list").len();
        let told = match name {
            "clean" | "nothing" => (false, false),
            "broken only" => (false, true),
            "broken" | "wrong" => (true, true),
            _ => (true, false),
        };
        assert_eq!((findings > 0, errors > 0), told, "{name}");
        for (validator, format) in [(&sarif, "sarif"), (&rdjson, "rdjson")] {
            let value = json(&run(format));
            let faults: Vec<String> =
                validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(faults.is_empty(), "{name}: {format}: {faults:#?}");
        }
        read::sarif_is_sound(&json(&run("sarif")), findings, errors);
        read::gitlab_is_sound(&json(&run("gitlab")), findings + errors);
        read::junit_is_sound(&run("junit"), findings, errors);
        read::checkstyle_is_sound(&run("checkstyle"), findings, errors);
        assert_eq!(json(&run("rdjson"))["diagnostics"].as_array().map(Vec::len), Some(findings + errors), "{name}");
        let annotations = read::github(&run("github"), "");
        assert!(annotations.len() <= 30 && annotations.is_empty() == (findings + errors == 0), "{name}");
        let lines: Vec<Value> = run("jsonl").lines().map(json).collect();
        assert_eq!(lines.iter().filter(|line| line.get("lint").is_some()).count(), findings, "{name}");
        assert_eq!(lines.iter().filter(|line| line.get("error").is_some()).count(), errors, "{name}");
    }
}

#[test]
fn every_format_names_the_same_places() {
    let folder = nasty("places");
    // With them GitHub would have more errors than it shows, which is another test's matter.
    let few = ["--isolated", "--ignore", "punct-bracket-mismatch,punct-ascii-quote"];
    let run = |format: &str| falint(&folder, &[few.as_slice(), &["--output-format", format]].concat());
    let expected = read::json(&run("json"), NASTY);
    assert!(expected.len() > 6, "{expected:#?}");
    assert!(expected.iter().any(|place| place.line == 4 && place.column > 6), "one behind astral characters");
    assert!(expected.iter().all(|place| place.path == NAME), "{expected:#?}");
    let rank = |place: &Place| (place.severity.clone(), place.line, place.column, place.lint.clone());
    for (format, reader) in READERS {
        let mut told = reader(&run(format), NASTY);
        let mut expected: Vec<Place> = expected.iter().map(|place| place.as_told_by(format)).collect();
        // GitHub gets errors first.
        told.sort_by_key(rank);
        expected.sort_by_key(rank);
        assert_eq!(told, expected, "{format}");
    }
}

#[test]
fn no_draft_steers_a_reader() {
    let folder = nasty("steers");
    for format in ["grouped", "jsonl", "github", "gitlab", "sarif", "junit", "checkstyle", "rdjson"] {
        let out = falint(&folder, &["--isolated", "--output-format", format]);
        assert!(!out.contains(|c: char| c.is_control() && c != '\n'), "{format}: {out:?}");
    }
}

#[test]
fn fixes_mean_the_same_in_each_format() {
    let folder = nasty("fixes");
    let run = |format: &str| json(&falint(&folder, &["--isolated", "--output-format", format]));
    let all = run("json");
    let fixes: Vec<&Value> = all["diagnostics"].as_array().expect("a list").iter().map(|d| &d["fix"]).collect();
    assert!(fixes.iter().filter(|fix| fix.is_object()).count() > 2);
    let (sarif, rdjson) = (run("sarif"), run("rdjson"));
    for (at, fix) in fixes.iter().enumerate() {
        let edits = read::edits(fix);
        assert_eq!(read::sarif_edits(&sarif["runs"][0]["results"][at], NASTY), edits);
        let (mended, suggested) = (read::mended(NASTY, &edits), read::rdjson_edits(&rdjson["diagnostics"][at], NASTY));
        assert_eq!(read::mended(NASTY, &suggested), mended);
    }
}

#[test]
fn github_is_told_of_the_first_ten_of_each_kind_in_order() {
    let folder = folder("many");
    for at in 0..60 {
        fs::write(folder.join(format!("{at:03}.txt")), NASTY).expect("a draft");
    }
    let run = |threads: &str| falint(&folder, &["--isolated", "--output-format", "github", "-j", threads]);
    let out = run("4");
    assert_eq!(out, run("1"));
    let count = |kind: &str| out.lines().filter(|line| line.starts_with(&format!("::{kind} "))).count();
    assert_eq!([count("error"), count("warning"), count("notice")], [10, 10, 10]);
    let all = read::json(&falint(&folder, &["--isolated", "--output-format", "json"]), NASTY);
    let mut shown = read::github(&out, NASTY);
    let notice = shown.pop().expect("the notice of what is not shown");
    assert_eq!(notice.lint, "falint");
    for (severity, most) in [("error", 10), ("warning", 10), ("advice", 9)] {
        let of = |places: &[Place]| -> Vec<Place> {
            places.iter().filter(|place| place.severity == severity).take(most).cloned().collect()
        };
        assert_eq!(of(&shown), of(&all).iter().map(|place| place.as_told_by("github")).collect::<Vec<_>>());
    }
    let count = |severity: &str| all.iter().filter(|place| place.severity == severity).count();
    let words = [(count("error") - 10, "处错误"), (count("warning") - 10, "处警告"), (count("advice") - 9, "条建议")];
    for (hidden, unit) in words {
        let told = format!("{hidden} {unit}");
        assert!(out.lines().filter(|line| line.contains(&told)).count() >= 2, "{told}: {out}");
    }
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let folder = folder("moved");
    let prints = |text: &str| -> Vec<String> {
        fs::write(folder.join("甲.txt"), text).expect("a draft");
        let report = json(&falint(&folder, &["--isolated", "--select", "punctuation", "--output-format", "gitlab"]));
        let print = |issue: &Value| issue["fingerprint"].as_str().expect("a text").to_owned();
        report.as_array().expect("a list").iter().map(print).collect()
    };
    let text = "某市养犬条例\n第一条\u{3000}为了规范养犬行为,制定本条例。\n第二条\u{3000}养犬应当登记,年检。\n";
    let here = prints(text);
    assert!(here.len() > 1);
    assert_eq!(here.iter().collect::<HashSet<_>>().len(), here.len());
    assert_eq!(prints(&text.replace('\n', "\n\n")), here);
}

#[test]
fn a_file_takes_what_the_screen_would() {
    let folder = nasty("written");
    for format in ["grouped", "jsonl", "github", "gitlab", "sarif", "junit", "checkstyle", "rdjson"] {
        let shown = falint(&folder, &["--isolated", "--output-format", format]);
        assert_eq!(falint(&folder, &["--isolated", "--output-format", format, "-o", "out"]), "");
        assert_eq!(fs::read_to_string(folder.join("out")).expect("the report"), shown, "{format}");
    }
}

#[test]
fn help_names_every_format() {
    let folder = folder("help");
    for lang in ["zh", "en"] {
        let help = falint(&folder, &["--help", "--lang", lang]);
        for &format in OutputFormat::ALL {
            assert!(
                help.contains(&format!(" {}", format.name())) || help.contains(&format!("：{}", format.name())),
                "{help}"
            );
        }
    }
}
