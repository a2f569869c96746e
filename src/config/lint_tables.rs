//! The user's own lints: tables as in lints/, read with their places so that what is wrong is told where it stands.
//!
//! They may leave out what only falint's own lints need: English, an authority, a reason, the version. Their code is
//! in no table: `kind = "rule"` is not for them.

mod matches;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::values::{Complaints, Key, Value, parse, span};
use crate::catalogue::{Catalogue, Example, FixKind, Table, Words};
use crate::diagnostic::{Authority, Report, Severity, Span};
use crate::document::tree::front::Stage;
use crate::lang::Lang;
use crate::pattern::table::Matches;
use crate::source::Source;

/// The keys of a file.
const FILE_KEYS: [&str; 2] = ["topic", "lint"];

/// The keys of a table.
pub(super) const KEYS: [&str; 18] = [
    "name",
    "title",
    "message",
    "variant",
    "label",
    "why",
    "help",
    "severity",
    "severity_at",
    "severity_of",
    "yields_to",
    "spares_words",
    "authority",
    "norm_since",
    "since",
    "match",
    "fix",
    "example",
];

/// Names of lints and topics that are taken.
#[derive(Debug)]
pub(super) struct Taken {
    names: BTreeSet<String>,
}

impl Taken {
    /// Those of falint's own.
    pub(super) fn builtin() -> Self {
        let lints = Catalogue::builtin().lints();
        let names = lints.iter().flat_map(|lint| [lint.name.to_string(), lint.topic.to_string()]);
        Self { names: names.chain(["all".to_owned()]).collect() }
    }
}

/// What a file of lints holds.
#[derive(Debug, Default)]
pub(super) struct OwnLints {
    pub(super) topic: String,
    pub(super) tables: Vec<Table>,
    /// Where their examples stand, by lint.
    pub(super) examples: Vec<Vec<Span>>,
}

/// Reads a file of lints, whose topic is its name where it says no other. What is wrong is in the report; a table with
/// anything wrong is left out.
pub(super) fn read(source: &Source, stem: &str, taken: &mut Taken, lang: Lang) -> (OwnLints, Report) {
    let (file, say) = parse(source, lang);
    let mut reader = TableReader { say, taken };
    let mut out = OwnLints { topic: stem.to_owned(), ..OwnLints::default() };
    let mut place = Span::new(0, 0);
    for (key, value) in file.get_ref() {
        match key.get_ref().as_ref() {
            "topic" => {
                place = span(value);
                out.topic = reader.say.string(value).unwrap_or(stem).to_owned();
            }
            "lint" => {
                for (place, table) in reader.say.tables(value, "lint") {
                    if let Some((table, examples)) = reader.lint(place, table) {
                        out.tables.push(table);
                        out.examples.push(examples);
                    }
                }
            }
            _ => reader.say.unknown(key, &FILE_KEYS),
        }
    }
    reader.name(&out.topic, place, Named::Topic);
    (out, reader.say.report())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Lint,
    Topic,
}

struct TableReader<'t> {
    say: Complaints,
    taken: &'t mut Taken,
}

impl TableReader<'_> {
    /// Takes a name for a lint or a topic.
    fn name(&mut self, name: &str, place: Span, named: Named) {
        let good = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !good {
            let zh = format!("“{name}”不能用作名字：只用字、字母、数字和连字符");
            let en = format!("“{name}” is no name: letters, digits and hyphens only");
            return self.say.wrong(place, &zh, &en, None);
        }
        if self.taken.names.insert(name.to_owned()) {
            return;
        }
        let (zh, en) = match named {
            Named::Lint => (format!("已经有叫“{name}”的规则或者类，换一个名字"), format!("“{name}” is taken")),
            Named::Topic => (
                format!("已经有叫“{name}”的规则或者类：文件开头写 topic = \"…\" 另起一个名字"),
                format!("“{name}” is taken: give another with topic = \"…\" at the head of the file"),
            ),
        };
        self.say.wrong(place, &zh, &en, None);
    }

    /// A table, with the places of its examples; `None` where anything is wrong with it.
    fn lint(&mut self, place: Span, table: &DeTable<'_>) -> Option<(Table, Vec<Span>)> {
        let before = self.say.count();
        let head = Span::new(place.start, place.start);
        let mut out = Table::default();
        let mut examples = Vec::new();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => {
                    out.name = self.say.string(value).unwrap_or_default().to_owned();
                    self.name(&out.name, span(value), Named::Lint);
                }
                "message" => out.message = self.text(value),
                "match" => out.r#match = Matches::Several(matches::read(&mut self.say, value)),
                "example" => (out.example, examples) = self.examples(value).into_iter().unzip(),
                "severity" => out.severity = self.say.severity(value).map_or(out.severity, |found| found.value),
                "fix" => out.fix = self.fix(value),
                _ => self.words_or_rank(key, value, &mut out),
            }
        }
        for (key, zh, en) in [
            ("name", "规则缺少 name：起一个名字", "a lint needs a name"),
            ("message", "规则缺少 message：写明报什么", "a lint needs a message"),
            ("match", "规则缺少 match：写明查什么", "a lint needs a match"),
        ] {
            // A key that is misspelt has been told.
            if !table.contains_key(key) && self.say.count() == before {
                self.say.wrong(head, zh, en, None);
            }
        }
        if !table.contains_key("title") {
            out.title = Words { zh: blanked(&out.message.zh), en: blanked(&out.message.en) };
        }
        if !table.contains_key("why") {
            out.why = out.help.clone().unwrap_or_else(|| out.title.clone());
        }
        (self.say.count() == before).then_some((out, examples))
    }

    /// The keys that say more of it.
    fn words_or_rank(&mut self, key: &Key<'_>, value: &Value<'_>, out: &mut Table) {
        match key.get_ref().as_ref() {
            "title" => out.title = self.text(value),
            "why" => out.why = self.text(value),
            "help" => out.help = Some(self.text(value)),
            "variant" => out.variant = self.texts(value),
            "label" => out.label = self.texts(value).into(),
            "severity_at" => {
                let ranks = self.ranks(value, &Stage::ALL.map(Stage::name));
                let stage = |(name, rank): (String, Severity)| Some((Stage::from_name(&name)?, rank));
                out.severity_at = ranks.into_iter().filter_map(stage).collect();
            }
            "severity_of" => out.severity_of = self.ranks(value, &[]),
            "yields_to" => out.yields_to = self.say.words(value).into_iter().map(|word| word.value).collect(),
            "spares_words" => out.spares_words = self.say.flag(value),
            "norm_since" => out.norm_since = self.day(value),
            "since" => out.since = self.say.string(value).unwrap_or_default().to_owned(),
            "authority" => out.authority = self.authority(value),
            _ => self.say.unknown(key, &KEYS),
        }
    }

    /// A day as `2009-10-31`.
    fn day(&mut self, value: &Value<'_>) -> Option<Date> {
        let day = self.say.string(value)?.parse().ok();
        if day.is_none() {
            self.say.wrong(span(value), "应当是日期，如 \"2009-10-31\"", "must be a day, such as \"2009-10-31\"", None);
        }
        day
    }

    /// A text, or one in both languages of which English may be missing.
    fn text(&mut self, value: &Value<'_>) -> Words {
        let DeValue::Table(table) = value.get_ref() else {
            let text = self.say.string(value).unwrap_or_default();
            if text.trim().is_empty() && matches!(value.get_ref(), DeValue::String(_)) {
                self.say.wrong(span(value), "不能是空的", "must not be empty", None);
            }
            return Words::both(text);
        };
        let mut words = Words::both("");
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "zh" => words.zh = self.say.string(value).unwrap_or_default().to_owned(),
                "en" => words.en = self.say.string(value).unwrap_or_default().to_owned(),
                _ => self.say.unknown(key, &["zh", "en"]),
            }
        }
        if words.zh.trim().is_empty() {
            self.say.wrong(span(value), "缺少中文：zh = \"…\"", "needs the Chinese text: zh = \"…\"", None);
        }
        if words.en.trim().is_empty() { Words::both(&words.zh) } else { words }
    }

    fn texts(&mut self, value: &Value<'_>) -> BTreeMap<String, Words> {
        let table = self.say.table(value);
        table.into_iter().flatten().map(|(key, value)| (key.get_ref().to_string(), self.text(value))).collect()
    }

    /// Severities by name; where `known` is empty, by any.
    fn ranks(&mut self, value: &Value<'_>, known: &[&str]) -> BTreeMap<String, Severity> {
        let mut out = BTreeMap::new();
        for (key, value) in self.say.table(value).into_iter().flatten() {
            if !known.is_empty() && !known.contains(&key.get_ref().as_ref()) {
                self.say.unknown(key, known);
            }
            out.extend(self.say.severity(value).map(|found| (key.get_ref().to_string(), found.value)));
        }
        out
    }

    fn fix(&mut self, value: &Value<'_>) -> FixKind {
        const ALL: [FixKind; 3] = [FixKind::Safe, FixKind::Unsafe, FixKind::None];
        let from_name = |text: &str| ALL.into_iter().find(|fix| fix.name() == text);
        self.say.word(value, from_name, &ALL.map(FixKind::name)).map_or(FixKind::None, |fix| fix.value)
    }

    /// Norms, each a name or a table as in lints/.
    fn authority(&mut self, value: &Value<'_>) -> Vec<Authority> {
        let DeValue::Array(norms) = value.get_ref() else {
            self.say.wrong(span(value), "应当是列表，如 [\"…\"]", "must be a list, such as [\"…\"]", None);
            return Vec::new();
        };
        let mut out = Vec::new();
        for norm in norms {
            let DeValue::Table(table) = norm.get_ref() else {
                out.extend(self.say.string(norm).map(|name| Authority { source: name.to_owned(), article: None }));
                continue;
            };
            let mut authority = Authority { source: String::new(), article: None };
            for (key, value) in table {
                match key.get_ref().as_ref() {
                    "source" => authority.source = self.say.string(value).unwrap_or_default().to_owned(),
                    "article" => authority.article = self.say.string(value).map(str::to_owned),
                    _ => self.say.unknown(key, &["source", "article"]),
                }
            }
            if authority.source.is_empty() {
                self.say.wrong(span(norm), "缺少 source：文件的名称", "needs a source: the document's name", None);
            }
            out.push(authority);
        }
        out
    }

    fn examples(&mut self, value: &Value<'_>) -> Vec<(Example, Span)> {
        let mut out = Vec::new();
        for (place, table) in self.say.tables(value, "lint.example") {
            let mut example = Example::default();
            let mut at = Span::new(place.start, place.start);
            for (key, value) in table {
                match key.get_ref().as_ref() {
                    "bad" => {
                        example.bad = self.say.string(value).unwrap_or_default().to_owned();
                        at = span(value);
                    }
                    "good" => example.good = self.say.string(value).unwrap_or_default().to_owned(),
                    "unmarked" => example.unmarked = self.say.flag(value),
                    "markdown" => example.markdown = self.say.flag(value),
                    "with" => example.with = self.say.words(value).into_iter().map(|word| word.value).collect(),
                    _ => self.say.unknown(key, &["bad", "good", "unmarked", "markdown", "with"]),
                }
            }
            if example.bad.trim().is_empty() || example.good.trim().is_empty() {
                let zh = "例子要有 bad（应当报的）和 good（不应当报的）";
                self.say.wrong(at, zh, "an example has a bad and a good text", None);
            }
            out.push((example, at));
        }
        out
    }
}

/// A message without the names of what is put in: 本局不用“…”.
fn blanked(message: &str) -> String {
    let mut parts = message.split('{');
    let head = parts.next().unwrap_or_default().to_owned();
    parts.fold(head, |out, part| out + "…" + part.split_once('}').map_or("", |(_, rest)| rest))
}
