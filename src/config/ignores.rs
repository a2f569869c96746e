//! `[[ignore-at]]`: which findings are not to be told, by file and legal address; and how such a table is written.

use toml::de::{DeTable, DeValue};

use super::At;
use super::paths::PathPatterns;
use super::values::{Complaints, Value, span};
use crate::catalogue::Catalogue;
use crate::diagnostic::Span;
use crate::suppress::Suppression;
use crate::suppress::address::{Address, Part};

/// The key under which they stand.
pub(super) const KEY: &str = "ignore-at";

/// The keys of one.
const KEYS: [&str; 4] = ["path", "at", "lint", "reason"];

/// One `[[ignore-at]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoreAt {
    /// `path`, a pattern relative to the configuration's folder.
    pub path: At<String>,
    /// `at` and `lint`.
    pub ignore: Suppression,
    /// `reason`, for people.
    pub reason: Option<String>,
    /// The place of `lint`'s value, or of `at`'s: what is shown where the ignore is of no use.
    pub span: Span,
}

/// Reads all of them. What is wrong is told, and left out.
pub(super) fn read(say: &mut Complaints, catalogue: &Catalogue, value: &Value<'_>) -> Vec<IgnoreAt> {
    let tables = say.tables(value, KEY);
    tables.into_iter().filter_map(|(place, table)| one(say, catalogue, place, table)).collect()
}

fn one(say: &mut Complaints, catalogue: &Catalogue, place: Span, table: &DeTable<'_>) -> Option<IgnoreAt> {
    let before = say.count();
    let (mut path, mut at, mut lint, mut reason) = (None, None, None, None);
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "path" => path = pattern(say, value),
            "at" => at = address(say, value),
            "lint" => lint = selector(say, catalogue, value),
            "reason" => reason = say.string(value).map(str::to_owned),
            _ => say.unknown(key, &KEYS),
        }
    }
    let needed = [("path", path.is_some(), "\"草案.txt\""), ("lint", lint.is_some(), "\"word-zuochu\"")];
    for (key, is_there, example) in needed {
        if !is_there && !table.contains_key(key) {
            let zh = format!("[[ignore-at]] 缺少 {key}，如 {key} = {example}");
            let en = format!("[[ignore-at]] needs {key}, such as {key} = {example}");
            say.wrong(Span::new(place.start, place.start), &zh, &en, None);
        }
    }
    let (path, lint) = (path?, lint?);
    let shown = at.as_ref().map_or(lint.span, |at: &At<Address>| at.span);
    let ignore = Suppression { lint: lint.value, at: at.map(|at| at.value) };
    // Without its address it would cover the whole file.
    (say.count() == before).then_some(IgnoreAt { path, ignore, reason, span: shown })
}

fn pattern(say: &mut Complaints, value: &Value<'_>) -> Option<At<String>> {
    let text = say.string(value)?;
    if let Some(error) = PathPatterns::fault(text) {
        let zh = format!("路径模式“{text}”写错了：{error}");
        say.wrong(span(value), &zh, &format!("bad pattern: {error}"), None);
        return None;
    }
    Some(At { value: text.to_owned(), span: span(value) })
}

fn address(say: &mut Complaints, value: &Value<'_>) -> Option<At<Address>> {
    let text = say.string(value)?;
    let place = Address::read(text);
    if place.is_none() {
        let parts = Part::ALL.map(Part::name);
        let zh =
            format!("“{text}”不是条文的位置；可以写第三十五条、第十二条第二款第三项、第三章，或者{}", parts.join("、"));
        let en =
            format!("“{text}” is no legal address: 第三十五条, 第十二条第二款第三项, 第三章, or {}", parts.join(", "));
        say.wrong(span(value), &zh, &en, None);
    }
    place.map(|place| At { value: place, span: span(value) })
}

fn selector(say: &mut Complaints, catalogue: &Catalogue, value: &Value<'_>) -> Option<At<String>> {
    let text = say.string(value)?;
    if !catalogue.knows(text) {
        say.no_such_selector(span(value), text, catalogue);
        return None;
    }
    Some(At { value: text.to_owned(), span: span(value) })
}

/// What an `[[ignore-at]]` is written from.
#[derive(Debug, Clone, Copy)]
pub struct NewIgnore<'n> {
    /// The draft, relative to the configuration's folder, parted by `/`.
    pub path: &'n str,
    /// Where; `None` for the whole file. [`Address::of`] finds it, as [`crate::diagnostic::Diagnostic::article`] tells it.
    pub at: Option<&'n str>,
    /// The lint.
    pub lint: &'n str,
    /// Why.
    pub reason: Option<&'n str>,
}

/// The text of a configuration with another `[[ignore-at]]` at its end, the rest as it is; `None` where the text is no
/// TOML, or its ignores are written as a list that takes no more tables.
pub fn with_ignore(text: &str, new: NewIgnore<'_>) -> Option<String> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = text.to_owned();
    if !out.is_empty() {
        if !out.ends_with('\n') {
            out.push_str(end);
        }
        out.push_str(end);
    }
    let path = escaped_pattern(new.path);
    let rows = [("path", Some(&*path)), ("at", new.at), ("lint", Some(new.lint)), ("reason", new.reason)];
    out.extend(["[[", KEY, "]]", end]);
    for (key, value) in rows.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        out.extend([key, " = ", &quoted(value), end]);
    }
    let count = |text: &str| {
        let (table, errors) = DeTable::parse_recoverable(text);
        let entries = table.get_ref().get(KEY).map_or(0, |value| match value.get_ref() {
            DeValue::Array(entries) => entries.len(),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Table(_) => 0,
        });
        errors.is_empty().then_some(entries)
    };
    (count(&out)? == count(text)? + 1).then_some(out)
}

/// A path as a pattern that matches it and no other: from the folder on, its own special characters escaped.
fn escaped_pattern(path: &str) -> String {
    let mut out = if path.contains('/') { String::new() } else { "/".to_owned() };
    for c in path.chars() {
        if matches!(c, '*' | '?' | '[' | ']' | '{' | '}' | '\\') || out.is_empty() && matches!(c, '!' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A text in quotation marks, as TOML has them.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, read};
    use crate::diagnostic::Report;
    use crate::lang::Lang;
    use crate::source::Source;

    fn read_text(text: &str) -> (Config, Report) {
        read(&Source::from_text("falint.toml", text), Catalogue::builtin(), Lang::Zh)
    }

    const GOOD: &str = "[[ignore-at]]\npath = \"规章/*.txt\"\nat = \"第35条\"\nlint = \"word-zuochu\"\nreason = \"上位法原文如此\"\n\
                        [[ignore-at]]\npath = \"鞍山.txt\"\nlint = \"layout\"\n";

    #[test]
    fn reads_what_is_silenced_where() {
        let (config, report) = read_text(GOOD);
        assert!(report.diagnostics.is_empty(), "{report:?}");
        let [at, file] = config.ignores.as_slice() else { panic!("{config:?}") };
        assert_eq!(at.path.value, "规章/*.txt");
        assert_eq!(at.ignore.at.as_ref().map(ToString::to_string).as_deref(), Some("第三十五条"));
        assert_eq!((at.ignore.lint.as_str(), at.reason.as_deref()), ("word-zuochu", Some("上位法原文如此")));
        assert_eq!(at.span.of(GOOD), "\"第35条\"");
        assert_eq!((&file.ignore.at, file.ignore.lint.as_str(), file.span.of(GOOD)), (&None, "layout", "\"layout\""));
    }

    /// What is wrong, each with the text it points at and the word proposed.
    fn wrong(text: &str) -> Vec<(String, String, Option<String>)> {
        let (config, report) = read_text(text);
        assert_eq!(config.ignores, [], "{text}");
        let show = |d: crate::diagnostic::Diagnostic| (d.message, d.span.of(text).to_owned(), d.help);
        report.diagnostics.into_iter().map(show).collect()
    }

    #[test]
    fn what_is_wrong_is_told_at_its_place() {
        let told =
            wrong("[[ignore-at]]\npath = \"a.txt\"\nat = \"三十五\"\nlint = \"word-zuochuu\"\nresaon = \"因\"\n");
        let told: Vec<(&str, Option<&str>)> = told.iter().map(|(_, at, help)| (at.as_str(), help.as_deref())).collect();
        assert_eq!(
            told,
            [
                ("\"三十五\"", None),
                ("\"word-zuochuu\"", Some("是不是“word-zuochu”？")),
                ("resaon", Some("是不是“reason”？"))
            ]
        );
        assert_eq!(wrong("[[ignore-at]]\nlint = \"all\"\n")[0].0, "[[ignore-at]] 缺少 path，如 path = \"草案.txt\"");
        assert_eq!(
            wrong("[[ignore-at]]\npath = \"a.txt\"\n")[0].0,
            "[[ignore-at]] 缺少 lint，如 lint = \"word-zuochu\""
        );
        assert_eq!(wrong("[[ignore-at]]\npath = \"a{b\"\nlint = \"all\"\n").len(), 1);
        assert_eq!(wrong("[[ignore-at]]\npath = 3\nlint = [\"all\"]\n").len(), 2);
        assert_eq!(wrong("ignore-at = 3\n").len(), 1);
    }

    const NEW: NewIgnore<'_> = NewIgnore {
        path: "规章/甲[1].txt",
        at: Some("第三十五条"),
        lint: "word-zuochu",
        reason: Some("引\"号\"\\\u{1}"),
    };

    #[test]
    fn another_one_is_put_at_the_end_and_the_rest_kept() {
        for before in ["", "# 配置\r\nkind = \"amendment\"", GOOD, "[severity]\npunct-double = \"advice\"\n"] {
            let after = with_ignore(before, NEW).expect(before);
            assert!(after.starts_with(before));
            assert_eq!(
                after.matches('\n').count(),
                after.matches("\r\n").count() + if before.contains('\r') { 0 } else { after.matches('\n').count() }
            );
            let (config, report) = read_text(&after);
            assert!(report.diagnostics.is_empty(), "{report:?}");
            let added = config.ignores.last().expect("one");
            assert_eq!(added.ignore, Suppression { lint: "word-zuochu".into(), at: Address::read("第三十五条") });
            assert_eq!(added.reason.as_deref(), NEW.reason);
            let paths = PathPatterns::new("/".as_ref(), std::slice::from_ref(&added.path.value)).expect("a pattern");
            assert!(paths.matches_within("/规章/甲[1].txt".as_ref(), false));
            assert!(!paths.matches_within("/规章/甲1.txt".as_ref(), false));
        }
        let short = with_ignore("", NewIgnore { path: "甲.txt", at: None, lint: "all", reason: None });
        assert_eq!(short.as_deref(), Some("[[ignore-at]]\npath = \"/甲.txt\"\nlint = \"all\"\n"));
    }

    #[test]
    fn a_file_that_takes_no_more_tables_is_left_alone() {
        assert_eq!(with_ignore("ignore-at = []\n", NEW), None);
        assert_eq!(with_ignore("kind = \n", NEW), None);
    }
}
