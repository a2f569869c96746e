//! action.yml, run as GitHub's runner would: annotations, SARIF, outputs, the exit code of every `fail-on`, inputs that
//! mean harm, and every way to come by falint. On Windows .github/workflows/action.yml tries it.
#![cfg(unix)]

#[path = "outside/programs.rs"]
mod programs;
#[path = "outside/runner.rs"]
mod runner;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use programs::{all_is_tested, installed};
use runner::{Done, Job};
use serde_json::Value;

/// A draft with its effective date blank: one warning.
const WARNED: &str = "示例市绿化条例

第一条  为了加强绿化管理，保护绿地，改善生态环境，根据有关法律、行政法规，结合本市实际，制定本条例。

第二条  本市行政区域内的绿化活动，适用本条例。

第三条  本条例自2026年  月  日起施行。
";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn with_examples(job: Job) -> Job {
    for name in ["鞍山.txt", "洛阳.md", "武汉.txt"] {
        job.write(&format!("examples/{name}"), &fs::read(root().join("examples").join(name)).expect("an example"));
    }
    job
}

/// What falint itself finds in the job's files.
fn found(job: &Job, arguments: &[&str]) -> usize {
    let output = Command::new(env!("CARGO_BIN_EXE_falint"))
        .args(["check", "--output-format", "json"])
        .args(arguments)
        .current_dir(job.workspace())
        .output()
        .expect("falint");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    report["diagnostics"].as_array().expect("findings").len()
}

fn annotations(done: &Done, kind: &str) -> usize {
    done.said.lines().filter(|line| line.starts_with(&format!("::{kind} file="))).count()
}

#[test]
fn examples_are_annotated_counted_and_written_as_sarif() {
    let job = with_examples(Job::installed("examples")).with("sarif-file", "报告/falint.sarif").with("path", "examples");
    let done = job.run();
    assert_eq!(done.code, Some(1), "{}", done.said);
    let expected = found(&job, &["examples"]);
    assert!(expected > 10, "{expected}");
    assert_eq!(done.outputs["findings"], expected.to_string());
    let blank = done.said.lines().find(|line| line.contains("effective-date-placeholder")).expect("the blank date");
    assert!(blank.starts_with("::warning file=examples/鞍山.txt,line=161,"), "{blank}");
    assert!(annotations(&done, "error") > 0, "{}", done.said);
    assert!(done.summary.contains("    examples/鞍山.txt:161:11: "), "{}", done.summary);

    let sarif = fs::read(job.workspace().join("报告/falint.sarif")).expect("the SARIF file");
    let sarif: Value = serde_json::from_slice(&sarif).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().expect("results").len(), expected);
}

#[test]
fn the_exit_code_is_as_fail_on_says_and_comes_last() {
    for (draft, codes) in [(WARNED.to_owned(), [0, 1, 1, 0]), (WARNED.replace("  月  日", "7月1日"), [0; 4])] {
        for (fail_on, code) in ["error", "warning", "advice", "never"].into_iter().zip(codes) {
            let job = Job::installed("fail-on").with("fail-on", fail_on).with("sarif-file", "falint.sarif");
            job.write("草案.txt", draft.as_bytes());
            let done = job.run();
            assert_eq!(done.code, Some(code), "{fail_on}: {}", done.said);
            assert_eq!(done.outputs["findings"], found(&job, &["."]).to_string());
            assert_eq!(annotations(&done, "warning"), found(&job, &["."]));
            assert!(job.workspace().join("falint.sarif").exists());
        }
    }
}

#[test]
fn what_cannot_be_done_fails_whatever_fail_on_says() {
    let job = Job::installed("missing").with("path", "没有.txt\n草案.txt").with("fail-on", "never");
    job.write("草案.txt", WARNED.as_bytes());
    let done = job.run();
    assert_eq!(done.code, Some(2), "{}", done.said);
    // The rest is checked nevertheless.
    assert_eq!((done.outputs["findings"].as_str(), annotations(&done, "warning")), ("1", 1));

    for (input, value) in [("fail-on", "always"), ("args", "--select no-such-lint"), ("args", "--config '没有 配对")] {
        let job = Job::installed("wrong").with(input, value);
        job.write("草案.txt", WARNED.as_bytes());
        let done = job.run();
        assert_eq!((done.code, done.outputs["findings"].as_str()), (Some(2), ""), "{input}: {}", done.said);
        assert!(!done.said.is_empty());
    }
}

#[test]
fn paths_and_arguments_may_hold_blanks() {
    let job = Job::installed("blanks")
        .with("path", "草案 （修订）/条 例.txt\n\n另一 份.md\n")
        .with("args", "--config '配置 文件.toml'\n--min-severity advice --lang \"en\"");
    job.write("草案 （修订）/条 例.txt", WARNED.as_bytes());
    job.write("另一 份.md", WARNED.as_bytes());
    job.write("不查.txt", WARNED.as_bytes());
    job.write("配置 文件.toml", "[severity]\neffective-date-placeholder = \"error\"\n".as_bytes());
    let done = job.run();
    assert_eq!(done.code, Some(1), "{}", done.said);
    assert_eq!((done.outputs["findings"].as_str(), annotations(&done, "error")), ("2", 2), "{}", done.said);
    assert!(done.said.contains("is not filled in"), "{}", done.said);
}

#[test]
fn inputs_are_never_run() {
    let harm = [
        "; touch pwned",
        "$(touch pwned)",
        "`touch pwned`",
        "' ; touch pwned ; '",
        "\n touch pwned\n",
        "x${IFS}y >pwned",
        "::error::伪造\n::set-output name=findings::0",
    ];
    for text in harm {
        for inputs in [&["version"][..], &["path", "sarif-file"], &["args"], &["fail-on"]] {
            let job = inputs.iter().fold(Job::installed("harm"), |job, input| job.with(input, text));
            job.write("草案.txt", WARNED.as_bytes());
            let done = job.run();
            for folder in [job.workspace(), job.home().to_owned(), job.home().join("temp")] {
                let touched = folder.join("pwned").exists();
                assert!(!touched, "{inputs:?} {text:?}: {}", done.said);
            }
            assert!(!done.said.lines().any(|line| line.starts_with("::error::伪造")), "{inputs:?} {text:?}: {}", done.said);
            assert!(done.code.is_some(), "{inputs:?} {text:?}");
        }
    }
}

#[test]
fn file_names_are_never_commands() {
    let job = Job::installed("names");
    job.write("草案\n::error::伪造.txt", b"\xff\xff\xff");
    job.write("甲\n::error::伪造.txt", WARNED.as_bytes());
    let done = job.run();
    assert!(!done.said.lines().any(|line| line.trim_start().starts_with("::error::")), "{}", done.said);
}

/// A folder that looks like the releases on a server, with a program that says which one it is.
fn release(job: &mut Job, tag: &str) {
    let folder = job.home().join("owner/falint/releases/download").join(tag);
    let stem = format!("falint-{tag}-x86_64-unknown-linux-musl");
    fs::create_dir_all(folder.join(&stem)).expect("a folder");
    let program = format!("#!/bin/sh\ncase $1 in --version) echo 'falint, release {tag}' ;; *) exec {:?} \"$@\" ;; esac\n", env!("CARGO_BIN_EXE_falint"));
    fs::write(folder.join(&stem).join("falint"), program).expect("a program");
    let pack = format!(
        "chmod +x {stem}/falint && tar -czf {stem}.tar.gz {stem} && rm -r {stem} &&
         if command -v sha256sum; then sha256sum *.gz; else shasum -a 256 *.gz; fi | grep ' ' >SHA256SUMS"
    );
    let packed = Command::new("bash").args(["-c", &pack]).current_dir(&folder).status().expect("bash");
    assert!(packed.success());
    job.environment.insert("GITHUB_SERVER_URL", format!("file://{}", job.home().display()));
    job.context.insert("github.action_repository", "owner/falint".to_owned());
}

#[test]
fn a_release_is_fetched_and_its_checksum_verified() {
    if !installed(&["curl", "tar"]) {
        return;
    }
    // As its tag says, or as the input says, with and without the letter.
    for (reference, version) in [("v7.8.9", ""), ("main", "7.8.9"), ("main", "v7.8.9")] {
        let mut job = Job::new("release").with("version", version);
        release(&mut job, "v7.8.9");
        job.context.insert("github.action_ref", reference.to_owned());
        job.write("草案.txt", WARNED.as_bytes());
        let done = job.run();
        assert!(done.said.contains("falint, release v7.8.9"), "{}", done.said);
        assert_eq!((done.code, done.outputs["findings"].as_str()), (Some(1), "1"), "{}", done.said);
    }
    for sums in ["0000  falint-v7.8.9-x86_64-unknown-linux-musl.tar.gz\n", ""] {
        let mut job = Job::new("tampered").with("version", "7.8.9");
        release(&mut job, "v7.8.9");
        fs::write(job.home().join("owner/falint/releases/download/v7.8.9/SHA256SUMS"), sums).expect("sums");
        job.write("草案.txt", WARNED.as_bytes());
        let done = job.run();
        assert!(done.code == Some(2) && done.said.contains("校验和"), "{}", done.said);
        assert!(!done.said.contains("falint, release"), "{}", done.said);
    }
    // What was asked for is not replaced by something else.
    let mut job = Job::new("no-release").with("version", "7.8.8");
    release(&mut job, "v7.8.9");
    let done = job.run();
    assert!(done.code == Some(2) && done.said.contains("v7.8.8"), "{}", done.said);
}

/// Takes minutes where nothing is built yet; CI sets a lighter profile for it.
#[test]
fn without_a_release_falint_is_built() {
    if !all_is_tested() {
        println!("skipped: FALINT_TEST_ALL is not set");
        return;
    }
    let job = Job::new("source").with("path", "草案.txt");
    job.write("草案.txt", WARNED.as_bytes());
    let done = job.run();
    assert_eq!((done.code, done.outputs["findings"].as_str()), (Some(1), "1"), "{}", done.said);
    assert!(job.home().join("temp/falint/bin/falint").exists());
}
