//! From TOML with positions to a [`Config`], and what is wrong on the way.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Config;
use crate::catalogue::{self, Catalogue};
use crate::diagnostic::{Diagnostic, Report, Severity, Span};
use crate::document::front::{Kind, Stage};
use crate::lang::{Lang, Text};
use crate::source::Source;
use crate::source::walk::Exclude;

/// The keys of the file that this version reads.
const KEYS: [&str; 8] = ["kind", "stage", "jurisdiction", "select", "ignore", "exclude", "words", "severity"];

/// Keys that are laid down for falint.toml and that this version does not read yet.
const LATER: [&str; 5] = ["lints", "lint", "override", "ignore-at", "extend"];

pub(super) fn read(source: &Source, lang: Lang) -> (Config, Report) {
    let mut reader = Reader { lang, config: Config::default(), report: Report::default() };
    let (table, errors) = DeTable::parse_recoverable(source.text());
    for error in &errors {
        let span = error.span().map_or(Span::new(0, 0), |span| Span::new(span.start, span.end));
        let zh = format!("不是有效的 TOML：{}", error.message());
        reader.wrong(within(source, span), &zh, &format!("not TOML: {}", error.message()), None);
    }
    for (key, value) in table.get_ref() {
        reader.key(key, value);
    }
    reader.report.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    (reader.config, reader.report)
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

type Key<'i> = Spanned<DeString<'i>>;
type Value<'i> = Spanned<DeValue<'i>>;

fn span<T>(spanned: &Spanned<T>) -> Span {
    Span::new(spanned.span().start, spanned.span().end)
}

struct Reader {
    lang: Lang,
    config: Config,
    report: Report,
}

impl Reader {
    fn wrong(&mut self, span: Span, zh: &str, en: &str, nearest: Option<&str>) {
        let help = nearest.map(|name| match self.lang {
            Lang::Zh => format!("是不是“{name}”？"),
            Lang::En => format!("did you mean “{name}”?"),
        });
        self.report.diagnostics.push(Diagnostic {
            lint: Arc::from("config"),
            topic: Arc::from("config"),
            severity: Severity::Error,
            message: Text { zh, en }.get(self.lang).to_owned(),
            span,
            article: None,
            labels: Vec::new(),
            help,
            authority: Arc::from([]),
            fix: None,
        });
    }

    fn key(&mut self, key: &Key<'_>, value: &Value<'_>) {
        let name = key.get_ref().as_ref();
        match name {
            "kind" => self.config.hints.kind = self.word(value, Kind::from_name, &Kind::ALL.map(Kind::name)),
            "stage" => self.config.hints.stage = self.word(value, Stage::from_name, &Stage::ALL.map(Stage::name)),
            "jurisdiction" => self.config.hints.jurisdiction = self.string(value).map(str::to_owned),
            "select" => self.config.select = self.selectors(value),
            "ignore" => self.config.ignore = self.selectors(value),
            "exclude" => self.config.exclude = self.patterns(value),
            "words" => self.config.words = self.words(value),
            "severity" => self.severities(value),
            later if LATER.contains(&later) => self.wrong(
                span(key),
                &format!("本版本还不支持“{later}”"),
                &format!("“{later}” is not supported by this version"),
                None,
            ),
            unknown => {
                let nearest = catalogue::nearest(unknown, KEYS.into_iter());
                self.wrong(span(key), &format!("没有“{unknown}”这个设置"), &format!("no setting “{unknown}”"), nearest);
            }
        }
    }

    fn string<'v>(&mut self, value: &'v Value<'_>) -> Option<&'v str> {
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.as_ref());
        }
        self.wrong(span(value), "应当是加引号的文字", "must be a string", None);
        None
    }

    fn strings<'v>(&mut self, value: &'v Value<'_>) -> Vec<(Span, &'v str)> {
        let DeValue::Array(values) = value.get_ref() else {
            self.wrong(span(value), "应当是列表，如 [\"all\"]", "must be a list, such as [\"all\"]", None);
            return Vec::new();
        };
        values.iter().filter_map(|value| self.string(value).map(|text| (span(value), text))).collect()
    }

    /// One of a few words.
    fn word<T>(&mut self, value: &Value<'_>, from_name: impl Fn(&str) -> Option<T>, all: &[&'static str]) -> Option<T> {
        let text = self.string(value)?;
        let found = from_name(text);
        if found.is_none() {
            let list = all.join(" ");
            let zh = format!("没有“{text}”；可以写：{list}");
            let en = format!("no “{text}”; one of: {list}");
            self.wrong(span(value), &zh, &en, catalogue::nearest(text, all.iter().copied()));
        }
        found
    }

    fn selectors(&mut self, value: &Value<'_>) -> Vec<String> {
        let mut out = Vec::new();
        for (place, text) in self.strings(value) {
            if Catalogue::builtin().knows(text) {
                out.push(text.to_owned());
            } else {
                self.no_such_lint(place, text);
            }
        }
        out
    }

    fn no_such_lint(&mut self, place: Span, text: &str) {
        let zh = format!("没有“{text}”这条规则，也没有这一类规则");
        let en = format!("no lint and no topic “{text}”");
        self.wrong(place, &zh, &en, Catalogue::builtin().nearest(text));
    }

    fn patterns(&mut self, value: &Value<'_>) -> Vec<String> {
        let mut out = Vec::new();
        for (place, text) in self.strings(value) {
            match Exclude::new("".as_ref(), &[text.to_owned()]) {
                Ok(_) => out.push(text.to_owned()),
                Err((_, error)) => {
                    self.wrong(
                        place,
                        &format!("路径模式“{text}”写错了：{error}"),
                        &format!("bad pattern: {error}"),
                        None,
                    );
                }
            }
        }
        out
    }

    fn words(&mut self, value: &Value<'_>) -> Vec<String> {
        let mut out = Vec::new();
        for (place, text) in self.strings(value) {
            if text.trim().is_empty() {
                self.wrong(place, "空的词什么也不保留", "an empty word spares nothing", None);
            } else {
                out.push(text.trim().to_owned());
            }
        }
        out
    }

    fn severities(&mut self, value: &Value<'_>) {
        const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong(span(value), "应当是一节：[severity]", "must be a table: [severity]", None);
            return;
        };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let from_name = |text: &str| ALL.into_iter().find(|severity| severity.name() == text);
            let severity = self.word(value, from_name, &ALL.map(Severity::name));
            if Catalogue::builtin().get(name).is_none() {
                self.no_such_lint(span(key), name);
            } else if let Some(severity) = severity {
                self.config.severity.push((name.to_owned(), severity));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong, each with the text it points at and the word proposed.
    fn wrong(text: &str) -> Vec<(String, String, Option<String>)> {
        let source = Source::from_text("falint.toml", text);
        let (_, report) = read(&source, Lang::Zh);
        let show = |d: Diagnostic| (d.message, d.span.of(text).to_owned(), d.help);
        report.diagnostics.into_iter().map(show).collect()
    }

    #[test]
    fn reads_what_is_set() {
        let text = "kind = \"local-regulation\"\nstage = \"vote\"\njurisdiction = \"辽宁省鞍山市\"\nselect = [\"all\"]\n\
                    ignore = [\"layout\"]\nexclude = [\"archive/**\"]\nwords = [\"径予\", \" 云岗 \"]\n[severity]\npunct-double = \"advice\"\n";
        let (config, report) = read(&Source::from_text("falint.toml", text), Lang::Zh);
        assert!(report.diagnostics.is_empty(), "{report:?}");
        assert_eq!(config.hints.kind, Some(Kind::LocalRegulation));
        assert_eq!(config.hints.stage, Some(Stage::Vote));
        assert_eq!(config.hints.jurisdiction.as_deref(), Some("辽宁省鞍山市"));
        assert_eq!(config.ignore, ["layout"]);
        assert_eq!(config.exclude, ["archive/**"]);
        assert_eq!(config.words, ["径予", "云岗"]);
        assert_eq!(config.severity, [("punct-double".to_owned(), Severity::Advice)]);
    }

    #[test]
    fn a_wrong_word_is_told_at_its_place_with_the_nearest_right_one() {
        let found = wrong("selct = [\"all\"]\nignore = [\"punct-dubble\"]\nstage = \"final\"\n");
        let shown: Vec<(&str, Option<&str>)> =
            found.iter().map(|(_, at, help)| (at.as_str(), help.as_deref())).collect();
        assert_eq!(
            shown,
            [
                ("selct", Some("是不是“select”？")),
                ("\"punct-dubble\"", Some("是不是“punct-double”？")),
                ("\"final\"", None),
            ]
        );
    }

    #[test]
    fn what_is_no_toml_is_told_and_the_rest_is_read() {
        assert!(!wrong("kind = \n").is_empty());
        assert_eq!(wrong("kind = 3\n")[0].0, "应当是加引号的文字");
        assert_eq!(wrong("lints = []\n")[0].0, "本版本还不支持“lints”");
        assert_eq!(wrong("exclude = [\"a{b\"]\n").len(), 1);
        assert_eq!(wrong("words = [\" \"]\n")[0].0, "空的词什么也不保留");
    }
}
