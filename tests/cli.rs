//! The whole program, as data: each file of tests/cli holds commands and what they print.
//! `TRYCMD=overwrite cargo test --test cli` rewrites them.

#[test]
fn cli() {
    let cases = trycmd::TestCases::new();
    let version = concat!("\"semanticVersion\": \"", env!("CARGO_PKG_VERSION"), "\"");
    cases.insert_var("[SEMANTIC_VERSION]", version).expect("a name of its form");
    cases.env("NO_COLOR", "1").case("tests/cli/*.trycmd").case("tests/cli/*.toml");
}
