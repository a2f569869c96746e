//! `repeal-decision-form`: a 废止决定 that is not worded as one: 废除, 停止执行, another number of texts than its title counts.

use super::told;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::front::Kind;
use crate::document::tree::numeral;
use crate::lexicon::amendments;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    if document.instrument.kind != Kind::Repeal || document.instrument.self_name != Some("本决定") {
        return Vec::new();
    }
    let mut out: Vec<Finding> = verbs(document);
    out.extend(counted(document));
    out.sort_by_key(|finding| finding.span);
    out
}

/// 废除《某条例》, 自公布之日起停止执行.
fn verbs(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for line in told::own_lines(document) {
        let text = document.str(line);
        let stretches = told::without_quotations(document, line);
        let mut before_title = stretches.iter().filter(|stretch| document.text()[stretch.end..].starts_with('《'));
        let ended = before_title.find_map(|stretch| {
            let before = document.str(*stretch);
            let word = amendments::ODD_REPEALING.iter().find(|word| before.ends_with(**word))?;
            Some(Span::new(stretch.end - word.len(), stretch.end))
        });
        out.extend(ended.map(|verb| Finding::at(verb).edit(verb, "废止")));
        let own = amendments::DECISIONS.iter().any(|word| text.contains(word)) || text.contains("之日起");
        let end = told::find(document, &stretches, amendments::ODD_ENDING).filter(|_| own);
        out.extend(end.map(|(verb, _)| Finding::at(verb).variant("ending")));
    }
    out
}

/// 等三件 in the title, beside the texts that the body names.
fn counted(document: &Document) -> Option<Finding> {
    let title = document.title.as_ref()?;
    let stretch = told::without_quotations(document, title.span)
        .into_iter()
        .find(|stretch| document.str(*stretch).starts_with('等'))?;
    let behind = &document.str(stretch)['等'.len_utf8()..];
    let len = numeral::prefix_len(behind);
    let number = numeral::parse(&behind[..len])?.value as usize;
    let inside = |title: &&Span| {
        let block = document.blocks.iter().find(|block| block.span.covers(**title));
        block.is_some_and(|block| told::own_lines(document).any(|line| line == block.span))
    };
    let mut named: Vec<&str> =
        document.quotes().titles.iter().filter(inside).map(|title| document.str(*title)).collect();
    named.sort_unstable();
    named.dedup();
    let end = stretch.start + '等'.len_utf8() + len;
    // Other titles may be named for a reason: fewer are always too few.
    (named.len() < number)
        .then(|| Finding::at(Span::new(stretch.start, end)).variant("count").arg("found", named.len().to_string()))
}
