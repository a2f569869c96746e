//! The binary: hands its arguments to the command line and returns its exit code. The process is its own, so it decides
//! what is said of panics; who uses the library keeps their own hook.

use std::io::Write as _;
use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// What the latest panic said, and where it was.
static LATEST: Mutex<String> = Mutex::new(String::new());

fn main() -> ExitCode {
    panic::set_hook(Box::new(note));
    panic::catch_unwind(|| falint::cli::run(std::env::args_os().collect())).unwrap_or_else(|_| {
        let latest = LATEST.lock().unwrap_or_else(PoisonError::into_inner);
        // Where nothing can be said any more, the exit code still tells.
        let _ = writeln!(std::io::stderr(), "falint: 内部错误（internal error）：{latest}");
        ExitCode::from(2)
    })
}

/// Keeps what a panic says for the case that nobody catches it. What a rule says is in the report, or in the editor's
/// log; the standard hook would say it again, in English.
fn note(panic: &PanicHookInfo) {
    *LATEST.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
}
