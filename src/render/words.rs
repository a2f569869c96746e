//! The words around the messages, in both languages: headers, notes, fixes, the closing line.
//!
//! Knows no colours and no columns; every piece it returns is one line, safe for a terminal.

use super::Totals;
use super::visible::one_line;
use crate::diagnostic::{Applicability, Authority, Diagnostic, Edit, Fix, Severity};
use crate::lang::{Lang, Text};
use crate::source::Source;

/// A quotation longer than this many characters is not shown in a fix.
const LONGEST_QUOTE: usize = 24;
/// A fix that takes more different edits than this is counted, not spelt out.
const MOST_EDITS: usize = 3;

/// A line of the notes below an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// The word it begins with, its colon included; empty where it needs none.
    pub(super) title: &'static str,
    /// The rest.
    pub(super) body: String,
}

/// The severity's name for readers.
pub(crate) const fn severity(lang: Lang, severity: Severity) -> &'static str {
    match (lang, severity) {
        (Lang::Zh, Severity::Error) => "错误",
        (Lang::Zh, Severity::Warning) => "警告",
        (Lang::Zh, Severity::Advice) => "建议",
        (Lang::En, _) => severity.name(),
    }
}

/// The word before the norms.
pub(super) const fn authority_title(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "依据：",
        Lang::En => "authority: ",
    }
}

/// The note that says what to do.
pub(super) fn help(lang: Lang, diagnostic: &Diagnostic) -> Option<Note> {
    let title = match lang {
        Lang::Zh => "建议：",
        Lang::En => "help: ",
    };
    diagnostic.help.as_ref().map(|help| Note { title, body: one_line(help).into_owned() })
}

/// The notes on authority and help, in that order.
pub(super) fn notes(lang: Lang, diagnostic: &Diagnostic) -> Vec<Note> {
    let stop = match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    };
    let mut notes = Vec::new();
    if !diagnostic.authority.is_empty() {
        let body = diagnostic.authority.iter().map(authority).collect::<Vec<_>>().join(stop);
        notes.push(Note { title: authority_title(lang), body });
    }
    notes.extend(help(lang, diagnostic));
    notes
}

/// The message with the legal address behind it.
pub(super) fn told(diagnostic: &Diagnostic) -> String {
    let mut out = one_line(&diagnostic.message).into_owned();
    if let Some(article) = &diagnostic.article {
        out.push_str(&format!(" ({})", one_line(article)));
    }
    out
}

/// What stands below the message where no excerpt is drawn: authority, help and fix, a line each.
pub(super) fn lines(lang: Lang, source: &Source, diagnostic: &Diagnostic) -> Vec<String> {
    let notes = notes(lang, diagnostic).into_iter().chain(fix(lang, source, diagnostic.fix.as_ref()));
    notes.map(|note| format!("{}{}", note.title, note.body)).collect()
}

/// How many findings (errors, warnings, advice) GitHub has no place for.
pub(super) fn not_annotated(lang: Lang, most: usize, hidden: [usize; 3]) -> String {
    let [errors, warnings, advice] = hidden;
    let parts = match lang {
        Lang::Zh => [(errors, "处错误"), (warnings, "处警告"), (advice, "条建议")]
            .map(|(count, unit)| (count, format!("{count} {unit}"))),
        Lang::En => [
            (errors, counted(errors, "error", "errors")),
            (warnings, counted(warnings, "warning", "warnings")),
            (advice, counted(advice, "piece of advice", "pieces of advice")),
        ],
    };
    let parts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    match lang {
        Lang::Zh => format!(
            "GitHub 每一步的错误、警告、提示最多各显示 {most} 条，还有 {}没有显示；用 --output-format concise 看全部。",
            parts.join("、")
        ),
        Lang::En => format!(
            "GitHub shows {most} errors, warnings and notices of a step; not shown: {}. See all with --output-format concise.",
            parts.join(", ")
        ),
    }
}

/// A norm as it is cited: the place directly behind the document, apart only where Latin letters would run together.
pub(crate) fn authority(authority: &Authority) -> String {
    let article = authority.article.as_deref().unwrap_or_default();
    let latin = authority.source.ends_with(|c: char| c.is_ascii_alphanumeric())
        && article.starts_with(|c: char| c.is_ascii_alphanumeric());
    let gap = if latin { " " } else { "" };
    one_line(&format!("{}{gap}{article}", authority.source)).into_owned()
}

/// What a fix would do, and whether it may be done unseen; `None` if it would do nothing.
pub(super) fn fix(lang: Lang, source: &Source, fix: Option<&Fix>) -> Option<Note> {
    let fix = fix.filter(|fix| !fix.edits.is_empty())?;
    let title = match (lang, fix.applicability) {
        (Lang::Zh, Applicability::Safe) => "可自动修正：",
        (Lang::Zh, Applicability::Unsafe) => "可修正（需核对）：",
        (Lang::En, Applicability::Safe) => "fixable: ",
        (Lang::En, Applicability::Unsafe) => "fixable (to be checked): ",
    };
    Some(Note { title, body: change(lang, source, fix) })
}

/// What a fix does: its edits in words, or how many there are.
pub(crate) fn change(lang: Lang, source: &Source, fix: &Fix) -> String {
    spelt_out(lang, source, &fix.edits).unwrap_or_else(|| match lang {
        Lang::Zh => format!("共 {} 处改动", fix.edits.len()),
        Lang::En => counted(fix.edits.len(), "edit", "edits"),
    })
}

/// The edits in words, each once, where they are few and short.
fn spelt_out(lang: Lang, source: &Source, edits: &[Edit]) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    for edit in edits {
        let words = one_edit(lang, edit.span.of(source.text()), &edit.replacement)?;
        if !said.contains(&words) {
            said.push(words);
        }
        if said.len() > MOST_EDITS {
            return None;
        }
    }
    let comma = match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    };
    (!said.is_empty()).then(|| said.join(comma))
}

/// One edit in words, unless it is long.
fn one_edit(lang: Lang, old: &str, new: &str) -> Option<String> {
    let (old, new) = (quoted(old)?, quoted(new)?);
    Some(match (lang, old.is_empty(), new.is_empty()) {
        (Lang::Zh, false, true) => format!("删去{old}"),
        (Lang::Zh, true, _) => format!("加上{new}"),
        (Lang::Zh, false, false) => format!("{old}改为{new}"),
        (Lang::En, false, true) => format!("delete {old}"),
        (Lang::En, true, _) => format!("insert {new}"),
        (Lang::En, false, false) => format!("{old} becomes {new}"),
    })
}

/// In quotation marks, blanks made visible where there is nothing else; empty where the text is, `None` where it is long.
fn quoted(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
    if text.len() > 4 * LONGEST_QUOTE || text.chars().count() > LONGEST_QUOTE {
        return None;
    }
    if text.trim().is_empty() {
        return Some(format!("“{}”", text.chars().map(blank).collect::<String>()));
    }
    Some(format!("“{}”", one_line(text)))
}

/// The mark of a blank, where a quotation is nothing else.
fn blank(c: char) -> char {
    match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '↵',
        '\u{a0}' => '⍽',
        '\t' => '␉',
        '\u{b}' => '␋',
        '\u{c}' => '␌',
        _ => '␣',
    }
}

/// The closing line, with its line end; a second one says what can be mended.
pub(super) fn closing(lang: Lang, totals: &Totals) -> String {
    let (mut out, fixable) = match lang {
        Lang::Zh => (closing_zh(totals), fixable_zh(totals)),
        Lang::En => (closing_en(totals), fixable_en(totals)),
    };
    out.push('\n');
    for fixable in [fixable, trackable(lang, totals.trackable)].into_iter().flatten() {
        out.push_str(&fixable);
        out.push('\n');
    }
    out += &kept_back(lang, totals);
    if !totals.left_out.is_empty() {
        let kinds = kinds(&totals.left_out, lang);
        out += &match lang {
            Lang::Zh => format!("另有不能读的文件没有检查：{kinds}。\n"),
            Lang::En => format!("Not checked, as they are no text: {kinds}.\n"),
        };
    }
    out
}

/// Kinds of files, with how many of each.
pub(crate) fn kinds(counts: &[(Text<'static>, usize)], lang: Lang) -> String {
    let of_kind = |(title, count): &(Text<'static>, usize)| match lang {
        Lang::Zh => format!("{} {count} 个", title.zh),
        Lang::En => format!("{count} × {}", title.en),
    };
    let parts: Vec<String> = counts.iter().map(of_kind).collect();
    parts.join(Text { zh: "、", en: ", " }.get(lang))
}

/// What was found and not shown, and which rows of the baseline are of no use; each on a line.
fn kept_back(lang: Lang, totals: &Totals) -> String {
    let mut out = String::new();
    let (ignored, known) = (totals.ignored, totals.beside.as_ref().map_or(0, |beside| beside.known));
    out += &match (lang, ignored, known) {
        (_, 0, 0) => String::new(),
        (Lang::Zh, ignored, 0) => format!("另有 {ignored} 处按忽略设置未报。\n"),
        (Lang::Zh, 0, known) => format!("另有 {known} 处在基线里，未报。\n"),
        (Lang::Zh, ignored, known) => format!("另有 {ignored} 处按忽略设置未报，{known} 处在基线里，未报。\n"),
        (Lang::En, ignored, 0) => format!("{ignored} more ignored.\n"),
        (Lang::En, 0, known) => format!("{known} more in the baseline.\n"),
        (Lang::En, ignored, known) => format!("{ignored} more ignored, {known} more in the baseline.\n"),
    };
    let stale = totals.beside.iter().flat_map(|beside| &beside.stale);
    let count = stale.clone().count();
    if count > 0 {
        out += &match lang {
            Lang::Zh => format!(
                "基线里有 {count} 行过时了（问题不在了，或者那一段改过），可用 falint baseline --prune 删去：\n"
            ),
            Lang::En => format!(
                "Stale in the baseline, as the fault is gone or its paragraph was changed: {}. falint baseline --prune removes:\n",
                counted(count, "row", "rows")
            ),
        };
    }
    for row in stale {
        let article = row.article.as_deref().map(|article| format!(" ({article})")).unwrap_or_default();
        out += &format!("  {}: {}{article}\n", one_line(&row.path), one_line(&row.lint));
    }
    out
}

fn closing_zh(totals: &Totals) -> String {
    if totals.files == 0 {
        return "没有检查任何文件。".to_owned();
    }
    // “未发现问题” says nothing of a text that was not read.
    let mut line = match totals.articles {
        0 => format!("检查 {} 个文件，没有读到条文", totals.files),
        articles => format!("检查 {} 个文件、{articles} 条", totals.files),
    };
    let parts = [(totals.errors, "处错误"), (totals.warnings, "处警告"), (totals.advice, "条建议")];
    let parts: Vec<_> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    let parts = parts.join("，");
    line.push_str(&match (totals.fixed, parts.is_empty()) {
        (None | Some(0), true) => "，未发现问题".to_owned(),
        (None | Some(0), false) => format!("：{parts}"),
        (Some(fixed), true) => format!("，修正 {fixed} 处，没有剩下的问题"),
        (Some(fixed), false) => format!("，修正 {fixed} 处，还有 {parts}"),
    });
    line.push('。');
    if !totals.failed.is_empty() {
        line.push_str(&format!("有 {} 个文件未能处理完。", totals.failed.len()));
    }
    line
}

fn fixable_zh(totals: &Totals) -> Option<String> {
    match (totals.fixable, totals.fixable_unsafely) {
        (0, 0) => None,
        (safe, 0) => Some(format!("其中 {safe} 处可用 --fix 修正。")),
        (0, risky) => Some(format!("其中 {risky} 处可用 --fix --unsafe-fixes 修正，改后需核对。")),
        (safe, risky) => {
            Some(format!("其中 {safe} 处可用 --fix 修正，另有 {risky} 处可用 --fix --unsafe-fixes 修正，改后需核对。"))
        }
    }
}

fn closing_en(totals: &Totals) -> String {
    if totals.files == 0 {
        return "No file was checked.".to_owned();
    }
    let files = counted(totals.files, "file", "files");
    let mut line = match totals.articles {
        0 => format!("Checked {files}, no articles read"),
        articles => format!("Checked {files}, {}", counted(articles, "article", "articles")),
    };
    let parts = [
        (totals.errors, "error", "errors"),
        (totals.warnings, "warning", "warnings"),
        (totals.advice, "piece of advice", "pieces of advice"),
    ];
    let parts: Vec<_> = parts.iter().filter(|part| part.0 > 0).map(|(n, one, many)| counted(*n, one, many)).collect();
    let parts = parts.join(", ");
    line.push_str(&match (totals.fixed, parts.is_empty()) {
        (None | Some(0), true) => ", no problems found".to_owned(),
        (None | Some(0), false) => format!(": {parts}"),
        (Some(fixed), true) => format!(", fixed {}, none left", counted(fixed, "problem", "problems")),
        (Some(fixed), false) => format!(", fixed {}, left: {parts}", counted(fixed, "problem", "problems")),
    });
    line.push('.');
    if !totals.failed.is_empty() {
        line.push_str(&format!(" {} could not be finished.", counted(totals.failed.len(), "file", "files")));
    }
    line
}

fn fixable_en(totals: &Totals) -> Option<String> {
    match (totals.fixable, totals.fixable_unsafely) {
        (0, 0) => None,
        (safe, 0) => Some(format!("{safe} can be fixed with --fix.")),
        (0, risky) => Some(format!("{risky} can be fixed with --fix --unsafe-fixes, to be checked afterwards.")),
        (safe, risky) => Some(format!(
            "{safe} can be fixed with --fix, {risky} more with --fix --unsafe-fixes, to be checked afterwards."
        )),
    }
}

/// What can be mended in Word files.
fn trackable(lang: Lang, count: usize) -> Option<String> {
    (count > 0).then(|| match lang {
        Lang::Zh => format!("Word 文件里的 {count} 处可用 --track-changes 写成修订。"),
        Lang::En => format!("{count} in Word files can be tracked with --track-changes."),
    })
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;
    use crate::render::FileError;

    #[test]
    fn closing_line() {
        let none = Totals { files: 3, articles: 40, ..Totals::default() };
        assert_eq!(closing(Lang::Zh, &none), "检查 3 个文件、40 条，未发现问题。\n");
        assert_eq!(
            closing(Lang::En, &Totals { files: 1, ..none }),
            "Checked 1 file, 40 articles, no problems found.\n"
        );
        let some = Totals { files: 3, articles: 40, errors: 2, advice: 1, ..Totals::default() };
        assert_eq!(closing(Lang::Zh, &some), "检查 3 个文件、40 条：2 处错误，1 条建议。\n");
        assert_eq!(closing(Lang::En, &some), "Checked 3 files, 40 articles: 2 errors, 1 piece of advice.\n");
        let failed = vec![FileError { path: "甲.txt".into(), message: "坏".into() }];
        let all = Totals { files: 3, articles: 40, errors: 1, warnings: 5, advice: 2, failed, ..Totals::default() };
        assert_eq!(
            closing(Lang::Zh, &all),
            "检查 3 个文件、40 条：1 处错误，5 处警告，2 条建议。有 1 个文件未能处理完。\n"
        );
        assert_eq!(
            closing(Lang::En, &all),
            "Checked 3 files, 40 articles: 1 error, 5 warnings, 2 pieces of advice. 1 file could not be finished.\n"
        );
    }

    #[test]
    fn what_was_mended_and_what_can_be() {
        let say = |fixed, errors, fixable, fixable_unsafely| {
            let totals =
                Totals { files: 1, articles: 1, errors, fixable, fixable_unsafely, fixed, ..Totals::default() };
            (closing(Lang::Zh, &totals), closing(Lang::En, &totals))
        };
        assert_eq!(say(Some(0), 0, 0, 0).0, "检查 1 个文件、1 条，未发现问题。\n");
        assert_eq!(say(Some(3), 0, 0, 0).0, "检查 1 个文件、1 条，修正 3 处，没有剩下的问题。\n");
        assert_eq!(say(Some(3), 0, 0, 0).1, "Checked 1 file, 1 article, fixed 3 problems, none left.\n");
        let (zh, en) = say(Some(1), 2, 0, 1);
        assert_eq!(
            zh,
            "检查 1 个文件、1 条，修正 1 处，还有 2 处错误。\n其中 1 处可用 --fix --unsafe-fixes 修正，改后需核对。\n"
        );
        assert_eq!(
            en,
            "Checked 1 file, 1 article, fixed 1 problem, left: 2 errors.\n1 can be fixed with --fix --unsafe-fixes, to be checked afterwards.\n"
        );
        let (zh, en) = say(None, 4, 2, 1);
        assert_eq!(
            zh,
            "检查 1 个文件、1 条：4 处错误。\n其中 2 处可用 --fix 修正，另有 1 处可用 --fix --unsafe-fixes 修正，改后需核对。\n"
        );
        assert_eq!(
            en,
            "Checked 1 file, 1 article: 4 errors.\n2 can be fixed with --fix, 1 more with --fix --unsafe-fixes, to be checked afterwards.\n"
        );
        assert_eq!(say(None, 4, 2, 0).0, "检查 1 个文件、1 条：4 处错误。\n其中 2 处可用 --fix 修正。\n");
        let word = Totals { files: 1, articles: 1, errors: 4, trackable: 2, ..Totals::default() };
        assert_eq!(
            closing(Lang::Zh, &word),
            "检查 1 个文件、1 条：4 处错误。\nWord 文件里的 2 处可用 --track-changes 写成修订。\n"
        );
        assert_eq!(
            closing(Lang::En, &word),
            "Checked 1 file, 1 article: 4 errors.\n2 in Word files can be tracked with --track-changes.\n"
        );
    }

    #[test]
    fn edits_in_words() {
        let source = Source::from_text("a.txt", "县(市)区 的");
        let say = |lang, edits: &[(usize, usize, &str)]| {
            let edits = edits.iter().map(|(a, b, new)| Edit { span: Span::new(*a, *b), replacement: (*new).into() });
            let edits = Fix { applicability: Applicability::Safe, edits: edits.collect() };
            fix(lang, &source, Some(&edits)).map_or_else(String::new, |note| format!("{}{}", note.title, note.body))
        };
        assert_eq!(say(Lang::Zh, &[(3, 4, "（"), (7, 8, "）")]), "可自动修正：“(”改为“（”，“)”改为“）”");
        assert_eq!(say(Lang::Zh, &[]), "");
        assert_eq!(say(Lang::Zh, &[(11, 12, "")]), "可自动修正：删去“␣”");
        assert_eq!(say(Lang::Zh, &[(3, 3, "\n")]), "可自动修正：加上“↵”");
        assert_eq!(say(Lang::En, &[(12, 15, "地")]), "fixable: “的” becomes “地”");
        assert_eq!(say(Lang::Zh, &[(12, 15, &"长".repeat(30))]), "可自动修正：共 1 处改动");
    }

    #[test]
    fn norms_as_cited() {
        let cite = |source: &str, article: Option<&str>| {
            authority(&Authority { source: source.into(), article: article.map(Into::into) })
        };
        assert_eq!(cite("立法法", Some("第六十一条")), "立法法第六十一条");
        assert_eq!(cite("GB/T 15834", Some("4.8")), "GB/T 15834 4.8");
        assert_eq!(cite("《立法技术规范（试行）（一）》", None), "《立法技术规范（试行）（一）》");
    }
}
