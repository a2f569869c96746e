//! What a lint is: reads lints/*.toml, knows every lint by name and by topic.
//!
//! A lint's table holds all its words, in both languages, with its authority and its examples; the examples are tests
//! and documentation at once. Rules hold no words.

mod option;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::diagnostic::{Authority, Severity, Span};
use crate::document::tree::front::Stage;
use crate::lang::{Lang, Text};
use crate::options::Options;
use crate::pattern::Pattern;
use crate::pattern::literals::{Hits, Literals};
use crate::pattern::table::Matches;
use option::OptionTable;
pub use option::{LintOption, OptionKind};

/// A file of lints/.
struct Topic {
    name: &'static str,
    title: Text<'static>,
    /// Its tables, as the build wrote them.
    json: &'static str,
}

macro_rules! topic {
    ($name:literal, $zh:literal, $en:literal) => {
        Topic {
            name: $name,
            title: Text { zh: $zh, en: $en },
            json: include_str!(concat!(env!("OUT_DIR"), "/", $name, ".json")),
        }
    };
}

/// The files of lints/, in the order in which people see them.
const TOPICS: &[Topic] = &[
    topic!("structure", "章节条款结构", "chapters, articles and lists"),
    topic!("numbering", "序号", "numbering"),
    topic!("references", "内部引用", "cross references"),
    topic!("citations", "引用其他法律法规", "citations of other laws"),
    topic!("dates", "施行与日期", "effectiveness and dates"),
    topic!("penalties", "法律责任", "penalties"),
    topic!("words", "字词", "words"),
    topic!("phrasing", "句式", "phrasing"),
    topic!("terms", "术语", "terms"),
    topic!("definitions", "简称与定义", "short forms and definitions"),
    topic!("wording", "用语", "wording"),
    topic!("numerals", "数字与计量", "numerals and units"),
    topic!("punctuation", "标点符号", "punctuation"),
    topic!("layout", "版式与空白", "layout"),
    topic!("titles", "标题", "titles"),
    topic!("preambles", "题注与第一条", "enactment note and first article"),
    topic!("contents", "目录", "table of contents"),
    topic!("revisions", "修订", "revisions"),
    topic!("amendments", "修改决定", "amending decisions"),
    topic!("ignores", "忽略", "ignores"),
];

/// What a topic is called, for people; nothing where it is one of the user's.
pub fn topic_title(topic: &str, lang: Lang) -> &'static str {
    TOPICS.iter().find(|known| known.name == topic).map_or("", |topic| topic.title.get(lang))
}

/// Words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The same in both languages.
    pub fn both(text: &str) -> Self {
        Self { zh: text.to_owned(), en: text.to_owned() }
    }

    /// In one of the languages.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// What is said at the other places of a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "BTreeMap<String, Words>")]
pub struct Labels {
    /// At those with the same fault: `also` in the table.
    pub also: Option<Words>,
    /// At those that explain it, by the rule's word for them.
    pub named: BTreeMap<String, Words>,
}

impl From<BTreeMap<String, Words>> for Labels {
    fn from(mut named: BTreeMap<String, Words>) -> Self {
        Self { also: named.remove("also"), named }
    }
}

/// What a lint's fix is, where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FixKind {
    /// Cannot change the meaning.
    Safe,
    /// A person should look.
    Unsafe,
    /// It has none.
    #[default]
    None,
}

impl FixKind {
    /// The name used in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
            Self::None => "none",
        }
    }
}

/// A bad text and its mended form. 【】 in the bad one mark what must be reported. A text of one line stands for an
/// article of a regulation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Must be reported.
    pub bad: String,
    /// Must not.
    pub good: String,
    /// The law in force, where the lint is to see it.
    #[serde(default)]
    pub current: Option<String>,
    /// Whether 【】 in the texts are text.
    #[serde(default)]
    pub unmarked: bool,
    /// Whether the texts are Markdown.
    #[serde(default)]
    pub markdown: bool,
    /// Lints and topics that must run with it.
    #[serde(default)]
    pub with: Vec<String>,
}

impl Example {
    /// The bad text without the marks of what must be reported, in its frame.
    pub fn bad_text(&self) -> String {
        framed(&if self.unmarked { self.bad.clone() } else { self.bad.replace(['【', '】'], "") })
    }

    /// What a file with such a text would be called.
    pub const fn file_name(&self) -> &'static str {
        if self.markdown { "example.md" } else { "example.txt" }
    }

    /// What must be selected for a lint to tell of it.
    pub fn selectors(&self, lint: &str) -> Vec<String> {
        std::iter::once(lint.to_owned()).chain(self.with.iter().cloned()).collect()
    }

    /// The places between 【】, in bytes of the bad text; none where they are text.
    pub fn marks(&self) -> Vec<Span> {
        if self.unmarked {
            return Vec::new();
        }
        let bare = self.bad.trim_end_matches('\n').replace(['【', '】'], "");
        let frame = self.bad_text().find(&bare).unwrap_or(0);
        let (mut at, mut start, mut spans) = (frame, frame, Vec::new());
        for c in self.bad.chars() {
            match c {
                '【' => start = at,
                '】' => spans.push(Span::new(start, at)),
                _ => at += c.len_utf8(),
            }
        }
        spans
    }

    /// The good text in its frame.
    pub fn good_text(&self) -> String {
        framed(&self.good)
    }
}

/// A text of one line as an article of a regulation.
fn framed(text: &str) -> String {
    let line = text.trim_end_matches('\n');
    if line.contains('\n') { text.to_owned() } else { format!("某市示例条例\n第一条　{line}\n") }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lint: Vec<Table>,
}

/// A lint as it is declared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) title: Words,
    pub(crate) message: Words,
    #[serde(default)]
    pub(crate) variant: BTreeMap<String, Words>,
    #[serde(default)]
    pub(crate) label: Labels,
    pub(crate) why: Words,
    pub(crate) help: Option<Words>,
    pub(crate) severity: Severity,
    #[serde(default, deserialize_with = "stages")]
    pub(crate) severity_at: Vec<(Stage, Severity)>,
    #[serde(default)]
    pub(crate) severity_of: BTreeMap<String, Severity>,
    #[serde(default)]
    pub(crate) yields_to: Vec<String>,
    #[serde(default)]
    pub(crate) spares_words: bool,
    #[serde(default)]
    pub(crate) option: BTreeMap<String, OptionTable>,
    pub(crate) options_of: Option<String>,
    pub(crate) authority: Vec<Authority>,
    #[serde(default, deserialize_with = "day")]
    pub(crate) norm_since: Option<Date>,
    pub(crate) since: String,
    pub(crate) r#match: Matches,
    #[serde(default)]
    pub(crate) fix: FixKind,
    #[serde(default)]
    pub(crate) example: Vec<Example>,
}

/// Severities by stage.
fn stages<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(Stage, Severity)>, D::Error> {
    let named = BTreeMap::<String, Severity>::deserialize(from)?;
    let stage = |(name, severity): (String, Severity)| {
        Stage::from_name(&name)
            .map(|stage| (stage, severity))
            .ok_or_else(|| D::Error::custom(format!("no stage {name:?}")))
    };
    named.into_iter().map(stage).collect()
}

/// A day as `2009-10-31`.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let written = String::deserialize(from)?;
    written.parse().map(Some).map_err(|_| D::Error::custom(format!("no day {written:?}")))
}

impl Default for Table {
    /// A lint that finds nothing: a warning without words.
    fn default() -> Self {
        Self {
            name: String::new(),
            title: Words::both(""),
            message: Words::both(""),
            variant: BTreeMap::new(),
            label: Labels::default(),
            why: Words::both(""),
            help: None,
            severity: Severity::Warning,
            severity_at: Vec::new(),
            severity_of: BTreeMap::new(),
            yields_to: Vec::new(),
            spares_words: false,
            option: BTreeMap::new(),
            options_of: None,
            authority: Vec::new(),
            norm_since: None,
            since: String::new(),
            r#match: Matches::Several(Vec::new()),
            fix: FixKind::None,
            example: Vec::new(),
        }
    }
}

/// A lint, as its table tells it.
#[derive(Debug)]
pub struct Lint {
    /// Stable and unique; names the fault.
    pub name: Arc<str>,
    /// The file it stands in.
    pub topic: Arc<str>,
    /// The fault, in a few words.
    pub title: Words,
    /// What is said of a finding, with placeholders.
    pub message: Words,
    /// Other messages, by name.
    pub variants: BTreeMap<String, Words>,
    /// What is said at other places.
    pub labels: Labels,
    /// Why it matters, and what is left alone.
    pub why: Words,
    /// What to do.
    pub help: Option<Words>,
    severity: Severity,
    severity_at: Vec<(Stage, Severity)>,
    /// The severity of weaker findings, by the name of their message, where it is lower than its own.
    pub severity_of: BTreeMap<String, Severity>,
    /// Lints and topics that have told of the same place, where they do.
    pub yields_to: Vec<String>,
    /// Whether what stands in the user's own words is left alone.
    pub spares_words: bool,
    /// Its own options.
    pub options: Vec<LintOption>,
    /// The lint whose options it goes by, where it has none of its own.
    pub options_of: Option<String>,
    /// The norms.
    pub authority: Arc<[Authority]>,
    /// The day from which the norm asks for it; texts worded before are left alone.
    pub norm_since: Option<Date>,
    /// The version that brought it.
    pub since: String,
    /// How it finds what it reports.
    pub patterns: Vec<Pattern>,
    /// Whether its fix is safe.
    pub fix: FixKind,
    /// Tests and documentation.
    pub examples: Vec<Example>,
}

impl Lint {
    /// Its severity at a stage.
    pub fn severity(&self, stage: Stage) -> Severity {
        self.severity_at.iter().find(|(at, _)| *at == stage).map_or(self.severity, |&(_, severity)| severity)
    }

    /// Whether a selector (a lint, a topic, `all`) names it.
    pub fn is_selected_by(&self, selector: &str) -> bool {
        self.rank(selector).is_some()
    }

    /// How narrowly a selector names it: more for its name than for its topic, and for that than for `all`.
    pub fn rank(&self, selector: &str) -> Option<u8> {
        if *selector == *self.name {
            Some(2)
        } else if *selector == *self.topic {
            Some(1)
        } else {
            (selector == "all").then_some(0)
        }
    }

    /// Whether it speaks of the ignores, not of the draft.
    pub fn is_policy(&self) -> bool {
        self.patterns.iter().any(Pattern::is_policy)
    }

    /// Its options where nobody sets them.
    pub fn default_options(&self) -> Options {
        let mut options = Options::default();
        for option in &self.options {
            option.kind.default_value().into_iter().for_each(|value| options.set(&option.name, value));
        }
        options
    }

    /// Its severities where they differ by stage.
    pub fn severity_at(&self) -> &[(Stage, Severity)] {
        &self.severity_at
    }
}

/// All lints, in the order of their files.
#[derive(Debug)]
pub struct Catalogue {
    lints: Vec<Lint>,
    literals: OnceLock<Literals>,
}

impl Catalogue {
    /// The lints that come with falint.
    ///
    /// # Panics
    /// Where a table of lints/ is broken, which the tests rule out.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Catalogue> = OnceLock::new();
        BUILTIN.get_or_init(|| Self::of(TOPICS.iter().flat_map(own_lints).collect()))
    }

    /// The lints that come with falint, and the user's own, by topic.
    #[cfg(feature = "config")]
    pub(crate) fn with(tables: impl Iterator<Item = (String, Vec<Table>)>) -> Self {
        let mut lints: Vec<Lint> = TOPICS.iter().flat_map(own_lints).collect();
        for (topic, tables) in tables {
            lints.extend(File { lint: tables }.lints(&topic));
        }
        Self::of(lints)
    }

    fn of(mut lints: Vec<Lint>) -> Self {
        let patterns = lints.iter_mut().flat_map(|lint: &mut Lint| &mut lint.patterns);
        patterns.enumerate().for_each(|(slot, pattern)| pattern.slot = slot);
        Self { lints, literals: OnceLock::new() }
    }

    /// Looks for the words of all declared lints.
    pub fn scan(&self, text: &str) -> Hits {
        let patterns = || self.lints.iter().flat_map(|lint| &lint.patterns);
        self.literals.get_or_init(|| Literals::new(patterns().map(Pattern::words))).scan(text)
    }

    /// All lints.
    pub fn lints(&self) -> &[Lint] {
        &self.lints
    }

    /// The lint of that name.
    pub fn get(&self, name: &str) -> Option<&Lint> {
        self.lints.iter().find(|lint| &*lint.name == name)
    }

    /// Whether a selector (a lint, a topic, `all`) means something.
    pub fn knows(&self, selector: &str) -> bool {
        selector == "all" || self.lints.iter().any(|lint| &*lint.name == selector || &*lint.topic == selector)
    }

    /// The selector nearest to a word that is none.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let topics = self.lints.chunk_by(|a, b| a.topic == b.topic).map(|lints| &*lints[0].topic);
        nearest(word, self.lints.iter().map(|lint| &*lint.name).chain(topics).chain(["all"]))
    }
}

/// The lints of a topic of falint's own.
#[expect(clippy::expect_used, reason = "the tables are part of the program, and tests read each of them")]
fn own_lints(topic: &Topic) -> Vec<Lint> {
    let file: File = serde_json::from_str(topic.json).expect("lints/ is tested");
    file.lints(topic.name)
}

/// The name nearest to a word, where one is near.
pub fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names
        .map(|name| (strsim::damerau_levenshtein(word, name), name))
        .min()
        .filter(|&(distance, name)| distance <= name.len().max(3) / 3)
        .map(|(_, name)| name)
}

impl File {
    fn lints(self, topic: &str) -> Vec<Lint> {
        let topic: Arc<str> = topic.into();
        self.lint.into_iter().map(|table| lint(table, &topic)).collect()
    }
}

fn lint(table: Table, topic: &Arc<str>) -> Lint {
    let patterns: Vec<Pattern> = match table.r#match {
        Matches::One(one) => vec![Pattern::new(one)],
        Matches::Several(several) => several.into_iter().map(Pattern::new).collect(),
    };
    let mut options: Vec<LintOption> = table.option.into_iter().map(|(name, option)| option.named(name)).collect();
    if patterns.iter().any(|pattern| pattern.forms().next().is_some()) && table.options_of.is_none() {
        options.push(option::prefer());
    }
    Lint {
        name: table.name.into(),
        topic: Arc::clone(topic),
        title: table.title,
        message: table.message,
        variants: table.variant,
        labels: table.label,
        why: table.why,
        help: table.help,
        severity: table.severity,
        severity_at: table.severity_at,
        severity_of: table.severity_of,
        yields_to: table.yields_to,
        spares_words: table.spares_words,
        options,
        options_of: table.options_of,
        authority: table.authority.into(),
        norm_since: table.norm_since,
        since: table.since,
        patterns,
        fix: table.fix,
        examples: table.example,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_at_places_with_the_same_fault_is_no_word_of_a_rule() {
        let labels = || Catalogue::builtin().lints().iter().map(|lint| &lint.labels);
        assert!(labels().any(|labels| labels.also.is_some()) && labels().any(|labels| !labels.named.is_empty()));
        assert!(labels().all(|labels| !labels.named.contains_key("also")));
    }
}
