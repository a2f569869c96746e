//! What SARIF says of a lint: its table in the catalogue, as text and as Markdown.

use serde_json::{Value, json};

use super::{Fragment, level, words};
use crate::catalogue::{self, Catalogue, Lint};
use crate::diagnostic::{Authority, Severity};
use crate::document::tree::front::Stage;
use crate::lang::{Lang, Text};

/// The description of the rule that found something. Of a lint that is not in the catalogue, what its finding tells.
pub(super) fn descriptor(lang: Lang, told: &Fragment) -> Value {
    let lint = Catalogue::builtin().get(&told.lint);
    let severity = lint.map_or(told.severity, |lint| lint.severity(Stage::Draft));
    let (precision, problem) = match severity {
        Severity::Error => ("very-high", "error"),
        Severity::Warning => ("high", "warning"),
        Severity::Advice => ("medium", "recommendation"),
    };
    let mut tags = vec![&*told.topic];
    // A topic outside the catalogue has no title; in English, some are called by their name.
    tags.extend(
        Some(catalogue::topic_title(&told.topic, lang)).filter(|title| !title.is_empty() && *title != &*told.topic),
    );
    let mut rule = json!({
        "id": &*told.lint,
        "defaultConfiguration": {"level": level(severity)},
        "properties": {"tags": tags, "precision": precision, "problem.severity": problem},
    });
    match lint {
        Some(lint) => {
            rule["shortDescription"] = json!({"text": lint.title.get(lang)});
            rule["fullDescription"] = json!({"text": lint.why.get(lang)});
            rule["help"] = json!({"text": help(lang, lint, Form::Text), "markdown": help(lang, lint, Form::Markdown)});
        }
        None if !told.authority.is_empty() => rule["help"] = json!({"text": authority(lang, &told.authority)}),
        None => {}
    }
    rule
}

/// How help is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Markdown,
}

impl Form {
    /// A heading on its line.
    fn heading(self, title: &str) -> String {
        match self {
            Self::Text => format!("\n\n{title}\n"),
            Self::Markdown => format!("\n\n**{title}**\n\n"),
        }
    }

    /// A text with its lines as they are. Drafts may hold Markdown's own fences.
    fn quoted(self, text: &str) -> String {
        let text = text.trim_matches('\n');
        match self {
            Self::Text => text.to_owned(),
            Self::Markdown => format!("~~~~text\n{text}\n~~~~"),
        }
    }
}

/// Why the fault matters, on what authority, what to do, examples.
fn help(lang: Lang, lint: &Lint, form: Form) -> String {
    let say = |zh: &'static str, en: &'static str| Text { zh, en }.get(lang);
    let mut out = format!("{}\n\n{}", lint.why.get(lang), authority(lang, &lint.authority));
    for example in &lint.examples {
        if let Some(current) = &example.current {
            out += &form.heading(say("现行", "In force"));
            out += &form.quoted(current);
        }
        out += &form.heading(say("错（【】为报告的位置）", "Bad (【】 is what is reported)"));
        out += &form.quoted(&example.bad);
        out += &form.heading(say("对", "Good"));
        out += &form.quoted(&example.good);
    }
    out + "\n"
}

fn authority(lang: Lang, norms: &[Authority]) -> String {
    let stop = Text { zh: "；", en: "; " }.get(lang);
    let norms: Vec<String> = norms.iter().map(words::authority).collect();
    format!("{}{}", words::authority_title(lang), norms.join(stop))
}
