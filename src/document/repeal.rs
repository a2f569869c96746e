//! Repeal clauses: 《甲条例》同时废止, 下列规定予以废止：…, 废止《乙办法》. A title in one is no citation of law in force.

use super::tree::{Home, Passage, line};
use super::{Document, Fact};
use crate::diagnostic::Span;
use crate::lexicon::{citations, dates, structure};

/// A clause that repeals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepealClause {
    /// Its verb with the adverb before it: `同时废止`, `即行废止`.
    pub verb: Span,
    /// Its sentence, up to its stop.
    pub sentence: Span,
    /// What it repeals: titles with their 《》, those of the list it introduces included.
    pub titles: Vec<Span>,
    /// Where it stands.
    pub home: Home,
}

static REPEALS: Fact<Vec<RepealClause>> = Fact::read_by(read);

impl Document {
    /// All clauses that repeal other texts, in order.
    pub fn repeals(&self) -> &[RepealClause] {
        REPEALS.of(self)
    }

    /// Whether a place speaks of what was: it stands in a sentence that repeals a text, or behind 原.
    pub fn speaks_of_the_past(&self, span: Span) -> bool {
        let before = &self.text()[..span.start];
        let repeals = self.repeals();
        let after = repeals.partition_point(|clause| clause.sentence.start <= span.start);
        let repealing = repeals[..after].last().is_some_and(|clause| clause.sentence.contains(span.start));
        repealing || citations::FORMER.iter().any(|word| before.ends_with(word))
    }
}

/// Reads all passages.
fn read(document: &Document) -> Vec<RepealClause> {
    let mut out = Vec::new();
    for passage in document.passages().iter().filter(|passage| may_repeal(document, passage)) {
        let text = document.str(passage.span);
        for verb in dates::REPEALING {
            for (at, _) in text.match_indices(verb) {
                out.extend(clause(document, passage, text, at, verb.len()));
            }
        }
    }
    out.sort_by_key(|clause: &RepealClause| clause.verb);
    out
}

/// Whether a passage names a text, or introduces a list that may.
fn may_repeal(document: &Document, passage: &Passage) -> bool {
    let titles = &document.quotes().titles;
    let first = titles.partition_point(|title| title.start < passage.span.start);
    let names = titles.get(first).is_some_and(|title| title.start < passage.span.end);
    let introduces = |paragraph: usize| !document.paragraphs[paragraph].items.is_empty();
    names || passage.home.item.is_none() && passage.home.paragraph.is_some_and(introduces)
}

/// The clause whose verb stands at byte `at` of a passage's text.
fn clause(document: &Document, passage: &Passage, text: &str, at: usize, len: usize) -> Option<RepealClause> {
    let origin = passage.span.start;
    let quotes = document.quotes();
    if quotes.mention(origin + at) {
        return None;
    }
    let (before, behind) = (&text[..at], &text[at + len..]);
    let adverb = dates::REPEALING_ADVERBS.iter().find(|adverb| before.ends_with(**adverb));
    let start = sentence_start(document, origin, before);
    let end = at + len + behind.find(line::is_stop).map_or(behind.len(), |stop| stop + line::len_at(behind, stop));
    let sentence = Span::new(origin + start, origin + end);
    let verb_start = at - adverb.map_or(0, |adverb| adverb.len());
    let verb = Span::new(origin + verb_start, origin + at + len);
    let lead = before[..verb_start].trim_end_matches(line::is_comma);
    let led = lead.ends_with(['》', '）', ')']) || lead.ends_with("施行之日起") || lead.ends_with("公布之日起");
    let titles = if behind.starts_with('《') && text[at..].starts_with("废止") {
        titles_in(document, Span::new(verb.end, sentence.end))
    } else if adverb.is_some() || led {
        let mut titles = titles_in(document, Span::new(sentence.start, verb.start));
        if structure::LISTING.iter().any(|word| text[start..end].contains(word)) {
            titles.extend(listed(document, passage));
        }
        titles
    } else {
        Vec::new()
    };
    (!titles.is_empty()).then_some(RepealClause { verb, sentence, titles, home: passage.home })
}

/// Where the sentence starts that `before` ends in; a stop in a title is none.
fn sentence_start(document: &Document, origin: usize, before: &str) -> usize {
    let mut stops = before.rmatch_indices(line::is_stop);
    stops.find(|(at, _)| !document.quotes().in_title(origin + at)).map_or(0, |(at, stop)| at + stop.len())
}

/// The titles in a span.
fn titles_in(document: &Document, span: Span) -> Vec<Span> {
    let titles = &document.quotes().titles;
    let first = titles.partition_point(|title| title.start < span.start);
    let inside = titles[first..].iter().copied().take_while(|title| title.end <= span.end);
    inside.filter(|&title| !is_paper(document.str(title))).collect()
}

/// Whether a title in 《》 is that of a licence or a form: 《采矿许可证》作废 ends a paper, not a text.
fn is_paper(title: &str) -> bool {
    title.trim_end_matches('》').ends_with(['证', '书', '照', '卡', '表', '单'])
}

/// The titles in the list behind a paragraph.
fn listed(document: &Document, passage: &Passage) -> Vec<Span> {
    let (Some(paragraph), None) = (passage.home.paragraph, passage.home.item) else { return Vec::new() };
    let items = document.paragraphs[paragraph].items.clone();
    items.flat_map(|item| titles_in(document, document.items[item].body)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    fn repealed(body: &str) -> Vec<(String, Vec<String>)> {
        let source = Source::from_text("a.txt", &format!("某市条例\n第一条　{body}\n"));
        let document = Document::parse(&source, &Hints::default());
        let of = |span: Span| document.str(span).to_owned();
        document
            .repeals()
            .iter()
            .map(|clause| (of(clause.verb), clause.titles.iter().copied().map(of).collect()))
            .collect()
    }

    fn one(verb: &str, titles: &[&str]) -> Vec<(String, Vec<String>)> {
        vec![(verb.to_owned(), titles.iter().map(|&title| title.to_owned()).collect())]
    }

    #[test]
    fn clauses_that_repeal() {
        assert_eq!(
            repealed("本条例自2025年1月1日起施行。2001年5月1日公布的《甲条例》和《乙办法》同时废止。"),
            one("同时废止", &["《甲条例》", "《乙办法》"])
        );
        assert_eq!(
            repealed("《甲条例》（1998年通过）即行废止，本条例自公布之日起施行。"),
            one("即行废止", &["《甲条例》"])
        );
        assert_eq!(
            repealed("下列规定同时废止：\n（一）《甲办法》；\n（二）《乙办法》。"),
            one("同时废止", &["《甲办法》", "《乙办法》"])
        );
        assert_eq!(repealed("废止《甲条例》。"), one("废止", &["《甲条例》"]));
        assert_eq!(repealed("《甲条例》废止。"), one("废止", &["《甲条例》"]));
    }

    #[test]
    fn other_endings() {
        for body in [
            "法规的修改和废止，适用《立法条例》。",
            "《采矿许可证》有效期满的，自行废止。",
            "原《商标注册证》作废，并予以公告。",
            "依照《关于废止〈甲条例〉的决定》办理。",
            "对《规划》提出修改或者废止的建议。",
            "复议期间，不停止执行。",
        ] {
            assert!(repealed(body).is_empty(), "{body}");
        }
    }
}
