//! `falint explain`: one lint, as its table tells it.

use super::Outcome;
use super::output::Output;
use crate::catalogue::{self, Catalogue, FixKind, Lint};
use crate::diagnostic::Severity;
use crate::lang::{Lang, Text};

pub(super) fn run(name: &str, lang: Lang, output: &mut Output) -> anyhow::Result<Outcome> {
    let Some(lint) = Catalogue::builtin().get(name) else {
        let near = Catalogue::builtin().nearest(name).filter(|near| Catalogue::builtin().get(near).is_some());
        anyhow::bail!(match (lang, near) {
            (Lang::Zh, Some(near)) => format!("没有“{name}”这条规则；是不是“{near}”？"),
            (Lang::Zh, None) => format!("没有“{name}”这条规则。用 falint lints 看所有规则"),
            (Lang::En, Some(near)) => format!("no lint “{name}”; did you mean “{near}”?"),
            (Lang::En, None) => format!("no lint “{name}”; see falint lints"),
        });
    };
    output.print(&text(lint, lang))?;
    Ok(Outcome::Clean)
}

/// The severity in words.
pub(super) const fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => Text { zh: "错误", en: "error" },
        Severity::Warning => Text { zh: "警告", en: "warning" },
        Severity::Advice => Text { zh: "建议", en: "advice" },
    }
    .get(lang)
}

fn text(lint: &Lint, lang: Lang) -> String {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let mut out = format!("{}  {}\n\n", lint.name, lint.title.get(lang));
    let row = |title: &str, body: &str| format!("{title}{}{body}\n", say("：", ": "));
    out += &row(say("类别", "topic"), &format!("{} {}", catalogue::topic_title(&lint.topic, lang), lint.topic));
    out += &row(say("级别", "severity"), &super::lints::severity(lint, lang));
    let norms: Vec<String> = lint.authority.iter().map(crate::render::authority).collect();
    out += &row(say("依据", "authority"), &norms.join(say("；", "; ")));
    let fix = match lint.fix {
        FixKind::Safe => say("有，可以放心使用", "yes, and safe"),
        FixKind::Unsafe => say("有，用前要核对", "yes, to be checked before use"),
        FixKind::None => say("没有，要由起草人改", "none: the drafter decides"),
    };
    out += &row(say("修正", "fix"), fix);
    out += &row(say("始于", "since"), &lint.since);
    out += &format!("\n{}\n", lint.why.get(lang));
    if let Some(help) = &lint.help {
        out += &format!("\n{}{}\n", say("怎么改：", "What to do: "), help.get(lang));
    }
    for example in &lint.examples {
        out += &format!(
            "\n{}\n{}",
            say("错（【】为报告的位置）：", "Bad (【】 is what is reported):"),
            indented(&example.bad)
        );
        out += &format!("{}\n{}", say("对：", "Good:"), indented(&example.good));
    }
    out += &format!("\n{}\n", say("不想查这一条，在 falint.toml 中写：", "To silence it, in falint.toml:"));
    out += &format!("  ignore = [\"{}\"]\n", lint.name);
    out
}

fn indented(text: &str) -> String {
    text.trim_matches('\n').lines().map(|line| format!("  {}\n", visible(line))).collect()
}

/// Characters that do not print are written as escapes.
fn visible(line: &str) -> String {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{A0}');
    line.chars().map(|c| if hidden(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}
