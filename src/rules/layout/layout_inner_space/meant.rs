//! Blanks that are meant, and those that a reference shows to be a slip.

use super::Gap;
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::reference::Reference;
use crate::document::tree::Passage;
use crate::document::tree::label;

/// The reference that ends before a blank.
fn reference_before<'d>(document: &'d Document, gap: &Gap) -> Option<&'d Reference> {
    let references = document.references();
    let after = references.partition_point(|reference| reference.span.start < gap.span.start);
    references[..after].last().filter(|reference| reference.span.end == gap.span.start)
}

/// Whether a blank stands behind a reference whose sentence goes on: 符合本条例第一条　规定的.
pub(super) fn inside_reference(document: &Document, passage: &Passage, gap: &Gap) -> bool {
    let rest = &document.text()[gap.span.end..passage.span.end];
    label::refers(rest) && reference_before(document, gap).is_some_and(|found| found.span.start > passage.span.start)
}

/// Whether a blank stands behind the number of an article that is quoted from another law: 《刑法》第二百八十六条　违反国家规定，….
pub(super) fn opens_article(document: &Document, passage: &Passage, gap: &Gap) -> bool {
    reference_before(document, gap).is_some_and(|found| {
        let law = &document.text()[passage.span.start..found.span.start];
        law.is_empty() || law.starts_with('《') && law.ends_with('》')
    })
}

/// Whether a blank parts offices that gave out a text together: （中国人民银行 中国证券监督管理委员会令〔2007〕第2号发布）,
/// 国家发展改革委 住房城乡建设部关于印发….
pub(super) fn parts_issuers(document: &Document, passage: &Passage, gap: &Gap) -> bool {
    let is_mark =
        |c: char| matches!(c, '，' | '。' | '；' | '：' | '、' | '（' | '）' | '《' | '》' | ',' | ';' | '(' | ')');
    let end = document
        .marks(Span::new(gap.span.end, passage.span.end), is_mark)
        .next()
        .map_or(passage.span.end, |(at, _)| at);
    let rest = Span::new(gap.span.end, end);
    let start = document.marks(Span::new(passage.span.start, gap.span.start), is_mark).last();
    let start = start.map_or(passage.span.start, |(at, mark)| at + mark.len_utf8());
    let named = || document.is_signature(Span::new(start, gap.span.start)) && document.str(rest).contains("关于");
    document.has_document_number(rest) || named()
}
