//! `article-number-gap`: an article number is passed over.

use super::sequence::{self, Break, Fault};
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::{ArticleForm, numeral};

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let gap = |found: &Break, article: usize| {
        let Fault::Gap(missing) = &found.fault else { return None };
        let label = document.articles[article].label;
        let (first, last) = (numeral::format(*missing.start()), numeral::format(*missing.end()));
        let finding = Finding::at(label).arg("first", first);
        Some(if missing.start() == missing.end() { finding } else { finding.variant("several").arg("last", last) })
    };
    breaks(document).iter().filter_map(|(found, article)| gap(found, *article)).collect()
}

/// The breaks in the count of articles, with the article of each. Excerpts, which start far from 第一条, and a second
/// text in the same file, which starts again, are no breaks.
pub(super) fn breaks(document: &Document) -> Vec<(Break, usize)> {
    if document.instrument.kind.is_decision() {
        return Vec::new();
    }
    let plain = |&at: &usize| {
        let article = &document.articles[at];
        article.form == ArticleForm::Article && article.ordinal.branch == 0
    };
    let articles: Vec<usize> = (0..document.articles.len()).filter(plain).collect();
    let mut out = Vec::new();
    for text in articles.chunk_by(|&a, &b| document.articles[a].text == document.articles[b].text) {
        let numbers: Vec<u32> = text.iter().map(|&at| document.articles[at].ordinal.number).collect();
        let before = if numbers[0] > 3 { numbers[0] - 1 } else { 0 };
        for mut found in sequence::faults(&numbers, before) {
            let article = text[found.at];
            if let Fault::Repeat(first) = &mut found.fault {
                *first = text[*first];
            }
            out.push((found, article));
        }
    }
    out
}
