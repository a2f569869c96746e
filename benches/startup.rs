//! How long the program takes for one article, from its start to its end: `cargo bench --bench startup`.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use divan::Bencher;

fn main() {
    divan::main();
}

const DRAFT: &str = "某市示例条例\n第一条　为了规范管理，根据有关法律、法规，制定本条例。\n";

fn bench_check(bencher: Bencher<'_, '_>, arguments: &[&str]) {
    let draft: PathBuf = env::temp_dir().join(format!("falint-startup-{}.txt", std::process::id()));
    fs::write(&draft, DRAFT).expect("a folder for temporary files");
    bencher.bench_local(|| {
        let mut check = Command::new(env!("CARGO_BIN_EXE_falint"));
        check.args(["check", "--isolated", "--fail-on", "never"]).args(arguments).arg(&draft);
        check.output().expect("the program runs")
    });
    fs::remove_file(&draft).expect("the draft is still there");
}

/// Leaves out another lint, so that both runs have the same arguments to read.
#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    bench_check(bencher, &["--ignore", "typo-dup-word"]);
}

#[divan::bench]
fn check_without_model(bencher: Bencher<'_, '_>) {
    bench_check(bencher, &["--ignore", "typo-unlikely"]);
}
