//! `full`: each finding with its lines of the draft, drawn by codespan-reporting.
//!
//! codespan's entry point wants whole files, numbers their lines itself and speaks English; so its renderer is driven
//! row by row instead: it draws rows, carets, labels and notes, and the two lines above them are written here.

use std::io::Write;

use codespan_reporting::diagnostic::{LabelStyle, Severity as Shade};
use codespan_reporting::files::Error;
use codespan_reporting::term::{Config, GeneralWriteResult, Renderer, WriteStyle};

use super::excerpt::words::{colon, more_places};
use super::excerpt::{Excerpt, Role, Row};
use super::paint::{Ink, RESET};
use super::visible::one_line;
use super::words::Note;
use super::{Chunk, Colour, Render, Style, Totals, words};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::lang::Lang;
use crate::source::{Paragraph, Section, Source};

pub(super) struct Full {
    style: Style,
    config: Config,
}

impl Full {
    pub(super) fn new(style: Style) -> Self {
        Self { style, config: Config::default() }
    }

    /// One finding, with an empty line after it.
    fn one(&self, source: &Source, diagnostic: &Diagnostic, out: &mut Canvas) -> Result<(), Error> {
        let lang = self.style.lang;
        let excerpt = Excerpt::new(source, diagnostic, lang);
        let gutter = excerpt.rows.iter().map(|row| row.line).max().unwrap_or(1).to_string().len();
        let shade = shade(diagnostic.severity);
        writeln!(out, "{}", header(self.style, diagnostic))?;
        let frame = self.style.colour.paint(Ink::Frame, &self.config.chars.snippet_start);
        writeln!(out, "{:gutter$} {frame} {}", "", locus(lang, source, diagnostic))?;
        let notes = notes(self.style, source, diagnostic, excerpt.undrawn);
        let mut codespan = Renderer::new(out, &self.config);
        codespan.render_snippet_empty(gutter, shade, 0, &[])?;
        let mut last = None;
        for row in &excerpt.rows {
            if last.is_some_and(|last| row.line > last + 1) {
                codespan.render_snippet_break(gutter, shade, 0, &[])?;
            }
            last = Some(row.line);
            draw(&mut codespan, gutter, shade, row)?;
        }
        if !notes.is_empty() {
            codespan.render_snippet_empty(gutter, shade, 0, &[])?;
        }
        for note in &notes {
            codespan.render_snippet_note(gutter, note)?;
        }
        codespan.render_empty()
    }
}

impl Render for Full {
    fn file(&self, source: &Source, report: &Report) -> Chunk {
        let mut out = Canvas { bytes: Vec::new(), colour: self.style.colour };
        for diagnostic in &report.diagnostics {
            let drawn = self.one(source, diagnostic, &mut out);
            // Writing to memory cannot fail; a finding would keep its first two lines even so.
            debug_assert!(drawn.is_ok(), "{drawn:?}");
        }
        trimmed(&String::from_utf8_lossy(&out.bytes)).into()
    }

    fn tail(&self, totals: &Totals) -> String {
        words::closing(self.style.lang, totals)
    }
}

/// `警告[lint]：message`.
pub(super) fn header(style: Style, diagnostic: &Diagnostic) -> String {
    let kind = format!("{}[{}]", words::severity(style.lang, diagnostic.severity), one_line(&diagnostic.lint));
    let message = format!("{}{}", colon(style.lang), one_line(&diagnostic.message));
    let kind = style.colour.paint(Ink::Header(diagnostic.severity), &kind);
    format!("{kind}{}", style.colour.paint(Ink::Message, &message))
}

/// `path:161:9 第五十条`: the path first, so that terminals and editors find the place; `path 第五十条（第43段）` where a file
/// counts paragraphs.
pub(super) fn locus(lang: Lang, source: &Source, diagnostic: &Diagnostic) -> String {
    let name = one_line(&source.name);
    let article = diagnostic.article.as_deref().map(one_line);
    match source.paragraph(diagnostic.span.start) {
        Some(paragraph) => {
            let article = article.map(|article| format!(" {article}")).unwrap_or_default();
            format!("{name}{article}{}", numbered(lang, paragraph))
        }
        None => {
            let at = source.position(diagnostic.span.start);
            let article = article.map(|article| format!(" {article}")).unwrap_or_default();
            format!("{name}:{}:{}{article}", at.line, at.column)
        }
    }
}

/// The notes below the rows, in the order of reading: what else, why, what to do, what can be done at once.
fn notes(style: Style, source: &Source, diagnostic: &Diagnostic, undrawn: usize) -> Vec<String> {
    let lang = style.lang;
    let more = (undrawn > 0).then(|| more_places(lang, undrawn));
    let fix = words::fix(lang, source, diagnostic.fix.as_ref());
    more.into_iter().chain(words::notes(lang, diagnostic)).chain(fix).map(|note| painted(style.colour, &note)).collect()
}

/// A note with its title in colour.
pub(super) fn painted(colour: Colour, note: &Note) -> String {
    match note.title {
        "" => note.body.clone(),
        title => format!("{}{}", colour.paint(Ink::Note, title), note.body),
    }
}

/// The blanks at the ends of lines taken away: frames leave them.
pub(super) fn trimmed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// One row with its carets.
fn draw(codespan: &mut Renderer<'_, '_>, gutter: usize, shade: Shade, row: &Row) -> Result<(), Error> {
    let marks: Vec<_> = row
        .marks
        .iter()
        .map(|mark| {
            let style = match mark.role {
                Role::Primary => LabelStyle::Primary,
                Role::Secondary => LabelStyle::Secondary,
            };
            // codespan draws a caret for an empty range if it is one byte long.
            (style, mark.range.start..mark.range.end.max(mark.range.start + 1), mark.message.as_str())
        })
        .collect();
    codespan.render_snippet_source(gutter, row.line, &row.text, shade, &marks, 0, &[])
}

/// codespan's severity of the same colour.
const fn shade(severity: Severity) -> Shade {
    match severity {
        Severity::Error => Shade::Error,
        Severity::Warning => Shade::Warning,
        Severity::Advice => Shade::Help,
    }
}

/// Takes what codespan draws, in our colours.
struct Canvas {
    bytes: Vec<u8>,
    colour: Colour,
}

impl Canvas {
    fn code(&mut self, code: &str) -> GeneralWriteResult {
        match self.colour {
            Colour::Always => self.bytes.write_all(code.as_bytes()),
            Colour::Never => Ok(()),
        }
    }
}

impl Write for Canvas {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Canvas {
    fn set_header(&mut self, severity: Shade) -> GeneralWriteResult {
        self.code(Ink::Header(ours(severity)).code())
    }

    fn set_header_message(&mut self) -> GeneralWriteResult {
        self.code(Ink::Message.code())
    }

    fn set_line_number(&mut self) -> GeneralWriteResult {
        self.code(Ink::Frame.code())
    }

    fn set_note_bullet(&mut self) -> GeneralWriteResult {
        self.code(Ink::Frame.code())
    }

    fn set_source_border(&mut self) -> GeneralWriteResult {
        self.code(Ink::Frame.code())
    }

    fn set_label(&mut self, severity: Shade, style: LabelStyle) -> GeneralWriteResult {
        let ink = match style {
            LabelStyle::Primary => Ink::Primary(ours(severity)),
            LabelStyle::Secondary => Ink::Secondary,
        };
        self.code(ink.code())
    }

    fn reset(&mut self) -> GeneralWriteResult {
        self.code(RESET)
    }
}

/// Our severity of codespan's colour.
const fn ours(shade: Shade) -> Severity {
    match shade {
        Shade::Bug | Shade::Error => Severity::Error,
        Shade::Warning => Severity::Warning,
        Shade::Note | Shade::Help => Severity::Advice,
    }
}

/// Where a paragraph stands, as its file counts.
fn numbered(lang: Lang, paragraph: Paragraph) -> String {
    let number = paragraph.number;
    match (lang, paragraph.section) {
        (Lang::Zh, Section::Body) => format!("（第{number}段）"),
        (Lang::Zh, Section::Footnotes) => format!("（脚注第{number}段）"),
        (Lang::En, Section::Body) => format!(" (paragraph {number})"),
        (Lang::En, Section::Footnotes) => format!(" (paragraph {number} of the footnotes)"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::diagnostic::{Applicability, Authority, Edit, Fix, Label, Span};

    const DRAFT: &str = "\n某市科技条例\n\n\u{3000}\u{3000}第一条  市科学技术行政部门主管本市科技工作。\n\n\n\n\n\n\n\n\
        第二条  违反本条例规定，科技技术行政等有关部门及其工作人员滥用职权、玩忽职守、徇私舞弊的，对直接负责的主管人员和其他直接责任人员依法给予处分。\n\
        第三条  本条例自2025年  月  日起施行。\u{b}\n";

    fn at(quote: &str) -> Span {
        let start = DRAFT.find(quote).expect("is in the draft");
        Span::new(start, start + quote.len())
    }

    pub(crate) fn draft() -> Source {
        Source::from_text("某市.txt", DRAFT)
    }

    fn finding(lint: &str, severity: Severity, message: &str, span: Span, article: Option<&str>) -> Diagnostic {
        Diagnostic {
            lint: lint.into(),
            topic: "topic".into(),
            severity,
            message: message.into(),
            span,
            article: article.map(Into::into),
            labels: Vec::new(),
            help: None,
            authority: [].into(),
            fix: None,
        }
    }

    /// Three findings: with a label and a fix, with authority and help, and with nothing.
    pub(crate) fn report() -> (Source, Report) {
        let mut term =
            finding("term-variant", Severity::Error, "“科技技术”应为“科学技术”", at("科技技术"), Some("第二条"));
        term.labels = vec![Label { span: at("科学技术"), message: "第一条的写法".into() }];
        let edits = vec![Edit { span: at("科技技术"), replacement: "科学技术".into() }];
        term.fix = Some(Fix { applicability: Applicability::Unsafe, edits });
        let date = "2025年  月  日";
        let mut blank =
            finding("effective-date-placeholder", Severity::Warning, "施行日期尚未填写", at(date), Some("第三条"));
        let norm = |source: &str, article: &str| Authority { source: source.into(), article: Some(article.into()) };
        blank.authority = [norm("立法法", "第六十一条"), norm("《立法技术规范》", "6.1")].into();
        blank.help = Some("填写具体日期".into());
        let end = DRAFT.len() - 2;
        let control = finding("layout", Severity::Advice, "行末有垂直制表符", Span::new(end, end + 1), None);
        (draft(), Report { diagnostics: vec![term, blank, control], ..Report::default() })
    }

    /// All that Word and a hostile hand put into a text.
    pub(crate) fn nasty() -> Source {
        let text = "甲\t\0\r\n\r\n\u{3000}“a”\u{b}\u{c}𠮷\u{85}\u{2028}\u{202e}\u{200b}e\u{301}\u{1b}[31m\n\u{feff}\n \n末\r尾\u{fe0f}";
        Source::from_text("坏\u{1b}.txt", text)
    }

    /// Renders every span of a text, as the place and as a label.
    pub(crate) fn every_span(renderer: &dyn Render, source: &Source) {
        let text = source.text();
        let ends: Vec<_> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        for (index, start) in ends.iter().enumerate() {
            for end in &ends[index..] {
                let span = Span::new(*start, *end);
                let mut finding = finding("nasty", Severity::Error, "坏\n字\u{1b}", span, Some("第一条"));
                let other = Span::new(ends[ends.len() - 1 - index].min(*start), *end);
                finding.labels = vec![Label { span: other, message: "此\r处".into() }];
                finding.fix = Some(Fix {
                    applicability: Applicability::Safe,
                    edits: vec![Edit { span, replacement: "\u{202e}".into() }],
                });
                let out = renderer.file(source, &Report { diagnostics: vec![finding], ..Report::default() }).text;
                let at = source.lines().position(text, *start);
                assert!(out.contains(&format!(".txt:{}:{} 第一条", at.line, at.column)), "{span:?}\n{out}");
                let plain = out.replace("\u{1b}[", "");
                assert!(!plain.contains(|c: char| c.is_control() && c != '\n'), "{span:?}\n{out:?}");
                assert!(!plain.contains(['\u{202e}', '\u{200b}', '\u{feff}', '\u{2028}']), "{span:?}\n{out:?}");
            }
        }
    }

    #[test]
    fn drawn() {
        let (source, report) = report();
        insta::assert_snapshot!(Full::new(Style::default()).file(&source, &report).text, @r#"
        错误[term-variant]：“科技技术”应为“科学技术”
           ┌─ 某市.txt:12:14 第二条
           │
         4 │     第一条  市科学技术行政部门主管本市科技工作。
           │               -------- 第一条的写法
           ·
        12 │ 第二条  违反本条例规定，科技技术行政等有关部门及其工作人员滥用职权、玩忽职守、…
           │                         ^^^^^^^^
           │
           = 可修正（需核对）：“科技技术”改为“科学技术”

        警告[effective-date-placeholder]：施行日期尚未填写
           ┌─ 某市.txt:13:10 第三条
           │
        13 │ 第三条  本条例自2025年  月  日起施行。␋
           │                 ^^^^^^^^^^^^^^
           │
           = 依据：立法法第六十一条；《立法技术规范》6.1
           = 建议：填写具体日期

        建议[layout]：行末有垂直制表符
           ┌─ 某市.txt:13:25
           │
        13 │ 第三条  本条例自2025年  月  日起施行。␋
           │                                       ^
        "#);
    }

    #[test]
    fn drawn_in_english() {
        let (source, mut report) = report();
        report.diagnostics.truncate(1);
        let style = Style { lang: Lang::En, colour: Colour::Never };
        insta::assert_snapshot!(Full::new(style).file(&source, &report).text, @r#"
        error[term-variant]: “科技技术”应为“科学技术”
           ┌─ 某市.txt:12:14 第二条
           │
         4 │     第一条  市科学技术行政部门主管本市科技工作。
           │               -------- 第一条的写法
           ·
        12 │ 第二条  违反本条例规定，科技技术行政等有关部门及其工作人员滥用职权、玩忽职守、…
           │                         ^^^^^^^^
           │
           = fixable (to be checked): “科技技术” becomes “科学技术”
        "#);
    }

    #[test]
    fn coloured() {
        let (source, mut report) = report();
        report.diagnostics.drain(..2);
        let style = Style { lang: Lang::Zh, colour: Colour::Always };
        let out = Full::new(style).file(&source, &report).text.replace('\u{1b}', "␛");
        insta::assert_snapshot!(out, @r#"
        ␛[1;96m建议[layout]␛[0m␛[1m：行末有垂直制表符␛[0m
           ␛[34m┌─␛[0m 某市.txt:13:25
           ␛[34m│␛[0m
        ␛[34m13␛[0m ␛[34m│␛[0m 第三条  本条例自2025年  月  日起施行。␛[36m␋␛[0m
           ␛[34m│␛[0m                                       ␛[36m^␛[0m
        "#);
    }

    #[test]
    fn carets_stand_under_their_characters() {
        let source = Source::from_text("甲.txt", "\u{3000}甲\u{200b}𠮷\t“b\u{b}");
        let mut cells = 0;
        for ((start, c), width) in source.text().char_indices().zip([2, 2, 1, 2, 1, 1, 1, 1]) {
            let span = Span::new(start, start + c.len_utf8());
            let diagnostics = vec![finding("place", Severity::Error, "有误", span, None)];
            let out = Full::new(Style::default()).file(&source, &Report { diagnostics, ..Report::default() }).text;
            let carets = out.lines().nth(4).expect("carets follow the row");
            assert_eq!(carets, format!("  │ {}{}", " ".repeat(cells), "^".repeat(width)), "{c:?}");
            cells += width;
        }
    }

    #[test]
    fn no_span_is_too_much() {
        for colour in [Colour::Never, Colour::Always] {
            every_span(&Full::new(Style { lang: Lang::Zh, colour }), &nasty());
        }
        every_span(&Full::new(Style::default()), &draft());
    }

    #[test]
    fn nothing_found_is_nothing_said() {
        assert_eq!(Full::new(Style::default()).file(&draft(), &Report::default()).text, "");
    }
}
