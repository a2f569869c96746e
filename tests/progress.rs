//! The progress bar, on a real terminal and away from one.
#![cfg(unix)]

use std::fs;
use std::io::{PipeReader, Read as _, Write as _, pipe};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use pty_process::Size;
use pty_process::blocking::open;

const DRAFT: &str = "某市养犬条例\n第一条\u{3000}为了规范养犬行为,制定本条例。\n";
const ARGS: [&str; 10] =
    ["check", "--isolated", "--output-format", "concise", "-j", "1", "/dev/stdin", "1.txt", "2.txt", "3.txt"];

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("progress-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    for at in 1..4 {
        fs::write(folder.join(format!("{at}.txt")), DRAFT).expect("a draft");
    }
    folder
}

/// When the first file, a pipe, holds its text.
#[derive(Clone, Copy)]
enum Text {
    AtOnce,
    /// After longer than a run may take without a bar.
    Late,
}

impl Text {
    fn pipe(self) -> PipeReader {
        let (reader, mut writer) = pipe().expect("a pipe");
        thread::spawn(move || {
            if matches!(self, Self::Late) {
                thread::sleep(Duration::from_millis(1300));
            }
            writer.write_all(DRAFT.as_bytes()).expect("falint reads it");
        });
        reader
    }
}

/// What falint writes to a terminal of 30 lines.
fn on_terminal(folder: &Path, text: Text, lang: &str, term: &str) -> String {
    let (mut pty, pts) = open().expect("a terminal");
    pty.resize(Size::new(30, 120)).expect("of that size");
    let falint = pty_process::blocking::Command::new(env!("CARGO_BIN_EXE_falint"));
    let falint = falint
        .args(ARGS)
        .args(["--lang", lang])
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("TERM", term)
        .stdin(text.pipe());
    let mut child = falint.spawn(pts).expect("falint runs");
    let mut bytes = Vec::new();
    // Where the other side is closed, Linux tells an error.
    let _ = pty.read_to_end(&mut bytes);
    child.wait().expect("it ends");
    String::from_utf8(bytes).expect("UTF-8")
}

fn plain(folder: &Path, text: Text, lang: &str) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_falint"))
        .args(ARGS)
        .args(["--lang", lang])
        .current_dir(folder)
        .stdin(text.pipe())
        .output()
        .expect("falint runs");
    let words = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (words(output.stdout), words(output.stderr))
}

#[test]
fn a_long_run_shows_a_bar_and_leaves_none() {
    for (lang, words) in [("zh", "检查 "), ("en", "checking ")] {
        let folder = folder(lang);
        let (expected, _) = plain(&folder, Text::AtOnce, lang);
        let bytes = on_terminal(&folder, Text::Late, lang, "xterm");
        let bar = bytes.split(['\r', '\n']).find(|line| line.contains(words) && line.contains("/4 "));
        assert!(bar.is_some_and(|bar| bar.contains('█')), "{bytes:?}");
        // Colours end in m: there are none.
        assert!(
            !bytes
                .split("\u{1b}[")
                .skip(1)
                .any(|code| code.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m')),
            "{bytes:?}"
        );
        let mut terminal = vt100::Parser::new(30, 120, 0);
        terminal.process(bytes.as_bytes());
        assert_eq!(terminal.screen().contents().trim_end(), expected.trim_end(), "{bytes:?}");
    }
}

#[test]
fn a_short_run_shows_none() {
    let folder = folder("short");
    let (expected, _) = plain(&folder, Text::AtOnce, "zh");
    assert_eq!(on_terminal(&folder, Text::AtOnce, "zh", "xterm").replace("\r\n", "\n"), expected);
}

#[test]
fn a_terminal_that_only_takes_text_gets_none() {
    let folder = folder("dumb");
    let (expected, _) = plain(&folder, Text::AtOnce, "zh");
    assert_eq!(on_terminal(&folder, Text::Late, "zh", "dumb").replace("\r\n", "\n"), expected);
}

#[test]
fn away_from_a_terminal_there_is_none() {
    let folder = folder("away");
    let (expected, _) = plain(&folder, Text::AtOnce, "zh");
    assert_eq!(plain(&folder, Text::Late, "zh"), (expected, String::new()));
}
