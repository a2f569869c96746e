//! What of a text was decoded wrongly before it came here.

use super::{Document, Fact};
use crate::diagnostic::Span;
use crate::writing::mojibake;

static GARBLED: Fact<Vec<Span>> = Fact::read_by(|document| mojibake::stretches(document.text()));

impl Document {
    /// The stretches that are garbled, in order.
    pub fn garbled(&self) -> &[Span] {
        GARBLED.of(self)
    }

    /// Whether most of the text is.
    pub fn is_garbled(&self) -> bool {
        mojibake::is_whole(self.text(), self.garbled())
    }
}
