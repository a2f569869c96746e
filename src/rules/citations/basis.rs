//! `cite-basis-order`, `cite-basis-form`, `cite-policy-doc`: the legal basis in 第一条, 根据《…》《…》，制定本条例.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::citation::{Citation, Use};
use crate::document::tree::Passage;
use crate::laws::{self, Rank};
use crate::lexicon::{citations, places, preambles};

fn cited(document: &Document) -> impl Iterator<Item = &Citation> {
    document.citations().iter().filter(|citation| citation.used == Use::Basis)
}

/// The rank of a text by its title, from 0 for law; `None` where the title does not tell.
fn rank(document: &Document, citation: &Citation) -> Option<u8> {
    let name = document.str(citation.name);
    if citation.local {
        let of_province = |name: &str| name.contains("省") || name.contains("自治区");
        let place = name.split("市").next().unwrap_or_default();
        let high = of_province(place) || places::MUNICIPALITIES.iter().any(|place| name.starts_with(place));
        return Some(if high { 2 } else { 3 });
    }
    laws::find(name).map(|law| match law.rank {
        Rank::Law => 0,
        Rank::AdminRegulation => 1,
    })
}

/// The lower-ranking text that stands before a higher-ranking one.
pub(in crate::rules) fn order(document: &Document) -> Vec<Finding> {
    let ranked: Vec<(&Citation, u8)> =
        cited(document).filter_map(|citation| Some((citation, rank(document, citation)?))).collect();
    let mut out = Vec::new();
    for pair in ranked.windows(2) {
        let [(first, low), (second, high)] = pair else { continue };
        if high < low && first.home == second.home {
            let finding = Finding::at(first.span).label("higher", second.span).arg("higher", document.str(second.span));
            out.push(finding.edit(first.span, document.str(second.span)).edit(second.span, document.str(first.span)));
        }
    }
    out
}

/// 依据《…》 for 根据《…》, 特制定 for 制定.
pub(in crate::rules) fn form(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for citation in cited(document) {
        let before = &document.text()[..citation.span.start];
        if let Some(word) = citations::BASIS_TO_MEND.iter().find(|word| before.ends_with(**word)) {
            let span = Span::new(citation.span.start - word.len(), citation.span.start);
            out.push(Finding::at(span).edit(span, "根据"));
        }
    }
    for passage in first_articles(document) {
        let text = document.str(passage.span);
        for word in preambles::ESPECIALLY {
            if let Some(at) = text.find(word).filter(|&at| text[at + word.len()..].starts_with('本')) {
                let span = Span::new(passage.span.start + at, passage.span.start + at + word.len());
                out.push(Finding::at(span).variant("made").edit(span, "制定"));
            }
        }
    }
    out
}

fn first_articles(document: &Document) -> impl Iterator<Item = &Passage> {
    let first =
        |passage: &&Passage| passage.home.article.is_some_and(|article| document.articles[article].ordinal.number == 1);
    document.passages().iter().take(FIRST).filter(first)
}

/// In how many passages from the start the first article is looked for.
const FIRST: usize = 12;

/// A document of the party or the government, or the spirit of a meeting, as the basis.
pub(in crate::rules) fn policy(document: &Document) -> Vec<Finding> {
    let paper = |citation: &&Citation| {
        let name = document.str(citation.name).split(['（', '(']).next().unwrap_or_default();
        preambles::PAPERS.iter().any(|ending| name.ends_with(ending))
    };
    let mut out: Vec<Finding> = cited(document).filter(paper).map(|citation| Finding::at(citation.span)).collect();
    for passage in first_articles(document) {
        let text = document.str(passage.span);
        let Some(end) = text.find("制定本") else { continue };
        let Some(start) = text[..end].rfind("根据").or_else(|| text[..end].rfind("按照")) else { continue };
        for word in preambles::SPIRITS {
            if let Some(at) = text[start..end].find(word).filter(|&at| !text[start..start + at].contains(['“', '《']))
            {
                let from = passage.span.start + start;
                out.push(Finding::at(Span::new(from, from + at + word.len())));
                break;
            }
        }
    }
    out
}
