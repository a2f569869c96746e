//! The binary: hands its arguments to the command line and returns its exit code.

fn main() -> std::process::ExitCode {
    falint::cli::run(std::env::args_os().collect())
}
