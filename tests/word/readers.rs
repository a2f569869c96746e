//! What python-docx and LibreOffice see in what was written. Run where they are installed.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::builder::{Draft, NAMESPACES, numbered, paragraph, revised, run, split};
use super::programs::{all_is_tested, installed, said};
use super::{LAW, falint, folder};

/// Prints what python-docx sees: the paragraphs, and the comments, a line each.
const SEEN: &str = "import sys, docx
d = docx.Document(sys.argv[1])
for p in d.paragraphs: print('段', p.text)
for c in d.comments: print('批注', c.author, c.text)
";

/// Drafts of different making, all of the same law.
fn drafts() -> [(&'static str, Draft); 4] {
    let lines = |make: &dyn Fn(&str) -> String| LAW.lines().map(make).collect::<String>();
    let linked = |line: &str| match line.split_once("(市)") {
        Some((before, behind)) => paragraph(&format!(
            "{}<w:hyperlink w:anchor=\"a\">{}</w:hyperlink>{}",
            run(before),
            run("(市)"),
            run(behind)
        )),
        None => paragraph(&run(line)),
    };
    let counted = |line: &str| match line.split_once('　') {
        Some((_, words)) => numbered(0, &split(words)),
        None => paragraph(&run(line)),
    };
    let old = "<w:commentRangeStart w:id=\"4\"/>".to_owned()
        + &run("某市养犬条例")
        + "<w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r>";
    let (_, rest) = LAW.split_once('\n').expect("a title");
    let commented = paragraph(&old)
        + &rest.lines().map(|line| paragraph(&run(line))).collect::<String>()
        + &paragraph(&revised("ins", "第五条　乙。"));
    let comments = format!(
        "<w:comments {NAMESPACES}><w:comment w:id=\"4\" w:author=\"王五\"><w:p><w:r><w:t>旧</w:t></w:r></w:p></w:comment></w:comments>"
    );
    [
        ("runs", Draft::new(lines(&|line| paragraph(&split(line))))),
        ("linked", Draft::new(lines(&linked))),
        ("counted", Draft::new(lines(&counted)).with_numbers()),
        ("commented", Draft::new(commented).with("comments", &comments)),
    ]
}

#[test]
fn python_docx_and_libreoffice_see_what_was_written() {
    let has_docx = Command::new("python3").args(["-c", "import docx"]).output().is_ok_and(|out| out.status.success());
    assert!(
        has_docx || !all_is_tested() || !cfg!(target_os = "linux"),
        "FALINT_TEST_ALL is set, but there is no python-docx"
    );
    if !has_docx || !cfg!(target_os = "linux") || !installed(&["soffice"]) {
        return;
    }
    let folder = folder("readers");
    for (name, draft) in drafts() {
        fs::write(folder.join(format!("{name}.docx")), draft.bytes()).expect("written");
        for (flag, out) in [("--annotate", "noted"), ("--track-changes", "tracked")] {
            let line = format!("check {name}.docx --isolated {flag} {name}-{out}.docx --fail-on never");
            let done = falint(&folder, &line);
            assert!(done.status.success(), "{name}: {}", said(&done));
        }
        let old = usize::from(name == "commented");
        let mut python = Command::new("python3");
        python.args(["-c", SEEN, &format!("{name}-noted.docx")]).current_dir(&folder);
        let seen = said(&python.output().expect("python runs"));
        assert_eq!((seen.matches("批注 falint 〔").count(), seen.matches("批注 王五 旧").count()), (2, old), "{seen}");
        let mut quoted = quoted(&flat(&folder, &format!("{name}-noted")));
        quoted.retain(|words| words != "某市养犬条例");
        assert_eq!(quoted, [",", "(市)"], "{name}");
        let tracked = flat(&folder, &format!("{name}-tracked"));
        // Each fix deletes and inserts.
        let changes = tracked.matches("<text:changed-region").count();
        assert_eq!(changes, 4 + old, "{name}");
    }
}

/// A file as LibreOffice reads it, as XML in one part.
fn flat(folder: &Path, name: &str) -> String {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let convert = ["--headless", "--convert-to", "fodt", &format!("{name}.docx")];
    let out = Command::new("soffice").arg(profile).args(convert).current_dir(folder).output().expect("it runs");
    fs::read_to_string(folder.join(format!("{name}.fodt"))).unwrap_or_else(|_| panic!("{}", said(&out)))
}

/// The words that comments stand at, in order.
fn quoted(flat: &str) -> Vec<String> {
    let comments = flat.match_indices("<office:annotation office:name=\"").map(|(at, start)| at + start.len());
    let words = comments.map(|at| {
        let (id, rest) = flat[at..].split_once('"').expect("a name");
        let (_, behind) = rest.split_once("</office:annotation>").expect("it ends");
        let mark = format!("<office:annotation-end office:name=\"{id}\"/>");
        let (range, _) = behind.split_once(&mark).expect("its words end");
        range.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text).trim()).collect()
    });
    words.collect()
}
