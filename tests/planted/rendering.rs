//! A law as a file has it, and where what is written there stands in the law.

use falint::diagnostic::Span;
use falint::source::encoding::encode;
use falint::source::{Encoding, Source};

use super::draft::Draft;

/// How a law is written into a file.
pub type Render = fn(&Draft) -> Rendering;

/// A rendered law.
#[derive(Debug, Clone)]
pub struct Rendering {
    pub name: String,
    /// What is written; what the law does not have is put in here.
    pub text: String,
    pub encoding: Encoding,
    /// What was kept of the law: where it stands in the rendered text, and where it stood.
    kept: Vec<(usize, Span)>,
}

/// The law as it is.
pub fn as_it_is(draft: &Draft) -> Rendering {
    let mut rendering = Rendering::new(&draft.name, draft.encoding);
    rendering.keep(draft, Span::new(0, draft.text.len()));
    rendering
}

impl Rendering {
    pub fn new(name: &str, encoding: Encoding) -> Self {
        Self { name: name.to_owned(), text: String::new(), encoding, kept: Vec::new() }
    }

    /// Writes what stands in the law.
    pub fn keep(&mut self, draft: &Draft, span: Span) {
        if !span.is_empty() {
            self.kept.push((self.text.len(), span));
            self.text.push_str(draft.str(span));
        }
    }

    /// The file, read.
    pub fn source(&self) -> Source {
        let bytes = encode(&self.text, self.encoding).expect("a fixture's characters can be written");
        Source::from_bytes(&self.name, bytes, Some(self.encoding)).expect("what was written can be read")
    }

    /// Where a place of the rendered text stands in the law; what the law does not have, behind what stands before it.
    pub fn original(&self, span: Span) -> Span {
        let start = self.place(self.kept.partition_point(|&(at, _)| at <= span.start), span.start);
        let end = self.place(self.kept.partition_point(|&(at, _)| at < span.end), span.end);
        Span::new(start, end.max(start))
    }

    fn place(&self, before: usize, at: usize) -> usize {
        let Some(&(start, kept)) = before.checked_sub(1).and_then(|last| self.kept.get(last)) else { return 0 };
        (kept.start + at - start).min(kept.end)
    }
}
