//! `match` in a table of the user's: what a lint looks for.

use regex::Regex;
use toml::de::{DeTable, DeValue};

use super::super::At;
use super::super::values::{Complaints, Value, span};
use crate::diagnostic::Span;
use crate::pattern::RegexText;
use crate::pattern::table::{Match, Occurrences, Scope};

/// The kinds that need no code.
pub(in crate::config) const KINDS: [&str; 4] = ["phrase", "swap", "consistency", "regex"];

/// The longest word, and the most of them in one `match`, in bytes: an automaton of them all is built before the first
/// draft is read.
const MOST_BYTES: [usize; 2] = [1000, 1_000_000];

/// One table, or a list of them.
pub(super) fn read(say: &mut Complaints, value: &Value<'_>) -> Vec<Match> {
    match value.get_ref() {
        DeValue::Array(values) => values.iter().filter_map(|value| one(say, value)).collect(),
        DeValue::Table(_)
        | DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => one(say, value).into_iter().collect(),
    }
}

fn one(say: &mut Complaints, value: &Value<'_>) -> Option<Match> {
    let table = say.table(value)?;
    let place = span(value);
    let Some(kind) = table.get("kind") else {
        let list = KINDS.join(" ");
        let zh = format!("match 缺少 kind；可以写：{list}");
        say.wrong(place, &zh, &format!("match needs a kind, one of: {list}"), None);
        return None;
    };
    let known = |text: &str| KINDS.iter().position(|&known| known == text);
    let before = say.count();
    let mut reader = MatchReader { say, table, place, before };
    match reader.say.word(kind, known, &KINDS)?.value {
        0 => reader.phrase(),
        1 => reader.swap(),
        2 => reader.consistency(),
        _ => reader.regex(),
    }
}

struct MatchReader<'r, 'v, 'i> {
    say: &'r mut Complaints,
    table: &'v DeTable<'i>,
    place: Span,
    /// How many things were wrong before.
    before: usize,
}

impl MatchReader<'_, '_, '_> {
    fn phrase(&mut self) -> Option<Match> {
        self.keys(&["terms", "except", "scope", "told"]);
        let terms = self.words("terms", Needed::Yes);
        self.weigh(terms.iter().map(String::as_str));
        let (except, scope, told) = (self.words("except", Needed::No), self.scope(), self.told());
        Some(Match::Phrase { terms, except, scope, told })
    }

    fn swap(&mut self) -> Option<Match> {
        self.keys(&["pairs", "scope", "told"]);
        let pairs = self.lists("pairs", 2);
        self.weigh(pairs.iter().map(|pair| pair[0].value.as_str()));
        for pair in &pairs {
            self.exceptions(&pair[2..], &[&pair[0].value]);
        }
        let (scope, told) = (self.scope(), self.told());
        Some(Match::Swap { pairs: values(pairs), data: None, scope, told, spares_seams: false })
    }

    fn consistency(&mut self) -> Option<Match> {
        self.keys(&["sets", "at_least", "less_than"]);
        let sets = self.lists("sets", 1);
        self.weigh(sets.iter().flat_map(|set| set[0].value.split('|')));
        for set in &sets {
            let forms: Vec<&str> = set[0].value.split('|').collect();
            if forms.len() < 2 || forms.iter().any(|form| form.is_empty()) {
                let zh = "一组至少两种写法，用 | 隔开，如 \"高等学校|高校\"";
                self.say.wrong(set[0].span, zh, "a set has two forms or more, with | between them", None);
            }
            self.exceptions(&set[1..], &forms);
        }
        let (at_least, less_than) = (self.number("at_least"), self.number("less_than"));
        Some(Match::Consistency { sets: values(sets), data: None, at_least, less_than })
    }

    fn regex(&mut self) -> Option<Match> {
        self.keys(&["pattern", "needs", "except", "replace", "scope", "told"]);
        let needs = self.words("needs", Needed::Yes);
        self.weigh(needs.iter().map(String::as_str));
        let (except, scope, told) = (self.words("except", Needed::No), self.scope(), self.told());
        let Some(value) = self.table.get("pattern") else {
            self.missing("pattern");
            return None;
        };
        let pattern = match RegexText::checked(self.say.string(value)?) {
            Ok(pattern) => pattern,
            Err(error) => {
                let (zh, en) = regex_words(&error);
                self.say.wrong(span(value), &zh, &en, None);
                return None;
            }
        };
        let regex = pattern.regex()?;
        if regex.is_match("") {
            let zh = "正则能匹配空的文字，会处处都报";
            self.say.wrong(span(value), zh, "the expression matches empty text, and so everywhere", None);
        }
        let replace = self.table.get("replace").and_then(|value| {
            let text = self.say.string(value)?;
            for name in groups(text).filter(|name| !has_group(regex, name)) {
                let zh = format!("正则里没有“{name}”这个组");
                self.say.wrong(span(value), &zh, &format!("the expression has no group “{name}”"), None);
            }
            Some(text.to_owned())
        });
        Some(Match::Regex { pattern, needs, except, replace, scope, told })
    }

    /// Complains of keys that a kind does not have.
    fn keys(&mut self, known: &[&str]) {
        let known = [&["kind"], known].concat();
        for (key, _) in self.table {
            if !known.contains(&key.get_ref().as_ref()) {
                self.say.unknown(key, &known);
            }
        }
    }

    /// Complains of a key that is not there, unless it is misspelt, which has been told.
    fn missing(&mut self, key: &str) {
        if self.say.count() > self.before {
            return;
        }
        self.say.wrong(self.place, &format!("match 缺少 {key}"), &format!("match needs “{key}”"), None);
    }

    fn words(&mut self, key: &str, needed: Needed) -> Vec<String> {
        let Some(value) = self.table.get(key) else {
            if needed == Needed::Yes {
                self.missing(key);
            }
            return Vec::new();
        };
        let before = self.say.count();
        let words: Vec<String> = self.say.words(value).into_iter().map(|word| word.value).collect();
        if words.is_empty() && needed == Needed::Yes && self.say.count() == before {
            self.say.wrong(span(value), "至少写一个词", "at least one word", None);
        }
        words
    }

    /// Lists of at least so many words.
    fn lists(&mut self, key: &str, least: usize) -> Vec<Vec<At<String>>> {
        let Some(value) = self.table.get(key) else {
            self.missing(key);
            return Vec::new();
        };
        let DeValue::Array(values) = value.get_ref() else {
            let zh = "应当是列表的列表，如 [[\"…\", \"…\"]]";
            self.say.wrong(span(value), zh, "must be a list of lists, such as [[\"…\", \"…\"]]", None);
            return Vec::new();
        };
        let mut out = Vec::new();
        for value in values {
            let words = self.say.words(value);
            if words.len() >= least {
                out.push(words);
            } else if matches!(value.get_ref(), DeValue::Array(words) if words.len() < least) {
                let zh = format!("至少写 {least} 个词");
                self.say.wrong(span(value), &zh, &format!("at least {least} words"), None);
            }
        }
        out
    }

    fn number(&mut self, key: &str) -> Option<usize> {
        let value = self.table.get(key)?;
        self.say.number(value, 0, 1_000_000)
    }

    fn scope(&mut self) -> Scope {
        const ALL: [(&str, Scope); 3] =
            [("body", Scope::Body), ("specific", Scope::Specific), ("everywhere", Scope::Everywhere)];
        self.choice("scope", &ALL).unwrap_or_default()
    }

    fn told(&mut self) -> Occurrences {
        self.choice("told", &[("each", Occurrences::Each), ("once", Occurrences::Once)]).unwrap_or_default()
    }

    fn choice<T: Copy>(&mut self, key: &str, all: &[(&str, T)]) -> Option<T> {
        let value = self.table.get(key)?;
        let from_name = |text: &str| all.iter().find(|(name, _)| *name == text).map(|&(_, found)| found);
        let names: Vec<&str> = all.iter().map(|&(name, _)| name).collect();
        self.say.word(value, from_name, &names).map(|found| found.value)
    }

    /// Exceptions must hold one of the words, or `~` for it; a day must be one.
    fn exceptions(&mut self, fields: &[At<String>], words: &[&str]) {
        for At { value, span } in fields {
            if let Some((key, day)) = value.split_once('=') {
                let is_day = !matches!(key, "since" | "dated" | "born") || day.parse::<jiff::civil::Date>().is_ok();
                if !is_day {
                    let zh = format!("“{day}”不是日期，写成 2019-01-01 这样");
                    self.say.wrong(*span, &zh, &format!("“{day}” is no day: write it as 2019-01-01"), None);
                }
            } else if !value.contains('~') && !words.iter().any(|word| value.contains(word)) {
                let zh = format!("例外“{value}”里没有要查的词，不起作用；可以用 ~ 代替那个词");
                let en = format!("the exception “{value}” does not hold the word; ~ stands for it");
                self.say.wrong(*span, &zh, &en, None);
            }
        }
    }

    /// Complains of more words than an automaton of reasonable size holds.
    fn weigh<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        let lengths: Vec<usize> = words.map(str::len).collect();
        let [longest, most] = MOST_BYTES;
        if lengths.iter().any(|&length| length > longest) || lengths.iter().sum::<usize>() > most {
            let zh = format!("要查的词太长或者太多：一个词不超过 {longest} 字节，合起来不超过 {most} 字节");
            let en = format!("too much to look for: {longest} bytes a word, {most} in all");
            self.say.wrong(self.place, &zh, &en, None);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needed {
    Yes,
    No,
}

fn values(lists: Vec<Vec<At<String>>>) -> Vec<Vec<String>> {
    lists.into_iter().map(|list| list.into_iter().map(|word| word.value).collect()).collect()
}

/// What is wrong with an expression, in a line.
fn regex_words(error: &regex::Error) -> (String, String) {
    match error {
        regex::Error::CompiledTooBig(most) => (
            format!("正则编译后太大（超过 {most} 字节）：减少重复次数和字符范围"),
            format!("the compiled expression is larger than {most} bytes: repeat less"),
        ),
        other => {
            let said = other.to_string();
            let said = said.lines().last().unwrap_or_default().trim_start_matches("error: ");
            (format!("正则写错了：{said}"), format!("bad expression: {said}"))
        }
    }
}

/// The groups that a replacement names.
fn groups(replace: &str) -> impl Iterator<Item = &str> {
    replace.split('$').skip(1).filter_map(|rest| match rest.strip_prefix('{') {
        Some(braced) => braced.split('}').next(),
        None => {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            (end > 0).then(|| &rest[..end])
        }
    })
}

fn has_group(regex: &Regex, name: &str) -> bool {
    match name.parse::<usize>() {
        Ok(number) => number < regex.captures_len(),
        Err(_) => regex.capture_names().flatten().any(|known| known == name),
    }
}
