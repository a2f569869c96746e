//! `article-number-gap`: an article number is passed over.

use super::sequence::{self, Break, Fault};
use crate::diagnostic::Finding;
use crate::document::front::Kind;
use crate::document::{ArticleForm, Document, numeral};

pub(in crate::rules) fn find(document: &Document<'_>) -> Vec<Finding> {
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
pub(super) fn breaks(document: &Document<'_>) -> Vec<(Break, usize)> {
    if matches!(document.instrument.kind, Kind::Amendment | Kind::Repeal) {
        return Vec::new();
    }
    let plain = |&at: &usize| {
        let article = &document.articles[at];
        article.form == ArticleForm::Article && article.ordinal.branch == 0
    };
    let articles: Vec<usize> = (0..document.articles.len()).filter(plain).collect();
    let numbers: Vec<u32> = articles.iter().map(|&at| document.articles[at].ordinal.number).collect();
    let mut out = Vec::new();
    let mut start = 0;
    for at in 1..=numbers.len() {
        let again = at < numbers.len() && numbers[at] == 1 && numbers.get(at + 1) == Some(&2);
        if at == numbers.len() || again {
            let run = &numbers[start..at];
            let before = if run[0] > 3 { run[0] - 1 } else { 0 };
            out.extend(sequence::faults(run, before).into_iter().map(|mut found| {
                found.at += start;
                let article = articles[found.at];
                if let Fault::Repeat(first) = &mut found.fault {
                    *first = articles[*first + start];
                }
                (found, article)
            }));
            start = at;
        }
    }
    out
}
