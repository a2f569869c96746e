//! Word files from the outside: what is read of them, where findings stand, what is written into copies of them, and that no
//! damage makes falint stumble.

#[path = "word/builder.rs"]
mod builder;
#[path = "outside/programs.rs"]
mod programs;
#[path = "word/readers.rs"]
mod readers;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs};

use builder::{Draft, NAMESPACES, members, numbered, paragraph, revised, run, split};
use falint::source::edits::Edits;
use falint::source::{Annotations, Comment, Revisions, Source, Told, Unreadable, WordError};
use falint::{OutputFormat, Plan, Reach, Settings, Severity, Style, lint, mend, render};

/// A law with a half-width comma in its second article and brackets in its third.
const LAW: &str = "某市养犬条例\n第一条　为了规范养犬行为，制定本条例。\n第二条　养犬人应当登记,并定期免疫。\n\
                   第三条　县(市)人民政府负责本条例的实施。\n第四条　本条例自2026年1月1日起施行。\n";

fn read(draft: &Draft) -> Source {
    Source::from_bytes("草案.docx", draft.bytes(), None).expect("it can be read")
}

/// What is found, with its paragraph.
fn found(draft: &Draft) -> Vec<(String, String, usize)> {
    let source = read(draft);
    let report = lint(&source, &Settings { min_severity: Some(Severity::Warning), ..Settings::default() });
    let told = report.diagnostics.iter().map(|one| {
        let paragraph = source.paragraph(one.span.start).expect("it stands in one").number;
        (one.lint.to_string(), one.span.of(source.text()).to_owned(), paragraph)
    });
    told.collect()
}

fn told(lint: &str, quote: &str, paragraph: usize) -> (String, String, usize) {
    (lint.to_owned(), quote.to_owned(), paragraph)
}

#[test]
fn findings_are_those_of_the_text_whatever_the_runs() {
    let expect = [told("punct-halfwidth", ",", 3), told("punct-halfwidth", "(市)", 4)];
    let runs = |line: &str| paragraph(&split(line));
    assert_eq!(found(&Draft::of_lines(LAW)), expect);
    assert_eq!(found(&Draft::new(LAW.lines().map(runs).collect::<String>())), expect);
    // Numbers that Word counts.
    let counted = |line: &str| match line.split_once('　') {
        Some((_, words)) => numbered(0, &split(words)),
        None => paragraph(&run(line)),
    };
    let draft = Draft::new(LAW.lines().map(counted).collect::<String>()).with_numbers();
    assert_eq!(found(&draft), expect);
    assert_eq!(read(&draft).text(), LAW);
}

#[test]
fn what_a_reader_does_not_see_is_not_read() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let line = format!(
        "{}{}<w:r><w:instrText>HYPERLINK ,,</w:instrText></w:r>{}{}{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>,,</w:t></w:r>\
         <w:r><w:tab/><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r>",
        run("甲"),
        field("begin"),
        field("separate"),
        run("乙"),
        field("end"),
    );
    let both = "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
                <mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>";
    let boxed = paragraph(&format!("<w:r>{both}</w:r>{}", run("戊")));
    let source = read(&Draft::new(paragraph(&line) + &boxed + &paragraph(&run("己"))));
    assert_eq!(source.text(), "甲乙\t丙\n丁\n戊\n框\n己\n");
    let numbers = ["丁", "戊", "框", "己"].map(|c| {
        let at = source.text().find(c).expect("is there");
        source.paragraph(at).expect("it stands in one").number
    });
    assert_eq!(numbers, [1, 2, 3, 4]);
}

#[test]
fn revisions_are_read_as_accepted_or_as_they_were() {
    let gone = "<w:pPr><w:rPr><w:del w:id=\"1\" w:author=\"a\"/></w:rPr></w:pPr>";
    let body = paragraph(&(run("甲") + &revised("del", "乙") + &revised("ins", "丙")))
        + &paragraph(&format!("{gone}{}", revised("del", "整段")))
        + &paragraph(&run("丁"));
    let draft = Draft::new(body);
    let text = |revisions| {
        let told = Told { revisions, ..Told::default() };
        Source::from_bytes("a.docx", draft.bytes(), told).expect("it can be read").text().to_owned()
    };
    assert_eq!(text(Revisions::Accept), "甲丙\n丁\n");
    assert_eq!(text(Revisions::Original), "甲乙\n整段\n丁\n");
}

#[test]
fn of_a_comparison_the_draft_is_read() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", paragraph(&run(words)));
    let row = |law: &str, draft: &str, why: &str| format!("<w:tr>{}{}{}</w:tr>", cell(law), cell(draft), cell(why));
    let rows: String = LAW.lines().map(|line| row("旧文,旧文。", line, "理由,理由。")).collect();
    let table = format!("<w:tbl>{}{rows}</w:tbl>", row("现行条例", "修订草案", "说明"));
    let draft = Draft::new(paragraph(&run("对照表")) + &table);
    assert_eq!(found(&draft), [told("punct-halfwidth", ",", 12), told("punct-halfwidth", "(市)", 15)]);
}

#[test]
fn headings_and_contents_are_told_by_styles_and_fields() {
    let styles = format!(
        "<w:styles {NAMESPACES}><w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/></w:style></w:styles>"
    );
    let heading = |words: &str| paragraph(&format!("<w:pPr><w:pStyle w:val=\"2\"/></w:pPr>{}", run(words)));
    let body = paragraph(&run("某市养犬条例")) + &heading("养犬管理") + &paragraph(&run("第一条　甲。"));
    let source = read(&Draft::new(body).with("styles", &styles));
    let styles: Vec<_> = source.prose_lines().iter().map(|line| line.style).collect();
    assert_eq!(styles[1], falint::source::LineStyle::Heading(2));
}

#[test]
fn places_are_paragraphs_in_every_format() {
    let source = read(&Draft::of_lines(&LAW.replace("第二条", "\n第二条")));
    let report = lint(&source, &Settings { select: vec!["punct-halfwidth".into()], ..Settings::default() });
    for (format, expect) in [
        (OutputFormat::Concise, "草案.docx:4:12: error[punct-halfwidth]"),
        (OutputFormat::Full, "草案.docx 第二条（第4段）"),
        (OutputFormat::Json, "\"start\":{\"line\":4,\"column\":12,\"offset\":111,\"paragraph\":4}"),
        (OutputFormat::Github, "file=草案.docx,line=4,endLine=4,col=12"),
        (OutputFormat::Gitlab, "\"line\":4"),
        (OutputFormat::Sarif, "\"startLine\":4"),
        (OutputFormat::Checkstyle, "line=\"4\" column=\"12\""),
        (OutputFormat::Junit, "草案.docx:4:12"),
        (OutputFormat::Rdjson, "\"line\":4"),
    ] {
        let out = render(&source, &report, format, Style::default());
        let out = out.replace(": ", ":").replace(", \"", ",\"");
        let expect = expect.replace(": ", ":");
        assert!(out.contains(&expect), "{expect}\n{out}");
        assert!(format != OutputFormat::Rdjson || !out.contains("suggestions"), "{out}");
    }
}

/// A file with comments at these words, and with these fixes.
fn annotated(draft: &Draft, words: &[&str], changes: &Edits) -> Vec<u8> {
    let source = read(draft);
    let comment = |word: &&str| {
        let start = source.text().find(word).expect("it is there");
        Comment { span: falint::Span::new(start, start + word.len()), words: format!("说“{word}”<>") }
    };
    let comments: Vec<Comment> = words.iter().map(comment).collect();
    let told = Annotations { comments: &comments, changes, author: "甲&乙", date: "2026-01-01T00:00:00Z" };
    source.annotated(&told).expect("it can be written")
}

/// The words between the marks of each comment, and all that the comments say.
fn comments(bytes: &[u8]) -> (Vec<String>, String) {
    let members = members(bytes);
    let (document, said) = (&members["word/document.xml"].1, &members["word/comments.xml"].1);
    let mut quoted = Vec::new();
    for (at, start) in document.match_indices("<w:commentRangeStart w:id=\"") {
        let id: String = document[at + start.len()..].chars().take_while(char::is_ascii_digit).collect();
        let [end, reference] = ["commentRangeEnd", "commentReference"].map(|mark| {
            let mark = format!("<w:{mark} w:id=\"{id}\"/>");
            assert_eq!(document.matches(&mark).count(), 1, "{document}");
            document.find(&mark).expect("it is there")
        });
        assert!(at < end && end < reference && said.matches(&format!("<w:comment w:id=\"{id}\"")).count() == 1);
        quoted.push(words(&document[at..end]));
    }
    (quoted, said.clone())
}

/// What stands between the tags of words.
fn words(xml: &str) -> String {
    let parts = xml.split("<w:t").skip(1).filter_map(|part| part.split_once('>'));
    parts
        .filter(|(tag, _)| !tag.contains("ab"))
        .filter_map(|(_, rest)| rest.split_once("</w:t>"))
        .map(|(words, _)| words)
        .collect()
}

#[test]
fn comments_stand_at_the_words_and_nothing_else_changes() {
    let old =
        format!("<w:comments {NAMESPACES}><w:comment w:id=\"7\" w:author=\"王五\"><w:p/></w:comment></w:comments>");
    let marks = "<w:commentRangeStart w:id=\"7\"/>".to_owned()
        + &run("旧")
        + "<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>";
    let lines: String = LAW.lines().map(|line| paragraph(&split(line))).collect();
    let draft = Draft::new(lines + &paragraph(&marks)).with("comments", &old).with("styles", "<w:styles/>");
    let before = draft.bytes();
    let after = annotated(&draft, &["登记,并", "(市)", "养犬"], &Edits::default());
    let (quoted, said) = comments(&after);
    assert_eq!(quoted, ["养犬", "登记,并", "(市)", "旧"]);
    assert!(said.contains("w:id=\"7\" w:author=\"王五\"") && said.contains("w:author=\"甲&amp;乙\""), "{said}");
    assert!(said.contains("说“(市)”&lt;&gt;"), "{said}");
    let (old, new) = (members(&before), members(&after));
    assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
    for (name, (bytes, _)) in &old {
        let may_change = ["word/document.xml", "word/comments.xml"].contains(&name.as_str());
        assert!(may_change || new[name].0 == *bytes, "{name}");
    }
    assert_eq!(words(&old["word/document.xml"].1), words(&new["word/document.xml"].1));
    assert_eq!(annotated(&draft, &[], &Edits::default()), before);
}

#[test]
fn a_file_without_comments_gets_their_part() {
    let after = annotated(&Draft::of_lines(LAW), &["(市)"], &Edits::default());
    let members = members(&after);
    assert!(members["word/_rels/document.xml.rels"].1.contains("/comments\" Target=\"comments.xml\""));
    assert!(members["[Content_Types].xml"].1.contains("PartName=\"/word/comments.xml\""));
    assert_eq!(comments(&after).0, ["(市)"]);
}

#[test]
fn fixes_are_tracked_and_can_be_rejected() {
    let runs: String = LAW.lines().map(|line| paragraph(&split(line))).collect();
    for body in [runs, LAW.lines().map(|line| paragraph(&run(line))).collect()] {
        let draft = Draft::new(body);
        let plan = Plan::new(&Settings { select: vec!["punct-halfwidth".into()], ..Settings::default() });
        let mended = mend(read(&draft), &plan, Reach::Safe).expect("it can be mended");
        let document = members(&annotated(&draft, &["(市)"], &mended.edits))["word/document.xml"].1.clone();
        let accepted = words(&document);
        assert_eq!(accepted, LAW.replace('\n', "").replace(',', "，").replace("(市)", "（市）"));
        // Rejected: what is inserted goes, what is deleted comes back.
        let kept: String =
            document.split("<w:ins ").map(|part| part.split_once("</w:ins>").map_or(part, |(_, rest)| rest)).collect();
        let rejected = kept.replace("w:delText", "w:t");
        assert_eq!(words(&rejected), LAW.replace('\n', ""));
        // Only words go in, in the form of those that they replace.
        assert!(document.contains("<w:ins w:id=") && document.matches("<w:rPr><w:b/></w:rPr>").count() > 5);
    }
}

#[test]
fn what_cannot_be_rejected_again_is_no_fix() {
    let comma = |inner: &str| Draft::new(paragraph(&run("某市条例")) + &paragraph(inner));
    let fixes = |draft: &Draft| {
        let report = lint(&read(draft), &Settings { select: vec!["punct-halfwidth".into()], ..Settings::default() });
        report.diagnostics.iter().map(|one| one.fix.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(fixes(&comma(&run("第一条　甲,乙。"))), [true]);
    // In what somebody else has inserted, and over the edge of a link.
    assert_eq!(fixes(&comma(&(run("第一条　甲") + &revised("ins", ",") + &run("乙。")))), [false]);
    let link = format!("{}<w:hyperlink>{}</w:hyperlink>{}", run("第一条　县"), run("(市"), run(")人民政府负责。"));
    assert_eq!(fixes(&comma(&link)), [false]);
}

#[test]
fn what_is_no_word_file_is_refused() {
    let error = |bytes: Vec<u8>| match Source::from_bytes("草案.docx", bytes, None) {
        Err(Unreadable::Word(error)) => error,
        other => panic!("{other:?}"),
    };
    let whole = Draft::of_lines(LAW).bytes();
    assert!(matches!(error(whole[..whole.len() * 2 / 3].to_vec()), WordError::Damaged(_)));
    assert_eq!(error("第一条　甲。".into()), WordError::NotWord);
    let picture = Draft::new(paragraph("<w:r><w:drawing/></w:r>"));
    assert_eq!(error(picture.bytes()), WordError::NoText);
    let entities = builder::zip::zip(&[("word/document.xml".to_owned(), "<!DOCTYPE a><w:document/>".to_owned())]);
    assert!(matches!(error(entities), WordError::Doctype(_, 0)));
}

/// Reads a file, and writes into it where it can be read: what was written is a Word file again.
fn try_all(bytes: Vec<u8>) {
    let Ok(source) = Source::from_bytes("草案.docx", bytes, None) else { return };
    let report = lint(&source, &Settings { select: vec!["punctuation".into()], ..Settings::default() });
    let comment = |one: &falint::Diagnostic| Comment { span: one.span, words: one.message.clone() };
    let comments: Vec<Comment> = report.diagnostics.iter().map(comment).collect();
    let plan = Plan::new(&Settings { select: vec!["punct-halfwidth".into()], ..Settings::default() });
    let changes = mend(source.clone(), &plan, Reach::Safe).map(|mended| mended.edits).unwrap_or_default();
    let told = Annotations { comments: &comments, changes: &changes, author: "甲", date: "2026-01-01T00:00:00Z" };
    if let Ok(out) = source.annotated(&told) {
        members(&out);
        Source::from_bytes("草案.docx", out, None).expect("what was written can be read");
    }
}

#[test]
fn no_prefix_of_a_file_makes_falint_stumble() {
    let bytes = Draft::of_lines(LAW).with_numbers().bytes();
    (0..bytes.len()).for_each(|end| try_all(bytes[..end].to_vec()));
}

#[test]
fn no_damage_makes_falint_stumble() {
    let bytes = Draft::new(paragraph(&(run("第一条　甲,乙") + &revised("ins", "(市)")))).bytes();
    for at in 0..bytes.len() {
        for flip in [0x01, 0xFF] {
            let mut bytes = bytes.clone();
            bytes[at] ^= flip;
            try_all(bytes);
        }
    }
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("word").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn falint(folder: &Path, line: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_falint"));
    command.current_dir(folder).args(line.split(' ')).env("SOURCE_DATE_EPOCH", "1767225600");
    command.output().expect("falint runs")
}

/// What a run said besides its report.
fn complaints(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn copies_are_written_and_drafts_are_not() {
    let folder = folder("copies");
    let draft = Draft::of_lines(LAW).bytes();
    fs::write(folder.join("草案.docx"), &draft).expect("written");
    fs::write(folder.join("~$草案.docx"), "锁").expect("written");
    let out =
        falint(&folder, "check 草案.docx --isolated --annotate 批注.docx --track-changes 批注.docx --author 李四");
    assert_eq!(out.status.code(), Some(1), "{}", complaints(&out));
    assert_eq!(complaints(&out), "已写 2 条批注、2 处修订：批注.docx\n");
    let first = fs::read(folder.join("批注.docx")).expect("it is there");
    let said_in = &members(&first)["word/comments.xml"].1;
    for words in ["〔punct-halfwidth〕", "已用修订改好", "w:author=\"李四\"", "w:date=\"2026-01-01T00:00:00Z\""]
    {
        assert!(said_in.contains(words), "{words}: {said_in}");
    }
    assert_eq!(fs::read(folder.join("草案.docx")).expect("it is there"), draft);
    // The same again, from the folder: the copy is no draft, nor is the mark of an open file.
    falint(&folder, "check . --isolated --annotate 批注.docx --track-changes 批注.docx --author 李四");
    assert_eq!(fs::read(folder.join("批注.docx")).expect("it is there"), first);
    let itself = falint(&folder, "check 草案.docx --isolated --annotate ./草案.docx");
    assert_eq!((itself.status.code(), fs::read(folder.join("草案.docx")).expect("there")), (Some(2), draft));
    let fix = falint(&folder, "check 草案.docx --isolated --fix");
    assert!(fix.status.code() == Some(2) && complaints(&fix).contains("--track-changes"), "{}", complaints(&fix));
}

#[test]
fn several_drafts_have_their_copies_in_a_folder() {
    let folder = folder("several");
    fs::create_dir_all(folder.join("稿/乙")).expect("a folder");
    for path in ["稿/甲.docx", "稿/乙/甲.docx"] {
        fs::write(folder.join(path), Draft::of_lines(LAW).bytes()).expect("written");
    }
    fs::write(folder.join("稿/丙.txt"), LAW).expect("written");
    fs::write(folder.join("稿/坏.docx"), "不是").expect("written");
    let out = falint(&folder, "check 稿 --isolated --annotate 批注");
    assert_eq!(out.status.code(), Some(2), "{}", complaints(&out));
    assert!(complaints(&out).contains("坏.docx：不是 Word 文件"), "{}", complaints(&out));
    let written =
        ["批注/甲.docx", "批注/乙/甲.docx", "批注/丙.txt", "批注/坏.docx"].map(|path| folder.join(path).exists());
    assert_eq!(written, [true, true, false, false]);
}

/// What the settings of a folder say of its drafts holds for Word files.
#[test]
fn settings_and_baselines_hold_for_word_files() {
    let folder = folder("settings");
    fs::write(folder.join("草案.docx"), Draft::of_lines(LAW).bytes()).expect("written");
    let check = |settings: &str, line: &str| {
        fs::write(folder.join("falint.toml"), settings).expect("written");
        let out = falint(&folder, line);
        (out.status.code(), String::from_utf8_lossy(&out.stdout).into_owned())
    };
    let concise = "check 草案.docx --output-format concise";
    let (code, said) = check("", concise);
    assert_eq!(code, Some(1));
    assert!(said.contains("草案.docx:3:12:") && said.contains("草案.docx:4:6:"), "{said}");
    assert!(said.contains("2 处可用 --track-changes 写成修订。") && !said.contains("--fix"), "{said}");
    let (code, _) = check("[[override]]\npaths = [\"*.docx\"]\nignore = [\"punct-halfwidth\"]\n", concise);
    assert_eq!(code, Some(0));
    let at = "[[ignore-at]]\npath = \"草案.docx\"\nat = \"第二条\"\nlint = \"punct-halfwidth\"\nreason = \"试\"\n";
    let (code, said) = check(at, concise);
    assert_eq!(code, Some(1));
    assert!(!said.contains("草案.docx:3:") && said.contains("草案.docx:4:6:"), "{said}");
    let (code, _) = check("", "baseline 草案.docx");
    assert_eq!(code, Some(0));
    let (code, said) = check("", "check 草案.docx --baseline falint-baseline.jsonl");
    assert!(code == Some(0) && said.contains("另有 2 处在基线里"), "{said}");
}

/// What comes from standard input is what its name and its bytes say.
#[test]
fn a_word_file_comes_from_standard_input() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_falint"));
    command.args(["check", "-", "--stdin-filename", "草案.docx", "--isolated", "--output-format", "concise"]);
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("falint runs");
    running.stdin.take().expect("a pipe").write_all(&Draft::of_lines(LAW).bytes()).expect("it reads");
    let out = running.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.code() == Some(1) && said.contains("草案.docx:3:12:"), "{said}");
}
