//! `check --fix` on real files: their bytes, their encodings, their permissions; what cannot be written stays as it was.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use falint::diagnostic::Severity;
use falint::fix::{Reach, mend};
use falint::lint::{Plan, Settings, lint};
use falint::source::encoding::{decode, encode};
use falint::source::{Encoding, Source};

const ENCODINGS: [Encoding; 5] =
    [Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030];

/// A draft with two safe fixes and a rare character, with no line end at its end.
const DRAFT: &str = "\
某市养犬管理条例\n\n\u{3000}\u{3000}第一条　为了规范养犬,制定本条例。\n\
\u{3000}\u{3000}第二条　𠮷林街道的养犬人应当作出承诺。\n\
\u{3000}\u{3000}第三条　养犬人做出承诺的，可以减免费用。\n\
\u{3000}\u{3000}第四条　本条例自2026年5月1日起施行。";

fn mended() -> String {
    DRAFT.replace(',', "，").replace("做出", "作出")
}

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("falint-fix-{}-{name}", std::process::id()));
        fs::create_dir_all(&root).expect("can be made");
        Self(root)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("can be written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn falint(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_falint"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).output().expect("runs")
}

fn piped(arguments: &[&str], bytes: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_falint"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    child.stdin.take().expect("a pipe").write_all(bytes).expect("is read");
    child.wait_with_output().expect("ends")
}

#[test]
fn files_keep_their_encoding_and_their_line_ends() {
    let folder = Folder::new("encodings");
    for encoding in ENCODINGS {
        for end in ["\n", "\r\n", "\r"] {
            let bytes = |text: &str| encode(&text.replace('\n', end), encoding).expect("can be written");
            let path = folder.write("draft.txt", &bytes(DRAFT));
            let out = falint(&["check", "--isolated", "--fix", "draft.txt"], &folder.0);
            assert_eq!(out.status.code(), Some(0), "{encoding:?} {end:?}: {out:?}");
            let now = fs::read(&path).expect("is there");
            assert_eq!(now, bytes(&mended()), "{encoding:?} {end:?}: {:?}", decode(&now, None));
            let again = falint(&["check", "--isolated", "--diff", "draft.txt"], &folder.0);
            assert_eq!((again.status.code(), again.stdout.len()), (Some(0), 0), "{encoding:?} {end:?}: {again:?}");
        }
    }
    assert_eq!(fs::read_dir(&folder.0).expect("is there").count(), 1, "nothing is left beside the file");
}

#[test]
fn what_is_put_in_ends_its_lines_as_the_file_does() {
    let text = "某市养犬管理条例\r\n第一章　总则　第一条　为了规范养犬，制定本条例。\r\n第二章　附则\r\n第二条　本条例自2026年5月1日起施行。\r\n";
    let settings = Settings { select: vec!["layout-heading-inline".to_owned()], ..Settings::default() };
    let mended =
        mend(Source::from_text("a.txt", text), &Plan::new(&settings), Reach::Unsafe).expect("it can be written");
    assert_eq!(mended.source.text(), text.replace("总则　第一条", "总则\r\n第一条"));
}

#[test]
fn a_diff_writes_nothing() {
    let folder = Folder::new("diff");
    let path = folder.write("draft.txt", DRAFT.as_bytes());
    let out = falint(&["check", "--isolated", "--fix", "--diff", "draft.txt"], &folder.0);
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stdout).contains("+\u{3000}\u{3000}第一条　为了规范养犬，制定本条例。"));
    assert_eq!(fs::read(&path).expect("is there"), DRAFT.as_bytes());
}

#[test]
fn a_diff_can_be_applied() {
    if Command::new("patch").arg("--version").output().is_err() {
        return;
    }
    let folder = Folder::new("patch");
    let path = folder.write("draft.txt", DRAFT.as_bytes());
    let diff = falint(&["check", "--isolated", "--diff", "-o", "draft.diff", "draft.txt"], &folder.0);
    assert_eq!((diff.status.code(), diff.stdout.len()), (Some(1), 0));
    let patch = Command::new("patch").current_dir(&folder.0).args(["-i", "draft.diff", "draft.txt"]).output();
    assert!(patch.expect("runs").status.success());
    assert_eq!(fs::read_to_string(&path).expect("is there"), mended());
}

#[test]
fn standard_input_goes_through() {
    let out = piped(&["check", "--isolated", "--fix", "-"], DRAFT.as_bytes());
    assert_eq!(String::from_utf8_lossy(&out.stdout), mended());
    assert!(String::from_utf8_lossy(&out.stderr).contains("修正 2 处"), "{out:?}");
    // What has nothing to mend, and what cannot be read, comes out as it went in.
    for bytes in [mended().as_bytes(), b"\xff\xff\xff"] {
        assert_eq!(piped(&["check", "--isolated", "--fix", "-"], bytes).stdout, bytes);
    }
    let diff = piped(&["check", "--isolated", "--diff", "-"], DRAFT.as_bytes());
    assert!(diff.stdout.starts_with(b"--- -\n+++ -\n"), "{diff:?}");
}

#[test]
fn what_no_fix_touches_stays_byte_for_byte() {
    let folder = Folder::new("bytes");
    // A byte order mark of GB18030 is no part of the text, and nobody would write it today.
    let odd = |text: &str| {
        let mut bytes = b"\x84\x31\x95\x33".to_vec();
        bytes.extend(encode(text, Encoding::Gb18030).expect("can be written"));
        bytes
    };
    let file = folder.write("a.txt", &odd(DRAFT));
    let out = falint(&["check", "--isolated", "--fix", "."], &folder.0);
    assert_eq!(out.status.code(), Some(0), "{out:?}");
    assert_eq!(fs::read(&file).expect("is there"), odd(&mended()));
    assert_eq!(piped(&["check", "--isolated", "--fix", "-"], &odd(DRAFT)).stdout, odd(&mended()));
}

#[test]
#[cfg(unix)]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = Folder::new("links");
    let (file, closed) = (folder.write("draft.txt", DRAFT.as_bytes()), folder.write("closed.txt", DRAFT.as_bytes()));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("can be set");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o440)).expect("can be set");
    symlink("draft.txt", folder.0.join("link.txt")).expect("can be made");
    assert_eq!(falint(&["check", "--isolated", "--fix", "link.txt"], &folder.0).status.code(), Some(0));
    assert!(fs::symlink_metadata(folder.0.join("link.txt")).expect("is there").is_symlink());
    assert_eq!(fs::read_to_string(&file).expect("is there"), mended());
    assert_eq!(fs::metadata(&file).expect("is there").permissions().mode() & 0o777, 0o640);
    let out = falint(&["check", "--isolated", "--fix", "closed.txt"], &folder.0);
    assert_eq!(out.status.code(), Some(2), "{out:?}");
    assert!(String::from_utf8_lossy(&out.stderr).contains("closed.txt：没有写入的权限"), "{out:?}");
    assert_eq!(fs::read_to_string(&closed).expect("is there"), DRAFT);
}

/// Real laws, as they are and with all their marks half-width: nothing is left to mend, and no new fault is told.
#[test]
fn real_laws_are_mended_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/laws");
    for entry in fs::read_dir(folder).expect("is there") {
        let path = entry.expect("can be read").path();
        let (text, _) = decode(&fs::read(&path).expect("can be read"), None)
            .map(|(text, encoding)| (text.into_owned(), encoding))
            .expect("can be decoded");
        let narrow: String = text
            .chars()
            .map(|c| match c {
                '，' => ',',
                '；' => ';',
                '：' => ':',
                '（' => '(',
                '）' => ')',
                c => c,
            })
            .collect();
        let name = path.display().to_string();
        for (text, reach) in [(&text, Reach::Safe), (&text, Reach::Unsafe), (&narrow, Reach::Safe)] {
            let mended = mend(Source::from_text(&name, text), &Plan::default(), reach).expect("it can be written");
            assert!(mended.at_odds.is_empty(), "{name}: {:?}", mended.at_odds);
            let again = mend(mended.source.clone(), &Plan::default(), reach).expect("it can be written");
            assert_eq!((again.applied, again.source.text()), (0, mended.source.text()), "{name}");
            let left = mended.report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
            // One that would make something new be said stays.
            assert!(left.filter(|fix| reach.takes(fix.applicability)).count() <= 1, "{name}");
            let before = lint(&Source::from_text(&name, text), &Settings::default());
            let known: Vec<&str> = before.diagnostics.iter().map(|diagnostic| &*diagnostic.lint).collect();
            let new: Vec<_> = mended
                .report
                .diagnostics
                .iter()
                .filter(|one| one.severity > Severity::Advice && !known.contains(&&*one.lint))
                .collect();
            assert!(new.is_empty(), "{name}: {new:?}");
        }
    }
}
