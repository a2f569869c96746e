//! Values of TOML with their places: what each should be, and words for what is wrong with it.
//!
//! Knows no key; those who know them ask here for a string, a list, one of a few words.

mod toml_words;

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::At;
use crate::catalogue::{self, Catalogue};
use crate::diagnostic::{Diagnostic, Report, Severity, Span};
use crate::lang::{Lang, Text};
use crate::options::Hundredths;
use crate::source::Source;
use toml_words::chinese;

pub(super) type Key<'i> = Spanned<DeString<'i>>;
pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// Where a key or a value stands.
pub(super) fn span<T>(spanned: &Spanned<T>) -> Span {
    Span::new(spanned.span().start, spanned.span().end)
}

/// What is wrong in one file.
#[derive(Debug)]
pub(super) struct Complaints {
    lang: Lang,
    report: Report,
}

/// The file as a table, and what is no TOML in it.
pub(super) fn parse(source: &Source, lang: Lang) -> (Spanned<DeTable<'_>>, Complaints) {
    let mut say = Complaints { lang, report: Report::default() };
    let (table, errors) = DeTable::parse_recoverable(source.text());
    let mut last: Option<(usize, &str)> = None;
    for error in &errors {
        let span = error.span().map_or(Span::new(0, 0), |span| Span::new(span.start, span.end));
        let span = within(source, span);
        // Each part of a name is told: once a line is enough.
        let said = (source.lines().line(span.start), error.message());
        if last.replace(said) != Some(said) {
            let zh = format!("不是有效的 TOML：{}", chinese(error.message()));
            say.wrong(span, &zh, &format!("not TOML: {}", error.message()), None);
        }
    }
    (table, say)
}

/// A span of the TOML reader, which may stand past the end.
fn within(source: &Source, span: Span) -> Span {
    let text = source.text();
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    Span::new(floor(span.start), floor(span.end).max(floor(span.start)))
}

impl Complaints {
    /// All of them, in order of position.
    pub(super) fn report(mut self) -> Report {
        self.report.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        self.report
    }

    /// How many there are.
    pub(super) const fn count(&self) -> usize {
        self.report.diagnostics.len()
    }

    pub(super) fn wrong(&mut self, span: Span, zh: &str, en: &str, nearest: Option<&str>) {
        self.report.diagnostics.push(complaint(self.lang, span, Text { zh, en }, nearest));
    }

    /// A key that means nothing, with the nearest that does.
    pub(super) fn unknown(&mut self, key: &Key<'_>, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let nearest = catalogue::nearest(name, known.iter().copied());
        self.wrong(span(key), &format!("没有“{name}”这个设置"), &format!("no setting “{name}”"), nearest);
    }

    /// A selector that names no lint and no topic, with the nearest that does.
    pub(super) fn no_such_selector(&mut self, span: Span, text: &str, catalogue: &Catalogue) {
        let zh = format!("没有“{text}”这条规则，也没有这一类规则");
        self.wrong(span, &zh, &format!("no lint and no topic “{text}”"), catalogue.nearest(text));
    }

    pub(super) fn string<'v>(&mut self, value: &'v Value<'_>) -> Option<&'v str> {
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.as_ref());
        }
        self.wrong(span(value), "应当是加引号的文字", "must be a string", None);
        None
    }

    pub(super) fn strings<'v>(&mut self, value: &'v Value<'_>) -> Vec<At<&'v str>> {
        let DeValue::Array(values) = value.get_ref() else {
            self.wrong(span(value), "应当是列表，如 [\"…\"]", "must be a list, such as [\"…\"]", None);
            return Vec::new();
        };
        let string = |value| self.string(value).map(|text| At { value: text, span: span(value) });
        values.iter().filter_map(string).collect()
    }

    /// Strings that hold something, without the blanks around them.
    pub(super) fn words(&mut self, value: &Value<'_>) -> Vec<At<String>> {
        let mut out = Vec::new();
        for At { value, span } in self.strings(value) {
            if value.trim().is_empty() {
                self.wrong(span, "空的词不起作用", "an empty word does nothing", None);
            } else {
                out.push(At { value: value.trim().to_owned(), span });
            }
        }
        out
    }

    pub(super) fn table<'v, 'i>(&mut self, value: &'v Value<'i>) -> Option<&'v DeTable<'i>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        self.wrong(span(value), "应当是一张表", "must be a table", None);
        None
    }

    /// The tables of `[[key]]`.
    pub(super) fn tables<'v, 'i>(&mut self, value: &'v Value<'i>, key: &str) -> Vec<(Span, &'v DeTable<'i>)> {
        let DeValue::Array(values) = value.get_ref() else {
            self.wrong(
                span(value),
                &format!("应当写成 [[{key}]]，一张表一段"),
                &format!("is written [[{key}]], a table each"),
                None,
            );
            return Vec::new();
        };
        values.iter().filter_map(|value| self.table(value).map(|table| (span(value), table))).collect()
    }

    pub(super) fn flag(&mut self, value: &Value<'_>) -> bool {
        if let DeValue::Boolean(flag) = value.get_ref() {
            return *flag;
        }
        self.wrong(span(value), "应当是 true 或者 false", "must be true or false", None);
        false
    }

    /// A number from `least` to `most`.
    pub(super) fn number(&mut self, value: &Value<'_>, least: usize, most: usize) -> Option<usize> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => usize::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok(),
            DeValue::String(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => None,
        };
        let found = number.filter(|number| (least..=most).contains(number));
        if found.is_none() {
            let zh = format!("应当是 {least} 到 {most} 的整数");
            self.wrong(span(value), &zh, &format!("must be a whole number from {least} to {most}"), None);
        }
        found
    }

    /// A number that need not be whole, of two decimals.
    pub(super) fn decimal(&mut self, value: &Value<'_>, least: Hundredths, most: Hundredths) -> Option<Hundredths> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().replace('_', "").parse::<f64>().ok(),
            DeValue::Float(number) => number.as_str().replace('_', "").parse::<f64>().ok(),
            DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                None
            }
        };
        let found = number.map(Hundredths::from).filter(|number| (least..=most).contains(number));
        if found.is_none() {
            self.wrong(
                span(value),
                &format!("应当是 {least} 到 {most} 的数"),
                &format!("must be a number from {least} to {most}"),
                None,
            );
        }
        found
    }

    /// One of a few words.
    pub(super) fn word<T>(
        &mut self,
        value: &Value<'_>,
        from_name: impl Fn(&str) -> Option<T>,
        all: &[&str],
    ) -> Option<At<T>> {
        let text = self.string(value)?;
        let found = from_name(text);
        if found.is_none() {
            let list = all.join(" ");
            let zh = format!("没有“{text}”；可以写：{list}");
            let en = format!("no “{text}”; one of: {list}");
            self.wrong(span(value), &zh, &en, catalogue::nearest(text, all.iter().copied()));
        }
        found.map(|found| At { value: found, span: span(value) })
    }

    pub(super) fn severity(&mut self, value: &Value<'_>) -> Option<At<Severity>> {
        self.word(value, Severity::from_name, &Severity::ALL.map(Severity::name))
    }
}

/// One thing that is wrong in a file.
pub(super) fn complaint(lang: Lang, span: Span, message: Text<'_>, nearest: Option<&str>) -> Diagnostic {
    let help = nearest.map(|name| match lang {
        Lang::Zh => format!("是不是“{name}”？"),
        Lang::En => format!("did you mean “{name}”?"),
    });
    Diagnostic {
        lint: Arc::from("config"),
        topic: Arc::from("config"),
        severity: Severity::Error,
        message: message.get(lang).to_owned(),
        span,
        article: None,
        labels: Vec::new(),
        help,
        authority: Arc::from([]),
        fix: None,
    }
}
