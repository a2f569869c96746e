//! Completions, loaded by the real shells: what a shell offers for a command line that is begun.
//!
//! A shell that is not installed is passed over with a line that says so; CI installs bash, zsh and fish.

#![allow(clippy::print_stdout, reason = "what is passed over is said")]

#[path = "outside/programs.rs"]
mod programs;

use std::path::Path;
use std::process::Command;

use programs::{installed, said};

const FALINT: &str = env!("CARGO_BIN_EXE_falint");

/// Begun command lines, and what must be among what is offered.
const BEGUN: &[(&str, &str)] = &[
    ("falint ch", "check"),
    ("falint check --sel", "--select"),
    ("falint check --select article-number-g", "article-number-gap"),
    ("falint check --ignore layo", "layout"),
    ("falint check --kind local-ru", "local-rule"),
    ("falint check --output-format conc", "concise"),
    ("falint explain punct-dou", "punct-double"),
    ("falint config sch", "schema"),
    ("falint completions power", "powershell"),
];

/// What a script of a shell prints, with falint on the path.
fn output(shell: &str, arguments: &[&str], script: &str) -> String {
    let folder = Path::new(FALINT).parent().expect("the program stands in a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path =
        std::env::join_paths([folder.to_owned()].into_iter().chain(std::env::split_paths(&path))).expect("a path");
    let out = Command::new(shell).args(arguments).arg("-c").arg(script).env("PATH", path).output().expect("it runs");
    assert!(out.status.success(), "{shell}: {}", said(&out));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn offers(shell: &str, begun: &str, offered: &str, wanted: &str) {
    let words: Vec<&str> = offered.split_whitespace().collect();
    assert!(words.contains(&wanted), "{shell} offers for `{begun}`: {offered}");
}

#[test]
fn bash_completes() {
    if !installed(&["bash"]) {
        return;
    }
    for (begun, wanted) in BEGUN {
        let script = format!(
            "source <(falint completions bash)\n\
             COMP_WORDS=({begun}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_LINE='{begun}'\n\
             _falint falint \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD - 1]}}\"\n\
             echo \"${{COMPREPLY[@]}}\""
        );
        offers("bash", begun, &output("bash", &["--norc"], &script), wanted);
    }
}

#[test]
fn fish_completes() {
    if !installed(&["fish"]) {
        return;
    }
    for (begun, wanted) in BEGUN {
        let script = format!("falint completions fish | source\ncomplete -C '{begun}'");
        offers("fish", begun, &output("fish", &["--no-config"], &script), wanted);
    }
}

/// zsh completes in a terminal only: one is made for it, and a tab is typed.
#[test]
fn zsh_completes() {
    if !installed(&["zsh"]) {
        return;
    }
    for (begun, wanted) in BEGUN {
        let script = format!(
            "zmodload zsh/zpty\n\
             zpty shell zsh -f -i\n\
             zpty -w shell 'PROMPT=; autoload -U compinit; compinit -u -D; source <(falint completions zsh); echo re''ady'\n\
             zpty -r -m shell said '*ready*' || exit 1\n\
             zpty -w -n shell $'{begun}\\t'\n\
             zpty -r -m shell said '*{wanted}*' || exit 1\n\
             print -r -- \"$said\"\n\
             zpty -d shell"
        );
        let said = output("timeout", &["20", "zsh", "-f"], &script);
        assert!(said.contains(wanted), "zsh offers for `{begun}`: {said}");
    }
}

#[test]
fn powershell_takes_the_script() {
    // Debian has no PowerShell: CI passes it over, too.
    if Command::new("pwsh").arg("--version").output().is_err() {
        println!("skipped: pwsh cannot be run");
        return;
    }
    for (begun, wanted) in BEGUN {
        let script = format!(
            "falint completions powershell | Out-String | Invoke-Expression\n\
             (TabExpansion2 -inputScript '{begun}' -cursorColumn {}).CompletionMatches.CompletionText",
            begun.len()
        );
        offers("pwsh", begun, &output("pwsh", &["-NoProfile"], &script), wanted);
    }
}
