//! `falint explain`: one lint, as its table tells it, with what is said of its examples.

mod lines;

use std::sync::Arc;

use unicode_width::UnicodeWidthStr as _;

use super::args::ConfigFrom;
use super::lints::{self, severities};
use super::output::Output;
use super::{Outcome, configs};
use crate::catalogue::{self, Catalogue, Example, FixKind, Lint, LintOption, OptionKind};
use crate::document::tree::front::Stage;
use crate::lang::{Lang, Text};
use crate::lint::{Plan, Settings, examples};
use crate::render::Style;
use crate::render::paint::Ink;

pub(super) fn run(name: &str, from: &ConfigFrom, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    // What comes with falint needs no configuration.
    let loaded = match Catalogue::builtin().get(name) {
        Some(_) => Arc::default(),
        None => configs::here(from, lang)?,
    };
    let catalogue = configs::lints(&loaded);
    let style = Style { lang, colour: output.colour() };
    let about = lints::about(catalogue.lints(), name, lang);
    let only = match about.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let Some(lint) = catalogue.get(name).or(only) else {
        if !about.is_empty() {
            output.print(&lints::listed(&about, style))?;
            return Ok(Outcome::Clean);
        }
        let near = catalogue.nearest(name).filter(|near| catalogue.get(near).is_some());
        anyhow::bail!(match (lang, near) {
            (Lang::Zh, Some(near)) => format!("没有“{name}”这条规则；是不是“{near}”？"),
            (Lang::Zh, None) => format!("没有“{name}”这条规则。用 falint lints 看所有规则"),
            (Lang::En, Some(near)) => format!("no lint “{name}”; did you mean “{near}”?"),
            (Lang::En, None) => format!("no lint “{name}”; see falint lints"),
        });
    };
    let catalogue = loaded.catalogue().cloned();
    let page = Page { lint, catalogue, style };
    output.print(&page.text())?;
    Ok(Outcome::Clean)
}

/// What is shown of a lint.
struct Page<'l> {
    lint: &'l Lint,
    /// Where it stands, if not among falint's own.
    catalogue: Option<Arc<Catalogue>>,
    style: Style,
}

impl Page<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text { zh, en }.get(self.style.lang)
    }

    fn text(&self) -> String {
        let (lint, lang) = (self.lint, self.style.lang);
        let heading = Ink::Header(lint.severity(Stage::Draft));
        let mut out = format!("{}  {}\n\n", self.style.colour.paint(heading, &lint.name), lint.title.get(lang));
        let norms: Vec<String> = lint.authority.iter().map(crate::render::authority).collect();
        let fix = match lint.fix {
            FixKind::Safe => self.say("--fix 可以修正", "with --fix"),
            FixKind::Unsafe => self.say(
                "--fix --unsafe-fixes 可以修正，改后需核对",
                "with --fix --unsafe-fixes, to be checked afterwards",
            ),
            FixKind::None => self.say("没有，要由起草人改", "none: the drafter decides"),
        };
        let topic = format!("{} {}", catalogue::topic_title(&lint.topic, lang), lint.topic).trim_start().to_owned();
        let mut rows = vec![
            (self.say("类别", "topic"), topic),
            (self.say("级别", "severity"), severities(lint, lang)),
            (self.say("依据", "authority"), norms.join(self.say("；", "; "))),
            (self.say("修正", "fix"), fix.to_owned()),
            (self.say("始于", "since"), lint.since.clone()),
        ];
        rows.extend(self.options());
        // The user's own lints need no norm and no version.
        rows.retain(|(_, body)| !body.is_empty());
        let widest = rows.iter().map(|(title, _)| title.width()).max().unwrap_or(0);
        for (title, body) in &rows {
            let gap = " ".repeat(widest - title.width());
            let title = format!("{}{gap}  ", self.style.colour.paint(Ink::Note, title));
            out += &filled(body, &title, &" ".repeat(widest + 2));
        }
        if lint.why != lint.title {
            out += &format!("\n{}", filled(lint.why.get(lang), "", ""));
        }
        if let Some(help) = &lint.help {
            out += &self.heading(self.say("怎么改", "What to do"));
            out += &filled(&blanked(help.get(lang)), "  ", "  ");
        }
        for example in &lint.examples {
            out += &self.example(example);
        }
        out += &self.heading(self.say("不想查这一条", "To silence it"));
        out += &format!("  falint.toml{}ignore = [\"{}\"]\n", self.say("：", ": "), lint.name);
        if lint.is_policy() { out } else { out + &self.silence_here() }
    }

    /// How to silence it in one place.
    fn silence_here(&self) -> String {
        let name = &self.lint.name;
        let reason = self.say("上位法原文如此", "as in the superior law");
        let (toml, markdown) = (
            self.say("falint.toml，写明条文的位置：", "falint.toml, by legal address:"),
            self.say("Markdown，写在那一段的前面：", "Markdown, before the paragraph:"),
        );
        let file = self.say("草案.txt", "draft.txt");
        let heading = self.heading(self.say("只在一处不报", "To silence it in one place"));
        format!(
            "{heading}  {toml}\n    [[ignore-at]]\n    path = \"{file}\"\n    at = \"第三十五条\"\n    lint = \"{name}\"\n    \
             reason = \"{reason}\"\n  {markdown}\n    <!-- falint-ignore {name}: {reason} -->\n"
        )
    }

    /// The lint's options, each in a row.
    fn options(&self) -> Vec<(&'static str, String)> {
        let title = self.say("选项", "options");
        if let Some(owner) = &self.lint.options_of {
            return vec![(title, format!("{}{owner}", self.say("同 ", "those of ")))];
        }
        let row = |option: &LintOption| {
            let values = match &option.kind {
                OptionKind::Number { default, .. } => default.to_string(),
                OptionKind::Decimal { default, .. } => default.to_string(),
                OptionKind::Choice { values } => {
                    values.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join(" | ")
                }
                OptionKind::Forms => "[…]".to_owned(),
            };
            format!("{} = {values}  {}", option.name, option.about.get(self.style.lang))
        };
        self.lint.options.iter().map(|option| (title, row(option))).collect()
    }

    fn heading(&self, title: &str) -> String {
        format!("\n{}\n", self.style.colour.paint(Ink::Message, title))
    }

    fn example(&self, example: &Example) -> String {
        let mut out = String::new();
        if let Some(current) = &example.current {
            out += &self.heading(self.say("现行", "In force"));
            out += &indented(current);
        }
        out += &self.heading(self.say("错（【】为报告的位置）", "Bad (【】 is what is reported)"));
        out += &indented(&example.bad);
        for message in self.said(example) {
            out += &filled(&message, "  → ", "    ");
        }
        out += &self.heading(self.say("对", "Good"));
        out + &indented(&example.good)
    }

    /// What falint says of the bad text, each thing once.
    fn said(&self, example: &Example) -> Vec<String> {
        let settings = Settings {
            select: example.selectors(&self.lint.name),
            catalogue: self.catalogue.clone(),
            lang: self.style.lang,
            ..Settings::default()
        };
        let report = examples::report(example, &example.bad_text(), &Plan::new(&settings));
        let told = report.diagnostics.into_iter().filter(|diagnostic| diagnostic.lint == self.lint.name);
        let mut said: Vec<String> = told.map(|diagnostic| diagnostic.message).collect();
        said.dedup();
        said
    }
}

/// A text in lines, with what does not print as escapes.
fn filled(text: &str, first: &str, next: &str) -> String {
    lines::filled(&visible(text), first, next)
}

/// Words without the names of what is put in.
fn blanked(template: &str) -> String {
    template
        .split('{')
        .enumerate()
        .map(|(at, part)| match part.split_once('}') {
            Some((_, rest)) if at > 0 => format!("…{rest}"),
            Some(_) | None => part.to_owned(),
        })
        .collect()
}

fn indented(text: &str) -> String {
    text.trim_matches('\n').lines().map(|line| filled(line, "  ", "  ")).collect()
}

/// Characters that do not print are written as escapes.
fn visible(line: &str) -> String {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{A0}');
    line.chars().map(|c| if hidden(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}
