//! `github`: workflow commands of GitHub Actions, which become annotations of the files.
//!
//! A step shows ten errors, ten warnings and ten notices and drops the rest in silence. So no more are written, the first
//! of each in order of files, and a notice tells how many are not shown; files that could not be checked come first.
//! GitHub does not say what its columns count; they are code points here, as in `json`, the last one exclusive.

use super::visible::one_line;
use super::{Chunk, FileError, Fragment, Render, Totals, place, words};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::lang::Lang;
use crate::source::Source;

/// How many annotations of one kind GitHub shows of a step.
const MOST: usize = 10;

pub(super) struct Github {
    lang: Lang,
    /// The first errors, warnings and notices.
    kept: [Vec<String>; 3],
}

/// Which of the three kinds a severity is.
const fn kind(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Advice => 2,
    }
}

const KINDS: [&str; 3] = ["error", "warning", "notice"];

impl Github {
    pub(super) const fn new(lang: Lang) -> Self {
        Self { lang, kept: [Vec::new(), Vec::new(), Vec::new()] }
    }

    fn command(&self, source: &Source, diagnostic: &Diagnostic) -> String {
        let position = |offset| source.position(offset);
        let (start, end) = (position(diagnostic.span.start), position(diagnostic.span.end));
        let path = property(&place::path(&source.name));
        let mut at = format!("file={path},line={},endLine={}", start.line, end.line);
        // GitHub takes columns on one line only.
        if start.line == end.line {
            at += &format!(",col={},endColumn={}", start.column, end.column);
        }
        let mut lines = vec![words::told(diagnostic)];
        lines.extend(words::lines(self.lang, source, diagnostic));
        let (kind, title) = (KINDS[kind(diagnostic.severity)], property(&one_line(&diagnostic.lint)));
        format!("::{kind} {at},title={title}::{}\n", data(&lines.join("\n")))
    }
}

/// A file that could not be checked.
fn failure(error: &FileError) -> String {
    let path = place::path(&error.path);
    // The path is named again: GitHub shows it only where it is a file of the repository.
    format!(
        "::error file={},title=falint::{}\n",
        property(&path),
        data(&one_line(&format!("{path}: {}", error.message)))
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

impl Render for Github {
    fn file(&self, source: &Source, report: &Report) -> Chunk {
        let mut room = [MOST; 3];
        let mut findings = Vec::new();
        for diagnostic in &report.diagnostics {
            let room = &mut room[kind(diagnostic.severity)];
            if *room > 0 {
                *room -= 1;
                findings.push(Fragment::new(diagnostic, self.command(source, diagnostic)));
            }
        }
        Chunk { text: String::new(), findings }
    }

    fn join(&mut self, chunk: Chunk) -> String {
        for told in chunk.findings {
            let kept = &mut self.kept[kind(told.severity)];
            if kept.len() < MOST {
                kept.push(told.text);
            }
        }
        String::new()
    }

    fn tail(&self, totals: &Totals) -> String {
        let all = [totals.failed.len() + totals.errors, totals.warnings, totals.advice];
        let failures: Vec<String> = totals.failed.iter().take(MOST).map(failure).collect();
        let [errors, warnings, notices] = &self.kept;
        // The notice that tells how many are not shown takes a place itself.
        let overflows = all.into_iter().any(|count| count > MOST);
        let room = [MOST - failures.len(), MOST, MOST - usize::from(overflows)];
        let shown = [errors, warnings, notices].into_iter().zip(room).map(|(kept, room)| &kept[..kept.len().min(room)]);
        let mut out = failures.concat();
        let mut hidden = all;
        hidden[0] -= failures.len();
        for (shown, hidden) in shown.zip(&mut hidden) {
            *hidden = hidden.saturating_sub(shown.len());
            out += &shown.concat();
        }
        let not_shown = overflows.then(|| words::not_annotated(self.lang, MOST, hidden));
        if let Some(words) = &not_shown {
            out += &format!("::notice title=falint::{}\n", data(words));
        }
        out += &words::closing(self.lang, totals);
        out + &not_shown.map_or_else(String::new, |words| words + "\n")
    }
}

#[cfg(test)]
mod tests {
    use super::super::full::tests::{nasty, report};
    use super::*;
    use crate::diagnostic::Span;

    fn whole(lang: Lang, files: usize, failed: usize) -> String {
        let (source, report) = report();
        let mut github = Github::new(lang);
        for _ in 0..files {
            let chunk = github.file(&source, &report);
            assert_eq!(github.join(chunk), "");
        }
        let failed =
            (0..failed).map(|n| FileError { path: format!("坏{n},.txt"), message: "不是：文本".into() }).collect();
        let totals = Totals { files, errors: files, warnings: files, advice: files, failed, ..Totals::default() };
        github.tail(&totals)
    }

    #[test]
    fn as_github_reads_it() {
        insta::assert_snapshot!(whole(Lang::Zh, 1, 1), @r"
        ::error file=坏0%2C.txt,title=falint::坏0,.txt: 不是：文本
        ::error file=某市.txt,line=12,endLine=12,col=14,endColumn=18,title=term-variant::“科技技术”应为“科学技术” (第二条)%0A可修正（需核对）：“科技技术”改为“科学技术”
        ::warning file=某市.txt,line=13,endLine=13,col=10,endColumn=21,title=effective-date-placeholder::施行日期尚未填写 (第三条)%0A依据：立法法第六十一条；《立法技术规范》6.1%0A建议：填写具体日期
        ::notice file=某市.txt,line=13,endLine=13,col=25,endColumn=26,title=layout::行末有垂直制表符
        检查 1 个文件，没有读到条文：1 处错误，1 处警告，1 条建议。有 1 个文件未能处理完。
        ");
    }

    #[test]
    fn ten_of_a_kind_and_a_word_of_the_rest() {
        let count = |out: &str| KINDS.map(|kind| out.matches(&format!("::{kind} ")).count());
        assert_eq!(count(&whole(Lang::Zh, 10, 0)), [10, 10, 10]);
        let out = whole(Lang::Zh, 11, 0);
        assert_eq!(count(&out), [10, 10, 10]);
        insta::assert_snapshot!(out.lines().skip(29).collect::<Vec<_>>().join("\n"), @r"
        ::notice title=falint::GitHub 每一步的错误、警告、提示最多各显示 10 条，还有 1 处错误、1 处警告、2 条建议没有显示；用 --output-format concise 看全部。
        检查 11 个文件，没有读到条文：11 处错误，11 处警告，11 条建议。
        GitHub 每一步的错误、警告、提示最多各显示 10 条，还有 1 处错误、1 处警告、2 条建议没有显示；用 --output-format concise 看全部。
        ");
        let out = whole(Lang::En, 12, 3);
        assert_eq!(count(&out), [10, 10, 10]);
        assert!(out.starts_with("::error file=坏0%2C.txt,title=falint::坏0,.txt: 不是：文本\n"), "{out}");
        assert!(out.contains("not shown: 5 errors, 2 warnings, 3 pieces of advice."), "{out}");
    }

    #[test]
    fn more_failures_than_places() {
        let out = whole(Lang::En, 1, 12);
        assert_eq!(out.matches("::error ").count(), 10);
        assert!(out.contains("not shown: 3 errors"), "{out}");
    }

    #[test]
    fn nothing_breaks_out_of_a_command() {
        let source = nasty();
        let text = source.text();
        let ends: Vec<_> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let (_, mut report) = report();
        report.diagnostics.truncate(1);
        report.diagnostics[0].fix = None;
        report.diagnostics[0].labels.clear();
        for &start in &ends {
            report.diagnostics[0].span = Span::new(start, text.len());
            report.diagnostics[0].message = "坏\r\n::error::%25".into();
            let told = Github::new(Lang::Zh).file(&source, &report).findings.remove(0).text;
            assert_eq!(told.lines().count(), 1, "{told:?}");
            assert!(told.contains("::坏 ::error::%2525 (第二条)"), "{told}");
        }
    }
}
