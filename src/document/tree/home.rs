//! Where in the tree a place of the text, or a block, stands.

use super::{Block, Home, Passage, Role, Tree};
use crate::diagnostic::Span;

impl Tree {
    /// The passage that holds a byte.
    pub fn passage_at(&self, offset: usize) -> Option<&Passage> {
        let after = self.passages.partition_point(|passage| passage.span.start <= offset);
        self.passages[..after].last().filter(|passage| offset <= passage.span.end)
    }

    /// The block that holds a byte of its line; where several share the line, the last that begins at or before the byte.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.span.start <= offset);
        let before = (0..after).next_back().filter(|&block| offset <= self.blocks[block].line.end);
        // The blanks before a line's first block are its line's, too.
        before.or_else(|| self.blocks.get(after).filter(|block| block.line.start <= offset).map(|_| after))
    }

    /// Where in the prose the trace would stand that is shown at a span of the decoded text, in bytes.
    pub fn place_of_trace(&self, shown: Span) -> usize {
        let trace = self.traces.iter().find(|trace| trace.span == shown);
        trace.map_or(self.extent.start, |trace| trace.at)
    }

    /// The position of a paragraph in its article, from 1.
    pub fn paragraph_number(&self, paragraph: usize) -> Option<usize> {
        let article = self.paragraphs.get(paragraph)?.article?;
        Some(paragraph - self.articles[article].paragraphs.start + 1)
    }

    /// Which text of the file a place stands in, from 0; what stands before the first article belongs to the first.
    pub fn text_of(&self, home: Home) -> usize {
        home.article.map_or(0, |article| self.articles[article].text)
    }

    /// Which text of the file a byte stands in, from 0.
    pub fn text_at(&self, offset: usize) -> usize {
        let after = self.articles.partition_point(|article| article.span.start <= offset);
        self.articles[..after].last().map_or(0, |article| article.text)
    }

    /// Where a byte stands in the tree; `None` outside the articles.
    pub fn home_at(&self, offset: usize) -> Option<Home> {
        let after = self.articles.partition_point(|article| article.span.start <= offset);
        let article = (0..after).next_back()?;
        let home = match self.passage_at(offset) {
            Some(passage) => passage.home,
            None => {
                let block = self.blocks.get(self.block_at(offset)?)?;
                self.home_of(block.role)?
            }
        };
        (home.article == Some(article)).then_some(home)
    }

    /// The article whose label a block begins with.
    pub fn opened_by(&self, block: &Block) -> Option<usize> {
        let article = self.home_of(block.role)?.article?;
        (self.articles[article].label.start == block.span.start).then_some(article)
    }

    /// The running text of a block, without label and mark; `None` where it is no paragraph, item or subitem.
    pub fn own_text(&self, role: Role) -> Option<Span> {
        match role {
            Role::Paragraph(paragraph) => Some(self.paragraphs[paragraph].span),
            Role::Item(item) => Some(self.items[item].body),
            Role::Subitem(subitem) => Some(self.subitems[subitem].body),
            Role::Front
            | Role::Title
            | Role::Note
            | Role::TocHeading
            | Role::TocEntry
            | Role::Division(_)
            | Role::ArticleLabel(_)
            | Role::Quoted
            | Role::Annex
            | Role::Table
            | Role::Tail => None,
        }
    }

    /// Where a block stands in the tree; `None` outside articles, paragraphs, items and subitems.
    pub fn home_of(&self, role: Role) -> Option<Home> {
        let of_paragraph = |paragraph: usize| Home {
            article: self.paragraphs[paragraph].article,
            paragraph: Some(paragraph),
            ..Home::default()
        };
        let of_item = |item: usize| Home { item: Some(item), ..of_paragraph(self.items[item].paragraph) };
        match role {
            Role::ArticleLabel(article) => Some(Home { article: Some(article), ..Home::default() }),
            Role::Paragraph(paragraph) => Some(of_paragraph(paragraph)),
            Role::Item(item) => Some(of_item(item)),
            Role::Subitem(subitem) => Some(Home { subitem: Some(subitem), ..of_item(self.subitems[subitem].item) }),
            Role::Front
            | Role::Title
            | Role::Note
            | Role::TocHeading
            | Role::TocEntry
            | Role::Division(_)
            | Role::Quoted
            | Role::Annex
            | Role::Table
            | Role::Tail => None,
        }
    }
}
