//! Runs tests/lints/NAME.md: what lint NAME reports, and what it leaves alone, as prose with cases.
//!
//! A fenced block is a case: ` ```text ` is a plain draft, ` ```markdown ` a Markdown draft. 【】 mark what must be
//! reported, no more and no less; a block without marks must be silent. `\u{200B}` stands for a character that cannot be
//! seen. Lines that start with `> ` right behind a block are the messages of its findings, from the first one on. Words
//! behind the language: `kind=…`, `stage=…`; `option.NAME=…`, an option of the lint, several words with | between
//! them; `unmarked`, where 【】 belong to the draft and ⟦⟧ mark; `known-miss`, where
//! the marked spans should be found and are not yet. A block ` ```current ` is the law in force that the next draft
//! revises; behind it, ` ```revision ` is that draft, and the next block another text that speaks of the law.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use falint::catalogue::{Catalogue, OptionKind, Words};
use falint::compare::Comparison;
use falint::diagnostic::{Diagnostic, Report, Span};
use falint::document::Document;
use falint::document::tree::Hints;
use falint::document::tree::front::{Kind, Stage};
use falint::lint::{Plan, Settings, examine_beside, examine_other, lint};
use falint::options::Value;
use falint::rules;
use falint::source::Source;

#[test]
fn every_rule_has_its_file_and_every_file_its_lint() {
    let files: BTreeSet<String> = files().iter().map(|path| stem(path)).collect();
    let rules: BTreeSet<String> = rules::names().map(str::to_owned).collect();
    let missing: Vec<&String> = rules.difference(&files).collect();
    assert!(missing.is_empty(), "rules without tests/lints/NAME.md: {missing:?}");
    let unknown: Vec<&String> = files.iter().filter(|name| Catalogue::builtin().get(name).is_none()).collect();
    assert!(unknown.is_empty(), "files in tests/lints/ that are named after no lint: {unknown:?}");
}

#[test]
fn cases() {
    let mut report = String::new();
    let mut failed = 0;
    for path in files() {
        let name = stem(&path);
        let page = fs::read_to_string(&path).unwrap_or_default();
        let mut failures = Vec::new();
        let mut said = Vec::new();
        match read(&page) {
            Ok(cases) => {
                failures.extend(form(&name, &page, &cases));
                for case in &cases {
                    failures.extend(check(&name, case, &mut said));
                }
            }
            Err(error) => failures.push(error),
        }
        failures.extend(unsaid(&name, &said));
        failed += failures.len();
        for failure in failures {
            let _ = writeln!(report, "tests/lints/{name}.md:{failure}");
        }
    }
    assert!(failed == 0, "{failed} failure(s)\n\n{report}");
}

/// The pages, in order of their names.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether the marked spans are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expect {
    Found,
    KnownMiss,
}

/// What a lint sees beside the draft.
#[derive(Debug)]
struct Beside {
    /// The law in force.
    current: String,
    /// The draft, where the case is of another text that speaks of both.
    revision: Option<String>,
}

impl Beside {
    fn lint(&self, case: &Source, settings: &Settings) -> Report {
        let plan = Plan::new(settings);
        let source = |text: &str| Source::from_text("beside.txt", text);
        let Some(revision) = &self.revision else { return examine_beside(case, &source(&self.current), &plan).report };
        let parse = |source: &Source| Document::parse(source, &Hints::default());
        let [current, draft] = [&self.current, revision].map(|text| parse(&source(text)));
        examine_other(case, &parse(case), &Comparison::of(&current, &draft), &plan).report
    }
}

/// A fenced block with what stands around it.
#[derive(Debug)]
struct Case {
    /// Of the block's fence, from 1.
    line: usize,
    /// The headings above, outermost first.
    headings: Vec<String>,
    /// The prose right above.
    sentence: String,
    /// What the draft would be called.
    file: &'static str,
    /// Without the lint.
    settings: Settings,
    /// Its options.
    options: Vec<(String, String)>,
    expect: Expect,
    /// For lints that see more than the draft.
    beside: Option<Beside>,
    /// The draft, without marks, and what was marked in it.
    draft: String,
    spans: Vec<Span>,
    messages: Vec<String>,
}

/// Reads a page. The error starts with its line.
fn read(page: &str) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    let mut headings: Vec<String> = Vec::new();
    let mut sentence = String::new();
    let mut beside = None;
    let mut lines = page.lines().zip(1..).peekable();
    while let Some((line, number)) = lines.next() {
        let fence = line.len() - line.trim_start_matches('`').len();
        if fence >= 3 {
            let mut block = String::new();
            let close = "`".repeat(fence);
            loop {
                match lines.next() {
                    Some((line, _)) if line == close => break,
                    Some((line, _)) => block.extend([line, "\n"]),
                    None => return Err(format!("{number}: the block is not closed\n")),
                }
            }
            match (&line[fence..], &mut beside) {
                ("current", beside) => {
                    *beside = Some(Beside { current: block, revision: None });
                    continue;
                }
                ("revision", Some(beside)) => {
                    beside.revision = Some(block);
                    continue;
                }
                (_, _) => {}
            }
            let mut messages = Vec::new();
            while let Some((message, _)) = lines.next_if(|(line, _)| line.starts_with("> ")) {
                messages.push(message[2..].to_owned());
            }
            let mut case = case(&line[fence..], &block).map_err(|error| format!("{number}: {error}\n"))?;
            case.line = number;
            case.beside = beside.take();
            case.headings.clone_from(&headings);
            case.sentence = std::mem::take(&mut sentence);
            case.messages = messages;
            cases.push(case);
        } else if line.starts_with('#') {
            let level = line.len() - line.trim_start_matches('#').len();
            headings.truncate(level - 1);
            headings.push(line[level..].trim().to_owned());
            sentence.clear();
        } else if !line.is_empty() {
            line.clone_into(&mut sentence);
        }
    }
    Ok(cases)
}

fn case(info: &str, block: &str) -> Result<Case, String> {
    let mut words = info.split_whitespace();
    let file = match words.next() {
        Some("text") => "draft.txt",
        Some("markdown") => "draft.md",
        Some(_) | None => return Err(format!("a block is `text` or `markdown`, not `{info}`")),
    };
    let mut marks = ['【', '】'];
    let mut hints = Hints::default();
    let mut expect = Expect::Found;
    let mut options = Vec::new();
    for word in words {
        let known = match word.split_once('=') {
            Some(("kind", name)) => {
                hints.kind = Kind::from_name(name);
                hints.kind.is_some()
            }
            Some(("stage", name)) => {
                hints.stage = Stage::from_name(name);
                hints.stage.is_some()
            }
            Some((key, value)) if key.starts_with("option.") => {
                options.push((key["option.".len()..].to_owned(), value.to_owned()));
                true
            }
            None if word == "unmarked" => {
                marks = ['⟦', '⟧'];
                true
            }
            None if word == "known-miss" => {
                expect = Expect::KnownMiss;
                true
            }
            Some(_) | None => false,
        };
        if !known {
            return Err(format!("`{word}` means nothing here"));
        }
    }
    let (draft, spans) = unmark(&unescape(block)?, marks)?;
    if expect == Expect::KnownMiss && spans.is_empty() {
        return Err("a known miss marks what is missed".to_owned());
    }
    let (headings, sentence, messages) = (Vec::new(), String::new(), Vec::new());
    let settings = Settings { hints, ..Settings::default() };
    Ok(Case { line: 0, headings, sentence, file, settings, options, expect, beside: None, draft, spans, messages })
}

/// The text with `\u{…}` written out.
fn unescape(block: &str) -> Result<String, String> {
    let mut parts = block.split(r"\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap_or((part, ""));
        let found = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        out.push(found.ok_or_else(|| format!(r"no character \u{{{code}}}"))?);
        out.push_str(rest);
    }
    Ok(out)
}

/// The text without marks, and the spans between them, in order.
fn unmark(text: &str, [open, close]: [char; 2]) -> Result<(String, Vec<Span>), String> {
    let (mut out, mut spans, mut opened) = (String::new(), Vec::new(), Vec::new());
    for c in text.chars() {
        if c == open {
            opened.push(out.len());
        } else if c == close {
            let start = opened.pop().ok_or_else(|| format!("{close} without {open}"))?;
            spans.push(Span::new(start, out.len()));
        } else {
            out.push(c);
        }
    }
    spans.sort();
    if opened.is_empty() { Ok((out, spans)) } else { Err(format!("{open} without {close}")) }
}

/// What is wrong with a page whatever the lint finds: title, sentences, something flagged and something silent.
fn form(name: &str, page: &str, cases: &[Case]) -> Vec<String> {
    let mut out = Vec::new();
    if page.lines().next() != Some(&*format!("# {name}")) {
        out.push(format!("1: the first line is `# {name}`\n"));
    }
    if !cases.iter().any(|case| !case.spans.is_empty()) || !cases.iter().any(|case| case.spans.is_empty()) {
        out.push("1: a page has a case that is reported and one that is silent\n".to_owned());
    }
    let bare = cases.iter().filter(|case| case.sentence.is_empty());
    out.extend(bare.map(|case| format!("{}: no sentence above the block says what it shows\n", case.line)));
    out
}

/// The value of a lint's option.
fn read_option(lint: &str, option: &str, value: &str) -> Value {
    let lint = Catalogue::builtin().get(lint).expect("a page is named after a lint");
    let option = lint.options.iter().find(|known| known.name == option).expect("an option that the lint has");
    match &option.kind {
        OptionKind::Number { .. } => Value::Number(value.parse().expect("a number")),
        OptionKind::Decimal { .. } => Value::Decimal(value.parse::<f64>().expect("a number").into()),
        OptionKind::Choice { values } => {
            assert!(values.iter().any(|known| known == value), "{value}");
            Value::Word(value.to_owned())
        }
        OptionKind::Forms => Value::Words(value.split('|').map(str::to_owned).collect()),
    }
}

/// Runs a case; what fails, and to `said` what its findings said.
fn check(name: &str, case: &Case, said: &mut Vec<String>) -> Option<String> {
    let source = Source::from_text(case.file, &case.draft);
    let options =
        case.options.iter().map(|(option, value)| (name.to_owned(), option.clone(), read_option(name, option, value)));
    let settings = Settings { select: vec![name.to_owned()], options: options.collect(), ..case.settings.clone() };
    let report = match &case.beside {
        None => lint(&source, &settings),
        Some(beside) => beside.lint(&source, &settings),
    };
    let found = report.diagnostics;
    let mut lines: Vec<String> =
        report.failures.iter().map(|failure| format!("panic       {}", failure.message)).collect();
    match case.expect {
        Expect::Found => {
            said.extend(found.iter().map(|diagnostic| diagnostic.message.clone()));
            lines.extend(differences(case, &found));
        }
        Expect::KnownMiss if found.is_empty() => {}
        Expect::KnownMiss if spans(&found) == case.spans => {
            lines.push("found now: strike `known-miss`, and move the case to what is reported".to_owned());
        }
        Expect::KnownMiss => lines.extend(differences(case, &found)),
    }
    if lines.is_empty() {
        return None;
    }
    let mut out = format!("{}: {}\n  {}\n", case.line, case.headings.join(" › "), case.sentence);
    for line in lines {
        let _ = writeln!(out, "    {line}");
    }
    let expected = match case.expect {
        Expect::Found => "expected",
        Expect::KnownMiss => "known miss",
    };
    for (title, spans) in [(expected, &case.spans), ("got", &spans(&found))] {
        let _ = writeln!(out, "  {title}");
        for line in mark(case.draft.trim_end_matches('\n'), spans).lines() {
            let _ = writeln!(out, "  │ {line}");
        }
    }
    Some(out)
}

fn spans(found: &[Diagnostic]) -> Vec<Span> {
    found.iter().map(|diagnostic| diagnostic.span).collect()
}

/// Where findings and marks, or messages, differ.
fn differences(case: &Case, found: &[Diagnostic]) -> Vec<String> {
    let at = |span: Span| case.draft[..span.start].matches('\n').count() + 1;
    let shown = |span: Span| visible(span.of(&case.draft));
    let mut out = Vec::new();
    let got = spans(found);
    for &span in case.spans.iter().filter(|span| !got.contains(span)) {
        out.push(format!("missing     “{}” in line {} of the block", shown(span), at(span)));
    }
    for diagnostic in found.iter().filter(|diagnostic| !case.spans.contains(&diagnostic.span)) {
        let span = diagnostic.span;
        out.push(format!("unexpected  “{}” in line {} of the block: {}", shown(span), at(span), diagnostic.message));
    }
    if out.is_empty() && got.len() != case.spans.len() {
        out.push(format!("{} finding(s) for {} mark(s)", got.len(), case.spans.len()));
    }
    for (index, message) in case.messages.iter().enumerate() {
        let said = found.get(index).map_or("", |diagnostic| &diagnostic.message);
        if said != message {
            out.push(format!("message     “{message}”\n       got     “{said}”"));
        }
    }
    out
}

/// The text with marks around the spans, ⟦⟧ where it holds 【】 itself.
fn mark(text: &str, spans: &[Span]) -> String {
    let [open, close] = if text.contains(['【', '】']) { ['⟦', '⟧'] } else { ['【', '】'] };
    let mut out = String::new();
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        out.extend(spans.iter().filter(|span| span.end == at && !span.is_empty()).map(|_| close));
        for span in spans.iter().filter(|span| span.start == at) {
            out.push(open);
            out.extend(span.is_empty().then_some(close));
        }
        if c == '\n' {
            out.push('\n');
        } else {
            out.push_str(&visible(c.encode_utf8(&mut [0; 4])));
        }
    }
    out
}

/// The text with characters that cannot be seen written as `\u{…}`.
fn visible(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{A0}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    };
    text.chars().map(|c| if hidden(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// The lint's other messages that no case of its page brings out.
fn unsaid(name: &str, said: &[String]) -> Vec<String> {
    let variants = Catalogue::builtin().get(name).into_iter().flat_map(|lint| &lint.variants);
    let unsaid = variants.filter(|(_, words)| !said.iter().any(|message| fits(words, message)));
    unsaid.map(|(variant, _)| format!("1: no case is reported with the message `variant.{variant}`\n")).collect()
}

/// Whether a message is the template filled in.
fn fits(words: &Words, message: &str) -> bool {
    let mut parts = words.zh.split('{').map(|part| part.split_once('}').map_or(part, |(_, behind)| behind));
    let Some(mut rest) = parts.next().and_then(|head| message.strip_prefix(head)) else { return false };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}
