//! Quotations that go over several paragraphs, as the new text does that a decision gives a law.
//!
//! Each paragraph opens with “ and only the last closes with ” (the practice of the Standing Committee); some texts open
//! once and close once. Which lines go on with a quotation is known to the tree.

use super::QUOTATION;
use crate::diagnostic::Span;
use crate::document::tree::Role;
use crate::document::{Document, Fact};

/// A quotation, over as many paragraphs as it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongQuotation {
    /// With its marks, from the first to the last.
    pub span: Span,
    /// What each of its paragraphs says, without the marks that open and close it.
    pub paragraphs: Vec<Span>,
    /// Whether a mark closes it; where none does, it ends with the line before the next one that is not quoted.
    pub closed: bool,
}

static LONG_QUOTATIONS: Fact<Vec<LongQuotation>> = Fact::read_by(read);

impl Document {
    /// The outermost quotations in order, those over several paragraphs as one.
    pub fn long_quotations(&self) -> &[LongQuotation] {
        LONG_QUOTATIONS.of(self)
    }
}

fn read(document: &Document) -> Vec<LongQuotation> {
    let mut reader = Reader { out: Vec::new(), open: None };
    for block in &document.blocks {
        let starts = document.str(block.span).starts_with('“');
        if block.role != Role::Quoted && !starts {
            reader.give_up();
        }
        let goes_on = reader.open.is_some();
        if goes_on {
            reader.from(block.span.start + if starts { '“'.len_utf8() } else { 0 });
        }
        for (at, c) in document.landmarks(block.span, &QUOTATION) {
            if !(goes_on && starts && at == block.span.start) {
                reader.mark(at, c);
            }
        }
        reader.end_of(block.span);
    }
    reader.give_up();
    reader.out
}

/// A quotation that is not closed yet.
struct Open {
    quotation: LongQuotation,
    /// How many marks are open.
    depth: usize,
    /// Where its paragraph starts.
    from: usize,
}

struct Reader {
    out: Vec<LongQuotation>,
    open: Option<Open>,
}

impl Reader {
    fn mark(&mut self, at: usize, c: char) {
        let behind = at + c.len_utf8();
        match (&mut self.open, c) {
            (None, '“') => {
                let quotation = LongQuotation { span: Span::new(at, behind), paragraphs: Vec::new(), closed: true };
                self.open = Some(Open { quotation, depth: 1, from: behind });
            }
            (Some(open), '“') => open.depth += 1,
            (Some(open), _) if open.depth > 1 => open.depth -= 1,
            (Some(open), _) => {
                open.quotation.paragraphs.push(Span::new(open.from, at));
                open.quotation.span.end = behind;
                self.out.extend(self.open.take().map(|open| open.quotation));
            }
            (None, _) => {}
        }
    }

    /// A further paragraph starts.
    fn from(&mut self, at: usize) {
        if let Some(open) = &mut self.open {
            open.from = at;
            open.depth = 1;
        }
    }

    /// A line ends.
    fn end_of(&mut self, line: Span) {
        if let Some(open) = &mut self.open {
            open.quotation.paragraphs.push(Span::new(open.from.min(line.end), line.end));
            open.quotation.span.end = line.end;
        }
    }

    /// No mark has closed it.
    fn give_up(&mut self) {
        self.out.extend(self.open.take().map(|open| LongQuotation { closed: false, ..open.quotation }));
    }
}
