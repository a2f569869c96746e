//! The keys of falint.toml: from TOML with positions to a [`Config`], and what is wrong on the way.

use toml::de::DeTable;

use super::paths::PathPatterns;
use super::values::{Complaints, Key, Value, parse, span};
use super::{At, Config, Override, Section, ignores};
use crate::catalogue::{Catalogue, Lint, LintOption, OptionKind, nearest};
use crate::diagnostic::{Report, Severity, Span};
use crate::document::tree::front::{Kind, Stage};
use crate::lang::Lang;
use crate::options::Value as Set;
use crate::pattern::Pattern;
use crate::source::{FormatChoice, Source};

/// The keys that hold for all files, or for those of an override.
pub(super) const SECTION_KEYS: [&str; 9] =
    ["kind", "stage", "format", "jurisdiction", "select", "ignore", "words", "severity", "lint"];

/// The keys that stand at the top only.
pub(super) const TOP_KEYS: [&str; 5] = ["extend", "lints", "exclude", "override", ignores::KEY];

/// The key of an override that says which files it is for.
pub(super) const PATHS: &str = "paths";

pub(super) fn read(source: &Source, catalogue: &Catalogue, lang: Lang) -> (Config, Report) {
    let (table, say) = parse(source, lang);
    let mut reader = ConfigReader { say, catalogue };
    let mut config = Config::default();
    for (key, value) in table.get_ref() {
        reader.top_key(key, value, &mut config);
    }
    (config, reader.say.report())
}

/// What a configuration says of other files; what is wrong with it is told when all of it is read.
pub(super) fn links(source: &Source) -> Config {
    let (table, mut say) = parse(source, Lang::Zh);
    let mut config = Config::default();
    for (key, value) in table.get_ref() {
        match key.get_ref().as_ref() {
            "extend" => config.extend = path(&mut say, value),
            "lints" => config.lints = say.words(value),
            _ => {}
        }
    }
    config
}

fn path(say: &mut Complaints, value: &Value<'_>) -> Option<At<String>> {
    say.string(value).map(|text| At { value: text.to_owned(), span: span(value) })
}

struct ConfigReader<'c> {
    say: Complaints,
    catalogue: &'c Catalogue,
}

impl<'c> ConfigReader<'c> {
    fn top_key(&mut self, key: &Key<'_>, value: &Value<'_>, config: &mut Config) {
        match key.get_ref().as_ref() {
            "extend" => config.extend = path(&mut self.say, value),
            "lints" => config.lints = self.say.words(value),
            "exclude" => config.exclude = self.patterns(value),
            "override" => {
                let tables = self.say.tables(value, "override");
                config.overrides = tables.into_iter().filter_map(|(place, table)| self.over(place, table)).collect();
            }
            ignores::KEY => config.ignores = ignores::read(&mut self.say, self.catalogue, value),
            _ if self.section_key(key, value, &mut config.all) => {}
            _ => self.say.unknown(key, &[&SECTION_KEYS[..], &TOP_KEYS].concat()),
        }
    }

    /// Settings for some files; `None` where it does not say for which.
    fn over(&mut self, place: Span, table: &DeTable<'_>) -> Option<Override> {
        let mut out = Override::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                PATHS => out.paths = self.patterns(value),
                _ if self.section_key(key, value, &mut out.section) => {}
                top if TOP_KEYS.contains(&top) => {
                    let zh = format!("“{top}”只能写在开头，不能写在 [[override]] 里");
                    self.say.wrong(span(key), &zh, &format!("“{top}” stands at the top, not in [[override]]"), None);
                }
                _ => self.say.unknown(key, &[&SECTION_KEYS[..], &[PATHS]].concat()),
            }
        }
        if out.paths.is_empty() && !table.contains_key(PATHS) {
            let zh = "[[override]] 缺少 paths：写明哪些文件，如 paths = [\"规章/**\"]";
            let en = "[[override]] needs paths, such as paths = [\"rules/**\"]";
            self.say.wrong(Span::new(place.start, place.start), zh, en, None);
        }
        (!out.paths.is_empty()).then_some(out)
    }

    /// Reads a key that a section may have; whether it is one.
    fn section_key(&mut self, key: &Key<'_>, value: &Value<'_>, section: &mut Section) -> bool {
        match key.get_ref().as_ref() {
            "kind" => section.kind = self.say.word(value, Kind::from_name, &Kind::ALL.map(Kind::name)),
            "stage" => section.stage = self.say.word(value, Stage::from_name, &Stage::ALL.map(Stage::name)),
            "format" => {
                section.format =
                    self.say.word(value, FormatChoice::from_name, &FormatChoice::ALL.map(FormatChoice::name));
            }
            "jurisdiction" => section.jurisdiction = path(&mut self.say, value),
            "select" => section.select = Some(self.selectors(value)),
            "ignore" => section.ignore = self.selectors(value),
            "words" => section.words = self.say.words(value),
            "severity" => section.severity = self.severities(value),
            "lint" => section.options = self.lints(value),
            _ => return false,
        }
        true
    }

    fn selectors(&mut self, value: &Value<'_>) -> Vec<At<String>> {
        let mut out = Vec::new();
        for At { value, span } in self.say.strings(value) {
            if self.catalogue.knows(value) {
                out.push(At { value: value.to_owned(), span });
            } else {
                self.say.no_such_selector(span, value, self.catalogue);
            }
        }
        out
    }

    /// The lint that a key names.
    fn lint(&mut self, key: &Key<'_>) -> Option<&'c Lint> {
        let name = key.get_ref().as_ref();
        let found = self.catalogue.get(name);
        if found.is_none() {
            let names = self.catalogue.lints().iter().map(|lint| &*lint.name);
            let zh = format!("没有“{name}”这条规则");
            self.say.wrong(span(key), &zh, &format!("no lint “{name}”"), nearest(name, names));
        }
        found
    }

    fn severities(&mut self, value: &Value<'_>) -> Vec<(String, At<Severity>)> {
        let mut out = Vec::new();
        for (key, value) in self.say.table(value).into_iter().flatten() {
            let severity = self.say.severity(value);
            if let (Some(lint), Some(severity)) = (self.lint(key), severity) {
                out.push((lint.name.to_string(), severity));
            }
        }
        out
    }

    fn patterns(&mut self, value: &Value<'_>) -> Vec<At<String>> {
        let mut out = Vec::new();
        for At { value, span } in self.say.strings(value) {
            match PathPatterns::fault(value) {
                None => out.push(At { value: value.to_owned(), span }),
                Some(error) => {
                    let zh = format!("路径模式“{value}”写错了：{error}");
                    self.say.wrong(span, &zh, &format!("bad pattern: {error}"), None);
                }
            }
        }
        out
    }

    /// `[lint.NAME]`
    fn lints(&mut self, value: &Value<'_>) -> Vec<(String, String, At<Set>)> {
        let mut out = Vec::new();
        for (key, value) in self.say.table(value).into_iter().flatten() {
            let (place, name) = (span(key), key.get_ref().to_string());
            if self.lint(key).is_none() {
                continue;
            }
            let Some(table) = self.say.table(value) else { continue };
            for (key, value) in table {
                let Some(option) = self.option(&name, place, key) else { continue };
                if let Some(set) = self.set(&name, &option, value) {
                    out.push((name.clone(), option.name, At { value: set, span: span(value) }));
                }
            }
        }
        out
    }

    /// The option of a lint that a key names.
    fn option(&mut self, lint: &str, place: Span, key: &Key<'_>) -> Option<LintOption> {
        let known = self.catalogue.get(lint)?;
        if let Some(owner) = &known.options_of {
            let zh = format!("“{lint}”没有自己的选项，用的是“{owner}”的");
            let en = format!("“{lint}” has no options of its own and goes by those of “{owner}”");
            self.say.wrong(place, &zh, &en, Some(owner));
            return None;
        }
        let name = key.get_ref().as_ref();
        let found = known.options.iter().find(|option| option.name == name);
        if found.is_none() {
            let names: Vec<&str> = known.options.iter().map(|option| option.name.as_str()).collect();
            let (zh, en) = if names.is_empty() {
                (format!("“{lint}”没有选项"), format!("“{lint}” has no options"))
            } else {
                let list = names.join(" ");
                (
                    format!("“{lint}”没有“{name}”这个选项；可以写：{list}"),
                    format!("“{lint}” has no option “{name}”; one of: {list}"),
                )
            };
            self.say.wrong(span(key), &zh, &en, nearest(name, names.into_iter()));
        }
        found.cloned()
    }

    fn set(&mut self, lint: &str, option: &LintOption, value: &Value<'_>) -> Option<Set> {
        match &option.kind {
            OptionKind::Number { least, most, .. } => self.say.number(value, *least, *most).map(Set::Number),
            OptionKind::Decimal { least, most, .. } => self.say.decimal(value, *least, *most).map(Set::Decimal),
            OptionKind::Choice { values } => {
                let all: Vec<&str> = values.iter().map(String::as_str).collect();
                let known = |text: &str| all.contains(&text).then(|| text.to_owned());
                self.say.word(value, known, &all).map(|word| Set::Word(word.value))
            }
            OptionKind::Forms => Some(Set::Words(self.forms(lint, value))),
        }
    }

    /// Forms that a lint compares, at most one of a set.
    fn forms(&mut self, lint: &str, value: &Value<'_>) -> Vec<String> {
        let patterns = self.catalogue.get(lint).map_or(&[][..], |lint| lint.patterns.as_slice());
        let sets: Vec<Vec<&str>> = patterns.iter().flat_map(Pattern::forms).collect();
        let mut out: Vec<String> = Vec::new();
        for At { value, span } in self.say.strings(value) {
            let Some(set) = sets.iter().find(|set| set.contains(&value)) else {
                let zh = format!("“{lint}”不比较“{value}”这个写法");
                let en = format!("“{lint}” compares no form “{value}”");
                self.say.wrong(span, &zh, &en, nearest(value, sets.iter().flatten().copied()));
                continue;
            };
            if let Some(other) = out.iter().find(|other| set.contains(&other.as_str())) {
                let zh = format!("“{value}”和“{other}”是同一组写法，只能约定一个");
                self.say.wrong(span, &zh, &format!("“{value}” and “{other}” are forms of one thing: keep one"), None);
                continue;
            }
            out.push(value.to_owned());
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> (Config, Report) {
        read(&Source::from_text("falint.toml", text), Catalogue::builtin(), Lang::Zh)
    }

    /// What is wrong, each with the text it points at and the word proposed.
    fn wrong(text: &str) -> Vec<(String, String, Option<String>)> {
        let (_, report) = config(text);
        report.diagnostics.into_iter().map(|d| (d.message, d.span.of(text).to_owned(), d.help)).collect()
    }

    /// The first thing that is wrong.
    fn first(text: &str) -> (String, String, Option<String>) {
        wrong(text).into_iter().next().expect("something is wrong")
    }

    fn values<T: Clone>(all: &[At<T>]) -> Vec<T> {
        all.iter().map(|one| one.value.clone()).collect()
    }

    #[test]
    fn reads_what_is_set() {
        let text = "extend = \"../falint.toml\"\nkind = \"local-regulation\"\nstage = \"vote\"\n\
                    jurisdiction = \"辽宁省鞍山市\"\nselect = [\"all\"]\nignore = [\"layout\"]\n\
                    exclude = [\"archive/**\"]\nwords = [\"径予\", \" 云岗 \"]\n[severity]\npunct-double = \"advice\"\n\
                    [lint.num-style-profile]\nform = \"chinese\"\n[lint.chapters-threshold]\nundivided = 60\n\
                    [lint.term-variant]\nprefer = [\"科研机构\"]\n\
                    [[override]]\npaths = [\"规章/**\"]\nkind = \"local-rule\"\n[override.severity]\npunct-double = \"error\"\n";
        let (config, report) = config(text);
        assert!(report.diagnostics.is_empty(), "{report:?}");
        let all = &config.all;
        assert_eq!(
            all.kind.map(|kind| (kind.value, kind.span.of(text))),
            Some((Kind::LocalRegulation, "\"local-regulation\""))
        );
        assert_eq!(all.stage.map(|stage| stage.value), Some(Stage::Vote));
        assert_eq!(all.jurisdiction.as_ref().map(|one| one.value.as_str()), Some("辽宁省鞍山市"));
        assert_eq!(values(&all.ignore), ["layout"]);
        assert_eq!(values(&config.exclude), ["archive/**"]);
        assert_eq!(values(&all.words), ["径予", "云岗"]);
        assert_eq!(all.severity[0].1.value, Severity::Advice);
        let set: Vec<(&str, &Set)> = all.options.iter().map(|(_, name, set)| (name.as_str(), &set.value)).collect();
        let expected = [
            ("undivided", &Set::Number(60)),
            ("form", &Set::Word("chinese".to_owned())),
            ("prefer", &Set::Words(vec!["科研机构".to_owned()])),
        ];
        assert_eq!(set, expected);
        assert_eq!(config.extend.map(|path| path.value).as_deref(), Some("../falint.toml"));
        let over = &config.overrides[0];
        assert_eq!((over.paths[0].value.as_str(), over.section.severity[0].1.value), ("规章/**", Severity::Error));
    }

    #[test]
    fn a_wrong_word_is_told_at_its_place_with_the_nearest_right_one() {
        let text = "selct = [\"all\"]\nignore = [\"punct-dubble\"]\nstage = \"final\"\n[[override]]\npaths = [\"a\"]\nwrods = []\n\
                    [lint.num-style-profil]\nform = \"chinese\"\n[lint.chapters-threshold]\nundivide = 3\n[lint.term-variant]\nprefer = [\"科硏机构\"]\n";
        let found = wrong(text);
        let shown: Vec<(&str, Option<&str>)> =
            found.iter().map(|(_, at, help)| (at.as_str(), help.as_deref())).collect();
        assert_eq!(
            shown,
            [
                ("selct", Some("是不是“select”？")),
                ("\"punct-dubble\"", Some("是不是“punct-double”？")),
                ("\"final\"", None),
                ("wrods", Some("是不是“words”？")),
                ("num-style-profil", Some("是不是“num-style-profile”？")),
                ("undivide", Some("是不是“undivided”？")),
                ("\"科硏机构\"", Some("是不是“科研机构”？")),
            ]
        );
    }

    #[test]
    fn options_are_of_their_kind() {
        let message = |text: &str| first(text).0;
        assert_eq!(message("[lint.chapters-threshold]\nundivided = \"60\"\n"), "应当是 1 到 1000 的整数");
        assert_eq!(message("[lint.chapters-threshold]\nundivided = 0\n"), "应当是 1 到 1000 的整数");
        for text in ["0", "9.5", "\"1\"", "nan"] {
            assert_eq!(message(&format!("[lint.typo-unlikely]\nalarms = {text}\n")), "应当是 0.02 到 8 的数");
        }
        assert_eq!(wrong("[lint.typo-unlikely]\nalarms = 1\n"), []);
        assert_eq!(message("[lint.typo-dup-word]\nalarms = 1\n"), "“typo-dup-word”没有选项");
        assert_eq!(message("[lint.num-style-profile]\nform = \"roman\"\n"), "没有“roman”；可以写：chinese arabic");
        assert_eq!(message("[lint.num-style-profile]\nform = 3\n"), "应当是加引号的文字");
        assert_eq!(message("[lint.toc-form]\nform = 3\n"), "“toc-form”没有选项");
        assert_eq!(
            message("[lint.num-style-mixed]\nform = \"chinese\"\n"),
            "“num-style-mixed”没有自己的选项，用的是“num-style-profile”的"
        );
        assert_eq!(
            message("[lint.term-variant]\nprefer = [\"科研机构\", \"科学研究机构\"]\n"),
            "“科学研究机构”和“科研机构”是同一组写法，只能约定一个"
        );
        assert_eq!(message("lint = 3\n"), "应当是一张表");
    }

    #[test]
    fn an_override_says_for_which_files_and_holds_what_a_section_holds() {
        let (message, at, _) = first("kind = \"law\"\n[[override]]\nkind = \"local-rule\"\n");
        assert_eq!(
            (message.as_str(), at.as_str()),
            ("[[override]] 缺少 paths：写明哪些文件，如 paths = [\"规章/**\"]", "")
        );
        assert_eq!(first("[[override]]\npaths = [\"a\"]\nexclude = []\n").1, "exclude");
        assert_eq!(first("[override]\npaths = [\"a\"]\n").0, "应当写成 [[override]]，一张表一段");
        assert_eq!(first("[[override]]\npaths = [\"a{b\"]\n").1, "\"a{b\"");
    }

    #[test]
    fn what_is_no_toml_is_told_and_the_rest_is_read() {
        assert!(!wrong("kind = \n").is_empty());
        assert_eq!(first("kind = 3\n").0, "应当是加引号的文字");
        assert_eq!(wrong("exclude = [\"a{b\"]\n").len(), 1);
        assert_eq!(first("words = [\" \"]\n").0, "空的词不起作用");
        assert_eq!(first("select = \"all\"\n").0, "应当是列表，如 [\"…\"]");
    }
}
