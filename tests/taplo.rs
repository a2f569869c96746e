//! The schema of falint.toml in the real taplo, as an editor uses it: by the `#:schema` line that `falint config init`
//! writes. Passed over with a line that says so where taplo is not installed; CI installs it.

#![allow(clippy::print_stdout, reason = "what is passed over is said")]

#[path = "outside/programs.rs"]
mod programs;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use programs::{installed, said};

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("falint-taplo-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("can be made");
        Self(path)
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        Command::new(program).args(arguments).current_dir(&self.0).output().expect("it runs")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn taplo_finds_the_schema_and_checks_by_it() {
    if !installed(&["taplo"]) {
        return;
    }
    let folder = Folder::new();
    std::fs::write(folder.0.join("草案.txt"), "鞍山市养犬管理条例\n第一条　养犬应当登记。\n").expect("can be written");
    let init = folder.run(env!("CARGO_BIN_EXE_falint"), &["config", "init"]);
    assert!(init.status.success(), "{}", said(&init));
    let good = folder.run("taplo", &["lint", "falint.toml"]);
    assert!(good.status.success(), "{}", said(&good));
    let file: &Path = &folder.0.join("falint.toml");
    let text = std::fs::read_to_string(file).expect("it was written");
    for (right, wrong) in [
        ("ignore = []", "ingore = []"),
        ("select = [\"all\"]", "select = [\"punct-dubble\"]"),
        ("# [severity]\n# term-variant = \"error\"", "[severity]\nterm-variant = \"fatal\""),
        ("# [lint.num-style-profile]\n# form = \"chinese\"", "[lint.num-style-profile]\nfrom = \"chinese\""),
    ] {
        assert!(text.contains(right), "{text}");
        std::fs::write(file, text.replace(right, wrong)).expect("can be written");
        let bad = folder.run("taplo", &["lint", "falint.toml"]);
        assert!(!bad.status.success(), "taplo takes {wrong}");
    }
}
