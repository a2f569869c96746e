//! `falint config show`: the settings in force for a file or folder, as a falint.toml that says where each comes from.

use std::collections::BTreeMap;
use std::path::{Path, absolute};

use unicode_width::UnicodeWidthStr as _;

use crate::cli::args::ConfigFrom;
use crate::cli::output::Output;
use crate::cli::{Outcome, configs};
use crate::config::files::{ConfigFile, Link, Loaded};
use crate::config::ignores::IgnoreAt;
use crate::config::{At, FILE_NAME, Section};
use crate::diagnostic::Span;
use crate::lang::{Lang, Text};
use crate::options::Value;
use crate::render::{OutputFormat, Style, renderer};

pub(super) fn run(path: &Path, from: &ConfigFrom, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let whole = absolute(path)?;
    // A folder's settings are those of what stands in it.
    let (place, extent) = if whole.is_dir() { (whole.join(FILE_NAME), Extent::Folder) } else { (whole, Extent::File) };
    let loaded = configs::without_drafts(from, lang).of(&place);
    let mut render = renderer(OutputFormat::Full, Style { lang, colour: output.colour() });
    let mut outcome = Outcome::Clean;
    for file in loaded.files.iter().filter(|file| file.is_wrong()) {
        outcome = Outcome::Failed;
        match &file.source {
            Ok(source) => {
                let chunk = render.file(source, &file.report);
                output.print(&(render.join(chunk) + render.separator()))?;
            }
            Err(_) => configs::failure(file, lang).iter().for_each(|error| output.complain_of(lang, error)),
        }
    }
    let page = Page { lang, extent, shown: path.display().to_string(), loaded: &loaded };
    output.print(&page.text(&place))?;
    Ok(outcome)
}

/// What is shown.
struct Page<'l> {
    lang: Lang,
    extent: Extent,
    shown: String,
    loaded: &'l Loaded,
}

/// What the settings are shown of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    File,
    /// With what holds for some of its files.
    Folder,
}

/// A line of TOML, and where it comes from.
type Line = (String, String);

impl Page<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text { zh, en }.get(self.lang)
    }

    fn text(&self, place: &Path) -> String {
        let sections = match self.extent {
            Extent::File => self.loaded.sections(place),
            Extent::Folder => self.loaded.links.iter().map(|link| (link, &link.config.all)).collect(),
        };
        let mut lines = self.hints(&sections);
        lines.extend(self.selection(&sections));
        lines.extend(in_list("words", words(&sections)));
        let of_files = |pick: fn(&Link) -> &Vec<At<String>>| {
            self.loaded.links.iter().flat_map(|link| items(link, pick(link))).collect::<Vec<Line>>()
        };
        lines.extend(in_list("lints", of_files(|link| &link.config.lints)));
        lines.extend(in_list("exclude", of_files(|link| &link.config.exclude)));
        lines.extend(severities(&sections, ""));
        lines.extend(options(&sections, ""));
        lines.extend(match self.extent {
            Extent::File => {
                self.loaded.ignores(place).iter().flat_map(|entry| silence(&entry.file, &entry.ignore)).collect()
            }
            Extent::Folder => self.loaded.links.iter().flat_map(|link| self.of_some_files(link)).collect::<Vec<Line>>(),
        });
        self.head() + &aligned(&lines)
    }

    /// What a configuration says of some files only, as it is.
    fn of_some_files(&self, link: &Link) -> Vec<Line> {
        let mut lines = Vec::new();
        for over in &link.config.overrides {
            let sections = [(link, &over.section)];
            lines.extend([(String::new(), String::new()), ("[[override]]".to_owned(), String::new())]);
            lines.extend(in_list("paths", items(link, &over.paths)));
            let said = self.hints(&sections).into_iter().chain(self.selection(&sections));
            // What an override says nothing of is as above.
            lines.extend(said.filter(|(line, origin)| !line.starts_with('#') && origin != self.by_default()));
            lines.extend(in_list("words", words(&sections)));
            lines.extend(severities(&sections, "override."));
            lines.extend(options(&sections, "override."));
        }
        lines.extend(link.config.ignores.iter().flat_map(|ignore| silence(&link.file, ignore)));
        lines
    }

    fn by_default(&self) -> &'static str {
        self.say("默认", "by default")
    }

    /// What is shown, and which files it comes from.
    fn head(&self) -> String {
        let names: Vec<&str> = self.loaded.files.iter().map(|file| file.name.as_str()).collect();
        let shown = &self.shown;
        match (self.lang, names.is_empty()) {
            (Lang::Zh, true) => format!("# {shown} 没有配置文件，以下是默认的设置\n\n"),
            (Lang::En, true) => format!("# {shown} has no configuration; these are the defaults\n\n"),
            (Lang::Zh, false) => format!("# {shown} 的设置，来自 {}；命令行选项优先\n\n", names.join("、")),
            (Lang::En, false) => {
                format!("# settings of {shown}, from {}; the command line wins over them\n\n", names.join(", "))
            }
        }
    }

    fn hints(&self, sections: &[(&Link, &Section)]) -> Vec<Line> {
        let unset = |key: &str| {
            let told = match key {
                "format" => self.say("未设，看内容", "unset: the content tells"),
                _ => self.say("未设，看标题", "unset: the title tells"),
            };
            (format!("# {key} = …"), told.to_owned())
        };
        let last = |key: &str, pick: &dyn Fn(&Section) -> Option<At<String>>| {
            let set = sections.iter().rev().find_map(|(link, section)| Some((link, pick(section)?)));
            set.map_or_else(
                || unset(key),
                |(link, at)| (format!("{key} = {}", quoted(&at.value)), origin(&link.file, at.span)),
            )
        };
        let named = |value: &str, span: Span| At { value: value.to_owned(), span };
        vec![
            last("kind", &|section| section.kind.map(|kind| named(kind.value.name(), kind.span))),
            last("stage", &|section| section.stage.map(|stage| named(stage.value.name(), stage.span))),
            last("format", &|section| section.format.map(|format| named(format.value.name(), format.span))),
            last("jurisdiction", &|section| section.jurisdiction.clone()),
        ]
    }

    /// The last `select`, and every `ignore` that it does not take back.
    fn selection(&self, sections: &[(&Link, &Section)]) -> Vec<Line> {
        let select = sections
            .iter()
            .enumerate()
            .rev()
            .find_map(|(at, (link, section))| section.select.as_ref().map(|select| (at, *link, select)));
        let mut lines = match select {
            None => vec![(r#"select = ["all"]"#.to_owned(), self.by_default().to_owned())],
            Some((_, _, select)) if select.is_empty() => vec![("select = []".to_owned(), String::new())],
            Some((_, link, select)) => in_list("select", items(link, select)),
        };
        let mut ignored = Vec::new();
        for (at, (link, section)) in sections.iter().enumerate() {
            let back = |selector: &str| {
                select.is_some_and(|(later, _, select)| later > at && select.iter().any(|one| one.value == selector))
            };
            let kept = section.ignore.iter().filter(|one| !back(&one.value));
            ignored.extend(kept.map(|one| (quoted(&one.value), origin(&link.file, one.span))));
        }
        lines.extend(in_list("ignore", ignored));
        lines
    }
}

/// `[severity]`: the last word on each lint.
fn severities(sections: &[(&Link, &Section)], prefix: &str) -> Vec<Line> {
    let mut last: BTreeMap<&str, Line> = BTreeMap::new();
    for (link, section) in sections {
        for (lint, severity) in &section.severity {
            let line = format!("{} = {}", key(lint), quoted(severity.value.name()));
            last.insert(lint, (line, origin(&link.file, severity.span)));
        }
    }
    let head = (!last.is_empty()).then(|| table(&format!("{prefix}severity")));
    head.into_iter().flatten().chain(last.into_values()).collect()
}

/// `[lint.NAME]`: the last word on each option.
fn options(sections: &[(&Link, &Section)], prefix: &str) -> Vec<Line> {
    let mut last: BTreeMap<&str, BTreeMap<&str, Line>> = BTreeMap::new();
    for (link, section) in sections {
        for (lint, name, set) in &section.options {
            let value = match &set.value {
                Value::Number(number) => number.to_string(),
                Value::Decimal(number) => number.to_string(),
                Value::Word(word) => quoted(word),
                Value::Words(words) => {
                    format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", "))
                }
            };
            let line = (format!("{name} = {value}"), origin(&link.file, set.span));
            last.entry(lint).or_default().insert(name, line);
        }
    }
    last.into_iter()
        .flat_map(|(lint, lines)| table(&format!("{prefix}lint.{}", key(lint))).into_iter().chain(lines.into_values()))
        .collect()
}

/// An `[[ignore-at]]`.
fn silence(file: &ConfigFile, ignore: &IgnoreAt) -> Vec<Line> {
    let bare = |text: String| (text, String::new());
    let path = format!("path = {}", quoted(&ignore.path.value));
    let mut lines = vec![bare(String::new()), bare("[[ignore-at]]".to_owned()), (path, origin(file, ignore.path.span))];
    if ignore.ignore.at.is_some() {
        let written = file.source.as_ref().map_or("", |source| ignore.span.of(source.text()));
        lines.push(bare(format!("at = {written}")));
    }
    lines.push(bare(format!("lint = {}", quoted(&ignore.ignore.lint))));
    lines.extend(ignore.reason.as_ref().map(|reason| bare(format!("reason = {}", quoted(reason)))));
    lines
}

/// `words` of all.
fn words(sections: &[(&Link, &Section)]) -> Vec<Line> {
    sections.iter().flat_map(|(link, section)| items(link, &section.words)).collect()
}

/// Strings, each with its place.
fn items(link: &Link, all: &[At<String>]) -> Vec<Line> {
    all.iter().map(|one| (quoted(&one.value), origin(&link.file, one.span))).collect()
}

/// The head of a table, a blank line before it.
fn table(name: &str) -> [Line; 2] {
    [(String::new(), String::new()), (format!("[{name}]"), String::new())]
}

/// A list, an item a line; nothing where it is empty.
fn in_list(key: &str, items: Vec<Line>) -> Vec<Line> {
    if items.is_empty() {
        return Vec::new();
    }
    let items = items.into_iter().map(|(item, origin)| (format!("    {item},"), origin));
    let bare = |text: String| (text, String::new());
    [bare(format!("{key} = ["))].into_iter().chain(items).chain([bare("]".to_owned())]).collect()
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A key of TOML: bare where it may be.
fn key(name: &str) -> String {
    let bare = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if bare { name.to_owned() } else { quoted(name) }
}

/// Where something stands, as `file:line`.
fn origin(file: &ConfigFile, span: Span) -> String {
    let line = file.source.as_ref().map_or(0, |source| source.lines().position(source.text(), span.start).line);
    format!("{}:{line}", file.name)
}

/// Lines with what is said of them in a column.
fn aligned(lines: &[Line]) -> String {
    let widest = lines.iter().filter(|(_, origin)| !origin.is_empty()).map(|(line, _)| line.width()).max().unwrap_or(0);
    let mut out = String::new();
    for (line, origin) in lines {
        out.push_str(line);
        if !origin.is_empty() {
            out.extend(std::iter::repeat_n(' ', widest + 2 - line.width()));
            out.extend(["# ", origin]);
        }
        out.push('\n');
    }
    out
}
