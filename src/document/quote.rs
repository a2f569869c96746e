//! What stands between quotation marks “” and between title marks 《》: words that are mentioned, not used.

mod long;

use super::tree::landmark::Sought;
use super::{Document, Fact};
use crate::diagnostic::Span;
pub use long::LongQuotation;

/// Quotations and titles of a document, each in order of position and not overlapping.
#[derive(Debug, Default)]
pub struct Quotes {
    /// “…” with its marks.
    pub quotations: Vec<Span>,
    /// 《…》 with its marks, outermost.
    pub titles: Vec<Span>,
}

impl Quotes {
    /// Whether a byte lies in a quotation or in a title: what stands there is mentioned, not used.
    pub fn mention(&self, offset: usize) -> bool {
        self.in_quotation(offset) || self.in_title(offset)
    }

    /// Whether a byte lies in a quotation.
    pub fn in_quotation(&self, offset: usize) -> bool {
        holds(&self.quotations, offset)
    }

    /// Whether a byte lies in a title.
    pub fn in_title(&self, offset: usize) -> bool {
        holds(&self.titles, offset)
    }
}

/// How far from a place the marks of its bracket are looked for, in bytes.
const BRACKET: usize = 400;

impl Document {
    /// Whether a place stands in a bracket that tells who issued another text, and under which number:
    /// （中国人民银行令〔2003〕第5号发布）. The names in it are that text's.
    pub fn names_issuer(&self, span: Span) -> bool {
        let Some(passage) = self.passage_at(span.start) else { return false };
        let text = self.text();
        let near = |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        let from = near(span.start.saturating_sub(BRACKET)).max(passage.span.start);
        let to = near(span.end + BRACKET).min(passage.span.end);
        let before = &text[from.min(span.start)..span.start];
        let behind = &text[span.end..to.max(span.end)];
        let Some(open) = before.rfind(['（', '(']) else { return false };
        let Some(close) = behind.find(['）', ')']).filter(|_| !before[open..].contains(['）', ')'])) else {
            return false;
        };
        let inside = [&before[open..], &behind[..close]];
        let holds = |marks: &[char]| inside.iter().any(|part| part.contains(marks));
        holds(&['〔', '[', '［']) && holds(&['号'])
    }
}

fn holds(spans: &[Span], offset: usize) -> bool {
    let after = spans.partition_point(|span| span.start <= offset);
    spans[..after].last().is_some_and(|span| span.contains(offset))
}

static QUOTES: Fact<Quotes> = Fact::read_by(read);

impl Document {
    /// What stands between quotation marks and between title marks.
    pub fn quotes(&self) -> &Quotes {
        QUOTES.of(self)
    }
}

const QUOTATION: Sought<2> = Sought::new(['“', '”']);
const TITLE: Sought<2> = Sought::new(['《', '》']);

/// Reads all blocks; a mark that is not closed in its block opens nothing.
fn read(document: &Document) -> Quotes {
    let mut quotes = Quotes::default();
    for block in &document.blocks {
        collect(document.landmarks(block.span, &QUOTATION), '“', '”', &mut quotes.quotations);
        collect(document.landmarks(block.span, &TITLE), '《', '》', &mut quotes.titles);
    }
    quotes
}

fn collect(marks: impl Iterator<Item = (usize, char)>, open: char, close: char, out: &mut Vec<Span>) {
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, c) in marks {
        if c == open {
            if depth == 0 {
                start = at;
            }
            depth += 1;
        } else if c == close && depth > 0 {
            depth -= 1;
            if depth == 0 {
                out.push(Span::new(start, at + close.len_utf8()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outermost_marks_only() {
        let text = "《关于修改〈甲《乙》〉的决定》和《丙》、《丁";
        let mut out = Vec::new();
        collect(text.char_indices(), '《', '》', &mut out);
        let found: Vec<&str> = out.iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["《关于修改〈甲《乙》〉的决定》", "《丙》"]);
    }
}
