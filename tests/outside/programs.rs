//! Programs that are not ours, which a test needs and a machine may not have.

use std::env;
use std::process::{Command, Output};

/// Whether nothing may be left out, as in CI: a program that is missing is then a failure, and falint is built anew where
/// that is what is tested.
pub(crate) fn all_is_tested() -> bool {
    env::var_os("FALINT_TEST_ALL").is_some()
}

/// Whether all programs are there.
pub(crate) fn installed(programs: &[&str]) -> bool {
    let found = |program: &&&str| Command::new(program).arg("--version").output().is_ok_and(|o| o.status.success());
    let missing: Vec<&&str> = programs.iter().filter(|program| !found(program)).collect();
    if missing.is_empty() {
        return true;
    }
    assert!(!all_is_tested(), "FALINT_TEST_ALL is set, but {missing:?} cannot be run");
    println!("skipped: {missing:?} cannot be run");
    false
}

/// All that a program said.
pub(crate) fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
