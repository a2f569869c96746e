//! What is said of the place under the pointer: the findings there, what a reference leads to, what a name means.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::client::{Can, Client};
use super::draft::Snapshot;
use super::index::{Index, Target, Term};
use super::place::Places;
use crate::diagnostic::{Diagnostic, Report, Span};
use crate::lang::{Lang, Text};
use crate::render::authority;

/// How many articles of a chapter are listed.
const MOST_ARTICLES: usize = 30;

/// What is to be said of a place; `found` is the report on the text as it is, where there is one.
pub(super) fn hover(client: &Client, snapshot: &Snapshot, found: Option<&Report>, at: Position) -> Option<Hover> {
    let places = Places { source: &snapshot.source, encoding: client.encoding };
    let offset = places.offset(at);
    let page = Page { lang: client.lang, markdown: client.markdown_hover, snapshot };
    let mut said: Vec<(Span, String)> = Vec::new();
    for finding in found.iter().flat_map(|report| &report.diagnostics) {
        if finding.span.contains(offset) || finding.span.is_empty() && finding.span.start == offset {
            said.push((finding.span, page.finding(finding)));
        }
    }
    said.extend(page.named(offset));
    let range = said.iter().map(|(span, _)| *span).min_by_key(|span| span.len())?;
    let texts: Vec<String> = said.into_iter().map(|(_, text)| text).collect();
    let kind = if page.markdown.is_yes() { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let rule = if page.markdown.is_yes() { "\n\n---\n\n" } else { "\n\n" };
    let contents = HoverContents::Markup(MarkupContent { kind, value: texts.join(rule) });
    Some(Hover { contents, range: Some(places.range(range)) })
}

/// Words for one place of a text.
struct Page<'s> {
    lang: Lang,
    markdown: Can,
    snapshot: &'s Snapshot,
}

impl Page<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text { zh, en }.get(self.lang)
    }

    fn strong(&self, text: &str) -> String {
        if self.markdown.is_yes() { format!("**{}**", escaped(text)) } else { text.to_owned() }
    }

    fn code(&self, text: &str) -> String {
        if self.markdown.is_yes() { format!("`{text}`") } else { text.to_owned() }
    }

    /// A text of the draft or of the catalogue, its lines as paragraphs.
    fn text(&self, text: &str) -> String {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        if self.markdown.is_yes() {
            lines.map(escaped).collect::<Vec<_>>().join("\n\n")
        } else {
            lines.collect::<Vec<_>>().join("\n")
        }
    }

    fn paragraphs(&self, parts: &[String]) -> String {
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(if self.markdown.is_yes() { "\n\n" } else { "\n" })
    }

    /// A finding: its lint, why it is one, what to do, what it rests on, how to silence it.
    fn finding(&self, finding: &Diagnostic) -> String {
        let lint = self.snapshot.plan.as_ref().and_then(|plan| plan.catalogue().get(&finding.lint));
        let title = lint.map_or(finding.message.as_str(), |lint| lint.title.get(self.lang));
        let colon = self.say("：", ": ");
        let line = |title: &str, text: String| if text.is_empty() { text } else { format!("{title}{colon}{text}") };
        let norms = finding.authority.iter().map(authority).collect::<Vec<_>>().join(self.say("；", "; "));
        let address = finding.article.as_deref().map(|article| format!("　{article}")).unwrap_or_default();
        let silence = self.code(&format!("ignore = [\"{}\"]", finding.lint));
        self.paragraphs(&[
            format!("{}　{}{address}", self.strong(title), self.code(&finding.lint)),
            lint.map(|lint| self.text(lint.why.get(self.lang))).unwrap_or_default(),
            line(
                self.say("怎么改", "what to do"),
                finding.help.as_deref().map(|help| self.text(help)).unwrap_or_default(),
            ),
            line(self.say("依据", "authority"), self.text(&norms)),
            line(self.say("不想查这一条，在 falint.toml 中写", "to silence it, in falint.toml"), silence),
        ])
    }

    /// What is named at a byte: a unit, or something defined.
    fn named(&self, offset: usize) -> Option<(Span, String)> {
        let index = self.snapshot.index();
        if let Some(link) = index.link_at(offset) {
            return Some((link.span, self.unit(index, &index.targets[link.target])));
        }
        let (span, term) = index.term_at(offset)?;
        (span != term.head).then(|| (span, self.term(term)))
    }

    fn unit(&self, index: &Index, target: &Target) -> String {
        let prose = self.snapshot.source.prose();
        let listed: Vec<String> = index.targets[target.articles.clone()]
            .iter()
            .take(MOST_ARTICLES)
            .map(|article| {
                let first = article.prose.of(prose).lines().next().unwrap_or_default();
                self.text(&shortened(first))
            })
            .collect();
        if listed.is_empty() {
            return self.paragraphs(&[self.strong(&target.address), self.text(target.prose.of(prose))]);
        }
        let more = target.articles.len().saturating_sub(MOST_ARTICLES);
        let more = match (more, self.lang) {
            (0, _) => String::new(),
            (more, Lang::Zh) => format!("……另有 {more} 条"),
            (more, Lang::En) => format!("… and {more} more"),
        };
        let mut parts = vec![self.strong(&target.address)];
        parts.extend(listed);
        parts.push(more);
        self.paragraphs(&parts)
    }

    fn term(&self, term: &Term) -> String {
        let full = term.full.as_deref().map(|full| format!("{}{full}", self.say("：", ": "))).unwrap_or_default();
        let place = term.address.as_deref().map(|address| format!("　{address}")).unwrap_or_default();
        self.paragraphs(&[format!("{}{}{place}", self.strong(&term.name), self.text(&full)), self.text(&term.said)])
    }
}

/// The beginning of an article.
fn shortened(text: &str) -> String {
    const MOST: usize = 32;
    let mut out: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}

/// A text in which Markdown sees no markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut starts = true;
    for c in text.chars() {
        // Marks of lists and headings are such at the start of a line only.
        let marks = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~')
            || starts && matches!(c, '#' | '-' | '+' | '=');
        starts = starts && c.is_ascii_digit();
        if marks || c == '.' && out.len() < 10 && !out.is_empty() && out.bytes().all(|byte| byte.is_ascii_digit()) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_draft_is_markup() {
        for (text, expect) in [
            ("第一条　*甲*_乙_", r"第一条　\*甲\*\_乙\_"),
            ("1. 甲", r"1\. 甲"),
            ("# 甲 # 乙", r"\# 甲 # 乙"),
            ("- 1-2", r"\- 1-2"),
            ("<b>3.5</b>", r"\<b\>3.5\</b\>"),
        ] {
            assert_eq!(escaped(text), expect);
        }
    }
}
