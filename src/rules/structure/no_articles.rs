//! `no-articles`: a text of which nothing was read as law: it is empty, holds no Chinese, has no article where its title
//! promises some, or speaks of its own articles and has none.
//!
//! What is said of such a text means little, and “nothing found” would say more than was looked at.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::reference::{Law, StepUnit};
use crate::document::tree::label::is_han;
use crate::lexicon::titles;

/// Texts with fewer Chinese characters hold no sentence of law.
const FEWEST: usize = 12;

/// A text of so many sentences was read; it is only not divided.
const SENTENCES: usize = 4;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.has_articles() {
        return Vec::new();
    }
    if document.blocks.is_empty() {
        return vec![Finding::at(Span::new(0, 0)).variant("empty")];
    }
    let first = document.blocks[0].span;
    let (mut han, mut letters) = (0, 0);
    for c in document.str(document.extent()).chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        han += usize::from(is_han(c));
    }
    // A text of law may quote names in Latin letters, but is not made of them.
    if han < FEWEST || han * 10 < letters {
        return vec![Finding::at(first).variant("foreign")];
    }
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let promised = document.title.as_ref().filter(|_| promises(document));
    if let Some(title) = promised {
        let sentences: usize = document.blocks.iter().map(|block| document.str(block.span).matches('。').count()).sum();
        let finding = Finding::at(title.span);
        return vec![if sentences >= SENTENCES { finding.variant("undivided") } else { finding }];
    }
    own_article(document).map(|place| Finding::at(place).variant("own")).into_iter().collect()
}

/// Whether the title is that of a text made of articles. 办法 and 规定 may be made of points, 条例 and 法 may not.
fn promises(document: &Document) -> bool {
    let Some(own) = document.instrument.self_name else { return false };
    titles::MADE_OF_ARTICLES.contains(&own)
        || !is_numbered(document)
            && document.instrument.kind.is_regulation()
            && titles::MADE_OF_ARTICLES_OR_POINTS.contains(&own)
}

/// Whether the text is made of points, items or numbered headings.
fn is_numbered(document: &Document) -> bool {
    let headed = document.divisions.iter().any(|division| division.numeral.is_some());
    headed || !document.articles.is_empty() || !document.items.is_empty()
}

/// A reference to an article of this text by its name for itself.
fn own_article(document: &Document) -> Option<Span> {
    // What is numbered in another way is cited as if its numbers were those of articles.
    if is_numbered(document) {
        return None;
    }
    let mut references = document.references().iter();
    let own = references.find(|reference| {
        matches!(reference.law, Law::Own(_)) && reference.steps.iter().any(|step| step.unit == StepUnit::Article)
    });
    own.map(|reference| reference.span)
}
