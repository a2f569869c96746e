//! The first article of a regulation, taken apart: 为了…，根据…，结合本市实际，制定本条例.
//!
//! Which laws are cited there is known to [`super::citation`].

use super::tree::label::is_blank;
use super::tree::{ArticleForm, line};
use super::{Document, Fact};
use crate::diagnostic::Span;
use crate::lexicon::preambles;

/// What a part of the first article says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// 为了…
    Purpose,
    /// 根据…
    Basis,
    /// 结合本市实际
    Circumstances,
    /// 制定本条例
    Enactment,
}

/// A part of the first article: the clauses from its first word up to the comma before the next part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// What it says.
    pub kind: PartKind,
    /// Its first word: 为了, 为, 根据, 结合, 制定.
    pub lead: Span,
    /// All of it, without the comma behind it.
    pub span: Span,
}

/// The first sentence of the first article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preamble {
    /// Without its full stop.
    pub span: Span,
    /// Its parts, in order; they leave out what stands before the first one.
    pub parts: Vec<Part>,
    /// Its last clause: what stands behind the last comma.
    pub last: Span,
    /// Whether a full stop ends it.
    pub complete: bool,
}

impl Preamble {
    /// The first part of a kind.
    pub fn part(&self, kind: PartKind) -> Option<&Part> {
        self.parts.iter().find(|part| part.kind == kind)
    }
}

/// How parts begin.
const LEADS: [(&str, PartKind); 16] = [
    ("为了", PartKind::Purpose),
    ("为", PartKind::Purpose),
    ("根据", PartKind::Basis),
    ("依据", PartKind::Basis),
    ("依照", PartKind::Basis),
    ("按照", PartKind::Basis),
    ("遵照", PartKind::Basis),
    ("结合", PartKind::Circumstances),
    ("从", PartKind::Circumstances),
    ("特制定", PartKind::Enactment),
    ("特制订", PartKind::Enactment),
    ("制定", PartKind::Enactment),
    ("制订", PartKind::Enactment),
    ("修订本", PartKind::Enactment),
    ("特规定", PartKind::Enactment),
    ("特作", PartKind::Enactment),
];

static PREAMBLE: Fact<Option<Preamble>> = Fact::read_by(read);

impl Document {
    /// The first article of the file's first text, taken apart; `None` where that does not begin with 第一条.
    pub fn preamble(&self) -> Option<&Preamble> {
        PREAMBLE.of(self).as_ref()
    }
}

/// Reads the first article, where the text has one.
fn read(document: &Document) -> Option<Preamble> {
    let article = document.articles.first()?;
    let first = article.form == ArticleForm::Article && article.ordinal.number == 1 && article.ordinal.branch == 0;
    let paragraph = document.paragraphs.get(article.paragraphs.start)?.span;
    let text = document.str(paragraph);
    if !first || article.paragraphs.is_empty() {
        return None;
    }
    let stop = clause_end(text, line::is_stop);
    let mut preamble = Preamble {
        span: Span::new(paragraph.start, paragraph.start + stop),
        parts: Vec::new(),
        last: Span::new(paragraph.start, paragraph.start),
        complete: text[stop..].starts_with('。'),
    };
    let mut at = 0;
    while at < stop {
        let end = at + clause_end(&text[at..stop], line::is_comma);
        let span = trimmed(text, at, end, paragraph.start);
        clause(document, span, at == 0, &mut preamble.parts);
        preamble.last = span;
        at = end + text[end..].chars().next().map_or(1, char::len_utf8);
    }
    Some(preamble)
}

/// Where the first wanted character stands that is in no title, quotation or bracket, or else the end.
fn clause_end(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '《' | '“' | '（' | '(' => depth += 1,
            '》' | '”' | '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && wanted(c) => return at,
            _ => {}
        }
    }
    text.len()
}

fn trimmed(text: &str, from: usize, to: usize, origin: usize) -> Span {
    let clause = &text[from..to];
    let start = from + (clause.len() - clause.trim_start_matches(is_blank).len());
    let end = (from + clause.trim_end_matches(is_blank).len()).max(start);
    Span::new(origin + start, origin + end)
}

/// Adds a clause to the parts: as a new one, or as more of the last one.
fn clause(document: &Document, span: Span, opens: bool, parts: &mut Vec<Part>) {
    let text = document.str(span);
    let lead =
        LEADS.iter().find(|(word, kind)| text.starts_with(word) && begins(text, word, *kind, opens, parts.last()));
    match (lead, parts.last_mut()) {
        (Some(&(word, kind)), _) => {
            parts.push(Part { kind, lead: Span::new(span.start, span.start + word.len()), span });
        }
        (None, Some(last)) => last.span = Span::new(last.span.start, span.end),
        (None, None) => {}
    }
    // 为了加强养犬管理制定本条例, 根据本市实际制定本条例.
    let enacted = preambles::ENACTED.iter().filter_map(|word| text.find(word)).min();
    if let (Some(at), Some(last)) = (enacted, parts.last_mut())
        && last.kind != PartKind::Enactment
    {
        let start = span.start + at;
        last.span = Span::new(last.span.start, start);
        let lead = Span::new(start, start + "制定".len());
        parts.push(Part { kind: PartKind::Enactment, lead, span: Span::new(start, span.end) });
    }
}

/// Whether a clause that starts with a part's word begins that part, with `last` before it or as what opens the sentence.
fn begins(text: &str, word: &str, kind: PartKind, opens: bool, last: Option<&Part>) -> bool {
    match (word, kind) {
        // 为了加强…，为建设…提供保障: the purpose goes on.
        ("为", PartKind::Purpose) => {
            opens || last.is_some_and(|last| matches!(last.kind, PartKind::Basis | PartKind::Circumstances))
        }
        ("从", PartKind::Circumstances) => text.ends_with("出发"),
        (_, PartKind::Circumstances) => last.is_some() && (text.contains("实际") || text.contains("情况")),
        (_, PartKind::Purpose | PartKind::Basis | PartKind::Enactment) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::PartKind::{Basis, Circumstances, Enactment, Purpose};
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    fn parts(text: &str) -> Vec<(PartKind, String)> {
        let source = Source::from_text("a.txt", &format!("某市养犬条例\n第一条　{text}\n第二条　养犬应当登记。\n"));
        let document = Document::parse(&source, &Hints::default());
        let preamble = document.preamble().expect("a first article");
        preamble.parts.iter().map(|part| (part.kind, document.str(part.span).to_owned())).collect()
    }

    fn shown(parts: &[(PartKind, &str)]) -> Vec<(PartKind, String)> {
        parts.iter().map(|&(kind, text)| (kind, text.to_owned())).collect()
    }

    #[test]
    fn the_usual_first_article() {
        let text = "为了加强养犬管理，保障健康，为生活提供便利，根据《中华人民共和国动物防疫法》等法律，结合本市实际，制定本条例。";
        assert_eq!(
            parts(text),
            shown(&[
                (Purpose, "为了加强养犬管理，保障健康，为生活提供便利"),
                (Basis, "根据《中华人民共和国动物防疫法》等法律"),
                (Circumstances, "结合本市实际"),
                (Enactment, "制定本条例"),
            ])
        );
    }

    #[test]
    fn other_orders_and_shapes() {
        assert_eq!(
            parts("根据《甲，乙法》，为加强养犬管理，特制定本条例。"),
            shown(&[(Basis, "根据《甲，乙法》"), (Purpose, "为加强养犬管理"), (Enactment, "特制定本条例")])
        );
        assert_eq!(
            parts("为了加强养犬管理制定本条例。"),
            shown(&[(Purpose, "为了加强养犬管理"), (Enactment, "制定本条例")])
        );
        assert_eq!(parts("养犬人应当登记。"), []);
        assert_eq!(parts("在本市居住的个人，为居民。"), []);
    }
}
