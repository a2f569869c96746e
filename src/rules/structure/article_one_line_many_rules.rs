//! `article-one-line-many-rules`: an article of very many paragraphs, or a very long paragraph.
//!
//! Articles that define words or share out duties among authorities are long by nature.

use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::{Article, ArticleForm};
use crate::lexicon::{definitions, structure};
use crate::options::Options;

pub(in crate::rules) fn find(document: &Document, options: &Options) -> Vec<Finding> {
    if !document.instrument.kind.is_regulation() {
        return Vec::new();
    }
    let articles = document.articles.iter().filter(|article| article.form == ArticleForm::Article);
    let (paragraphs, characters) = (options.number("paragraphs"), options.number("characters"));
    articles
        .filter_map(|article| many(document, article, paragraphs).or_else(|| long(document, article, characters)))
        .collect()
}

/// An article of more than so many paragraphs.
fn many(document: &Document, article: &Article, most: usize) -> Option<Finding> {
    let paragraphs = &document.paragraphs[article.paragraphs.clone()];
    // 本法下列用语的含义：
    let announced =
        paragraphs.first().is_some_and(|lead| lead.items.is_empty() && document.str(lead.span).ends_with(['：', ':']));
    if paragraphs.len() <= most || announced {
        return None;
    }
    let texts = paragraphs.iter().map(|paragraph| document.str(paragraph.span));
    // Lines broken in a copy, and members of a list without numbers, are no paragraphs.
    let whole: Vec<&str> = texts.filter(|text| text.ends_with('。')).collect();
    let of = |words: &[&str]| whole.iter().filter(|text| words.iter().any(|word| text.contains(word))).count();
    let defines =
        whole.first().is_some_and(|text| text.contains("所称")) || of(definitions::DEFINING) * 2 >= whole.len();
    let shares_out = of(structure::SHARING_OUT) * 2 >= whole.len();
    let told = whole.len() > most && !defines && !shares_out;
    told.then(|| Finding::at(article.label).arg("count", whole.len().to_string()))
}

/// An article with a paragraph of more than so many characters, without its items.
fn long(document: &Document, article: &Article, most: usize) -> Option<Finding> {
    let paragraphs = &document.paragraphs[article.paragraphs.clone()];
    let inline = |items: std::ops::Range<usize>| document.items[items].iter().any(|item| item.inline);
    let lengths = paragraphs.iter().filter(|paragraph| !inline(paragraph.items.clone())).map(|paragraph| {
        let text = document.str(paragraph.span);
        // No need to count what is short in bytes; a list of what is repealed is no rule.
        let counts = text.len() > most && !text.contains("废止") && !text.contains("是指");
        (if counts { text.chars().count() } else { 0 }, paragraph.span)
    });
    let (length, _) = lengths.max_by_key(|&(length, _)| length)?;
    (length > most).then(|| Finding::at(article.label).variant("long").arg("count", length.to_string()))
}
