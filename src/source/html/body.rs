//! The lines of a page that are its law: not the menus around it, nor what the page says of itself.
//!
//! Articles are the landmarks: what holds all of them is the text, and nothing between the first and the last is ever left
//! out. A page without any is read where most of its sentences are.

use super::lines::Line;
use crate::lexicon::web_pages;
use crate::source::prose::LineStyle;
use crate::writing::label;

/// An element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Node {
    /// `None` for the page itself.
    pub parent: Option<usize>,
    /// Whether it stands around the text, by its own word.
    pub is_around: bool,
}

/// A page as it was read.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub lines: Vec<Line>,
    pub nodes: Vec<Node>,
    /// What it calls itself.
    pub title: &'a str,
}

impl Page<'_> {
    /// The lines of the law.
    pub(super) fn law(&self) -> impl Iterator<Item = &Line> {
        let labels: Vec<usize> =
            (0..self.lines.len()).filter(|&at| is_label(&self.lines[at]) && !is_link(&self.lines[at])).collect();
        let anchor = self.anchor(&labels);
        let (first, last) = match labels[..] {
            [first, .., last] => (first, last),
            [_] | [] => (usize::MAX, 0),
        };
        let is_kept = |at: usize| {
            let line = &self.lines[at];
            (first..=last).contains(&at)
                || self.ancestors(line.node).any(|node| node == anchor)
                    && !self.ancestors(line.node).any(|node| self.nodes[node].is_around)
                    && !is_link(line)
                    && !is_of_page(line)
        };
        let kept: Vec<bool> = (0..self.lines.len()).map(is_kept).collect();
        let title = self.title_before(&kept);
        self.lines.iter().enumerate().filter(move |&(at, _)| kept[at] || Some(at) == title).map(|(_, line)| line)
    }

    /// An element and those it stands in.
    fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |&node| self.nodes[node].parent)
    }

    /// The element that holds the law.
    fn anchor(&self, labels: &[usize]) -> usize {
        let mut weights = vec![0; self.nodes.len()];
        for line in self.lines.iter().filter(|line| !is_link(line)) {
            let weight = line.text.len() - line.linked.min(line.text.len());
            if !self.ancestors(line.node).any(|node| self.nodes[node].is_around) {
                self.ancestors(line.node).for_each(|node| weights[node] += weight);
            }
        }
        let mut anchor = match labels {
            [first, rest @ ..] if !rest.is_empty() => {
                rest.iter().fold(self.lines[*first].node, |node, &at| self.common(node, self.lines[at].node))
            }
            _ => (0..self.nodes.len()).rev().find(|&node| weights[node] * 10 >= weights[0] * 8).unwrap_or(0),
        };
        // What stands beside it in little is its title, its date, its signature.
        while let Some(parent) =
            self.nodes[anchor].parent.filter(|&parent| weights[parent] <= weights[anchor] * 5 / 4 + 100)
        {
            anchor = parent;
        }
        anchor
    }

    /// The closest element that holds both. Elements are counted as they start, so that the later one stands no higher.
    fn common(&self, a: usize, b: usize) -> usize {
        let (mut a, mut b) = (a, b);
        while a != b {
            let deeper = if a > b { &mut a } else { &mut b };
            *deeper = self.nodes[*deeper].parent.unwrap_or(0);
        }
        a
    }

    /// The law's title, where the page has it outside of the text: a heading, or what the page calls itself.
    fn title_before(&self, kept: &[bool]) -> Option<usize> {
        let first = kept.iter().position(|&kept| kept)?;
        let calls_itself = |line: &Line| line.text.len() > 12 && self.title.starts_with(line.text.trim());
        let is_title = |line: &Line| matches!(line.style, LineStyle::Heading(1..=3)) || calls_itself(line);
        let has_title = |line: &Line| !is_label(line) && is_title(line);
        let head = (first..self.lines.len()).take_while(|&at| !is_label(&self.lines[at]));
        if head.filter(|&at| kept[at]).any(|at| has_title(&self.lines[at])) {
            return None;
        }
        (0..first).rev().find(|&at| is_title(&self.lines[at]) && !is_link(&self.lines[at]))
    }
}

/// Whether a line starts with the label of an article.
fn is_label(line: &Line) -> bool {
    let text = &line.text[label::blank_len(&line.text)..];
    label::article(text, 0).is_some()
}

/// Whether a line is a link, or several.
fn is_link(line: &Line) -> bool {
    line.linked * 10 > line.text.trim().len() * 6
}

/// Whether a line speaks of the page.
fn is_of_page(line: &Line) -> bool {
    let text = line.text.trim_start_matches(label::is_blank);
    text.len() < 240 && !text.contains('。') && web_pages::PAGE_WORDS.iter().any(|words| text.starts_with(words))
}
