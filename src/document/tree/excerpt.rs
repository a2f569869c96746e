//! What a tree is read from: a text with its lines, or a part of one, such as an article that an amending decision quotes.
//!
//! Knows where lines are and what the markup says of them. What stands on them is read elsewhere.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Span;
use crate::source::{LineStyle, Paragraphs, ProseLine, Source, Trace};

/// A text to be parsed, or a part of one.
#[derive(Debug, Clone)]
pub struct Excerpt<'l> {
    /// The whole text.
    pub(super) text: Arc<str>,
    /// Its lines, in order, blank ones included.
    lines: &'l [ProseLine],
    /// How its file sets paragraphs.
    pub(super) paragraph_setting: Paragraphs,
    /// What of the text is to be parsed.
    pub(super) extent: Span,
    /// The day that the file carries beside it.
    pub(super) dated: Option<Date>,
    /// What was taken out of it.
    pub(super) traces: Arc<[Trace]>,
}

impl<'l> Excerpt<'l> {
    /// All of a text with its lines, in order, blank ones included.
    pub fn new(text: Arc<str>, lines: &'l [ProseLine], paragraph_setting: Paragraphs) -> Self {
        let extent = Span::new(0, text.len());
        Self { text, lines, paragraph_setting, extent, dated: None, traces: Arc::default() }
    }

    /// All of a source's prose.
    pub fn of(source: &'l Source) -> Self {
        let traces = source.traces();
        Self {
            traces,
            dated: source.dated(),
            ..Self::new(source.shared_prose(), source.prose_lines(), source.paragraphs())
        }
    }

    /// What of it lies in a span, which is in bytes of the whole text, as all that is read will be.
    #[must_use]
    pub fn part(self, span: Span) -> Self {
        let extent = Span::new(span.start.max(self.extent.start), span.end.min(self.extent.end));
        Self { extent, ..self }
    }

    /// The lines, or what of them lies in the part: a line whose beginning does not is no heading of the markup.
    pub(super) fn lines(&self) -> Cow<'l, [ProseLine]> {
        let extent = self.extent;
        if extent == Span::new(0, self.text.len()) {
            return Cow::Borrowed(self.lines);
        }
        let first = self.lines.partition_point(|line| line.span.end < extent.start);
        let inside = self.lines[first..].iter().take_while(|line| line.span.start < extent.end);
        let cut = |line: &ProseLine| {
            let span = Span::new(line.span.start.max(extent.start), line.span.end.min(extent.end));
            ProseLine { span, style: if span.start == line.span.start { line.style } else { LineStyle::Plain } }
        };
        Cow::Owned(inside.map(cut).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Hints, Role, Tree, line};

    #[test]
    fn a_quoted_article_is_a_tree_with_the_places_of_the_whole_text() {
        let text = "关于修改《某市养犬条例》的决定\n一、将第八条修改为：\n“第八条　养犬应当具备下列条件：\n\
                    （一）有固定居所；\n（二）依照第七条第二款免疫。\n违反前款规定的，处一百元罚款。”\n二、删去第九条。\n";
        let source = Source::from_text("a.txt", text);
        let at = |word: &str| text.find(word).expect("it stands there");
        let quoted = Span::new(at("第八条　"), at("”"));
        let whole = Tree::parse(&Excerpt::of(&source), &Hints::default());
        let inside = whole.blocks.iter().filter(|block| block.span.start < quoted.end && quoted.start < block.span.end);
        assert!(inside.map(|block| block.role).eq([Role::Quoted; 4]));
        let tree = Tree::parse(&Excerpt::of(&source).part(quoted), &Hints::default());
        assert_eq!((tree.articles.len(), tree.paragraphs.len(), tree.items.len()), (1, 2, 2));
        assert_eq!((tree.articles[0].span, tree.str(tree.articles[0].label)), (quoted, "第八条"));
        assert!(tree.blocks.iter().all(|block| quoted.start <= block.line.start && block.line.end <= quoted.end));
        assert_eq!(tree.address(at("免疫")).as_deref(), Some("第八条第一款第二项"));
        assert_eq!(tree.address(at("一百元")).as_deref(), Some("第八条第二款"));
        let stops = |tree: &Tree, span: Span| tree.marks(span, line::is_stop).collect::<Vec<_>>();
        assert_eq!(stops(&tree, Span::new(0, text.len())), stops(&whole, quoted));
        assert!(stops(&tree, Span::new(0, quoted.start)).is_empty());
    }
}
