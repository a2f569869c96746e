//! Headings that have lost something: their number, their name to the next line, their second half.

use super::Builder;
use crate::diagnostic::Span;
use crate::document::tree::Role;
use crate::document::tree::label::{ItemMark, Level, MarkForm};
use crate::document::tree::line::{self, Raw, Shape};
use crate::document::tree::numeral::{Numeral, Script};
use crate::lexicon::structure;
use crate::source::LineStyle;

/// Up to this length a line behind a heading may be the rest of it; without markup no heading has a longer line.
pub(super) const REST: usize = 60;

impl Builder<'_> {
    /// The division whose heading is the last block.
    fn last_heading(&self) -> Option<usize> {
        let Role::Division(division) = self.tree.blocks.last()?.role else { return None };
        Some(division)
    }

    /// The division of the line before, where it has a number and no name yet, and this line can be its name.
    pub(super) fn nameless(&self, line: &str) -> Option<usize> {
        let open = self.last_heading()?;
        let division = &self.tree.divisions[open];
        let fits = line.chars().count() <= REST && !line.contains(|c| line::is_stop(c) || line::is_colon(c));
        (fits && division.numeral.is_some() && division.name.is_empty()).then_some(open)
    }

    /// A line that is the name of a heading above it, or goes on with it.
    pub(super) fn rest_of_heading(&mut self, at: usize, open: usize) {
        let span = self.raws[at].span;
        let division = &mut self.tree.divisions[open];
        let start = if division.name.is_empty() { span.start } else { division.name.start };
        division.name = Span::new(start, span.end);
        self.push(at, Role::Division(open));
    }

    /// A heading without a number: the second half of the one above, the first section of a chapter whose other
    /// sections have numbers, or one that stands alone.
    pub(super) fn bare_heading(&mut self, at: usize) {
        match self.last_heading() {
            Some(_) if self.section_is_due(at) => self.division(at, None, Level::Section),
            Some(open) if self.tree.divisions[open].numeral.is_some() => self.rest_of_heading(at, open),
            Some(_) | None => self.division(at, None, Level::Heading),
        }
    }

    /// Whether the next heading behind a line is a section that leaves out the first one.
    fn section_is_due(&self, at: usize) -> bool {
        let next = self.raws[at..self.layout.body.end].iter().find_map(|raw| match raw.shape {
            Shape::Division(mark) => Some(mark),
            Shape::Article(_) | Shape::Item(_) | Shape::TocHeading | Shape::Annex | Shape::Table | Shape::Text => None,
        });
        let in_chapter = self.tree.divisions.last().is_some_and(|last| last.level == Level::Chapter);
        in_chapter && next.is_some_and(|mark| mark.level == Level::Section && mark.numeral.value > 1)
    }

    /// Whether a line is the name of a chapter that lost its number, or the second half of a heading: in a text with
    /// chapters, a few words without a stop, behind a finished sentence or a heading and right before an article.
    pub(super) fn lost_heading(&self, at: usize, name: &str) -> bool {
        let Some(previous) = self.tree.blocks.last() else { return false };
        let opens = self.raws.get(at + 1).is_some_and(|next| match next.shape {
            Shape::Article(_) => true,
            Shape::Division(mark) => mark.level == Level::Section,
            Shape::Item(_) | Shape::TocHeading | Shape::Annex | Shape::Table | Shape::Text => false,
        });
        let length = name.chars().count();
        if !opens
            || name.contains(|c| line::is_stop(c) || matches!(c, '：' | ':' | '”'))
            || name.ends_with(line::is_comma)
        {
            return false;
        }
        if matches!(previous.role, Role::Division(_)) {
            return length <= REST;
        }
        self.tree.str(previous.span).ends_with(line::is_terminal)
            && length <= 25
            && self.chapter_is_due(at, length)
            && !structure::NOT_HEADINGS.iter().any(|word| name.contains(word))
    }

    /// Whether a chapter's heading is missing at a line: the next chapter's number leaves one out, or there is none and
    /// the line is very short, or the whole text has lost its headings' numbers.
    fn chapter_is_due(&self, at: usize, length: usize) -> bool {
        /// Up to this length a line before an article is a heading even in the last chapter.
        const HEADING: usize = 8;
        let next = self.raws[at..self.layout.body.end].iter().find_map(|raw| match raw.shape {
            Shape::Division(mark) if matches!(mark.level, Level::Chapter | Level::Section) => Some(mark),
            _ => None,
        });
        let Some(next) = next else {
            return length <= HEADING && (self.layout.chapters || self.layout.bare_headings);
        };
        // Back to the last division of that level: headings without a number since then count.
        let mut due = 1;
        for division in self.tree.divisions.iter().rev() {
            if let (true, Some(numeral)) = (division.level == next.level, division.numeral) {
                due += numeral.value;
                break;
            }
            match division.level {
                level if level == Level::Heading || level == next.level => due += 1,
                level if level < next.level => break,
                _ => {}
            }
        }
        next.numeral.value > due
    }

    /// 一、一般规定 above articles, or as a heading of the markup.
    pub(super) fn is_heading(&self, at: usize, mark: ItemMark) -> bool {
        let raw = self.raws[at];
        if matches!(raw.style, LineStyle::Heading(_)) {
            return true;
        }
        let short = |raw: &Raw| {
            let line = raw.span.of(self.text());
            !line.ends_with(line::is_terminal) && line.chars().count() <= 40
        };
        let is = |at: usize, shape: fn(Shape) -> bool| self.raws.get(at).is_some_and(|raw| shape(raw.shape));
        let opens = |at: usize| is(at, |shape| matches!(shape, Shape::Article(_) | Shape::Division(_)));
        // （一） below 一、.
        let lower =
            |at: usize| is(at, |shape| matches!(shape, Shape::Item(_))) && short(&self.raws[at]) && opens(at + 1);
        self.layout.articles
            && short(&raw)
            && match mark.form {
                MarkForm::Bare => opens(at + 1) || lower(at + 1),
                MarkForm::Full | MarkForm::Half | MarkForm::Mixed => opens(at + 1) && self.under_numbered_heading(),
                MarkForm::ArabicDot | MarkForm::ArabicComma => self.layout.chapter == Some(mark.form) && opens(at + 1),
                MarkForm::ArabicParen | MarkForm::Circled => false,
            }
    }

    /// （一） stands below 一、.
    fn under_numbered_heading(&self) -> bool {
        self.tree.divisions.last().is_some_and(|last| last.level == Level::Heading && last.numeral.is_some())
    }

    /// 一、一般规定, or 1. 总则 where chapters are numbered so.
    pub(super) fn numbered_heading(&mut self, at: usize, mark: ItemMark) {
        let arabic = self.layout.chapter == Some(mark.form);
        self.division(at, None, if arabic { Level::Chapter } else { Level::Heading });
        let name = self.behind(at, mark.label.end);
        if let Some(division) = self.tree.divisions.last_mut() {
            division.numeral =
                Some(Numeral { value: mark.number, script: if arabic { Script::Arabic } else { Script::Chinese } });
            division.label = mark.label;
            division.gap = Span::new(mark.label.end, name.start);
            division.name = name;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::tree::excerpt::Excerpt;
    use crate::document::tree::label::Level;
    use crate::document::tree::{Hints, Tree};
    use crate::source::Source;

    /// Level, number, name and number of articles of each heading.
    fn headings(text: &str) -> Vec<(Level, Option<u32>, String, usize)> {
        let source = Source::from_text("a.txt", text);
        let tree = Tree::parse(&Excerpt::of(&source), &Hints::default());
        let divisions = tree.divisions.iter();
        divisions
            .map(|division| {
                let number = division.numeral.map(|numeral| numeral.value);
                (division.level, number, tree.one_line(division.name), division.articles.len())
            })
            .collect()
    }

    #[test]
    fn a_name_on_the_next_line_and_a_name_over_two_lines() {
        let text = "某市示例条例\n第一章\n总则\n第一条　甲。\n第二章　登记、免疫\n和管理\n第二条　乙。\n";
        let chapter = |number, name: &str| (Level::Chapter, Some(number), name.to_owned(), 1);
        assert_eq!(headings(text), [chapter(1, "总则"), chapter(2, "登记、免疫和管理")]);
    }

    #[test]
    fn a_first_section_without_its_number() {
        let text = "某市示例条例\n第一章　管理\n一般规定\n第一条　甲。\n第二节　免疫\n第二条　乙。\n";
        let section = |number, name: &str| (Level::Section, number, name.to_owned(), 1);
        let chapter = (Level::Chapter, Some(1), "管理".to_owned(), 2);
        assert_eq!(headings(text), [chapter, section(None, "一般规定"), section(Some(2), "免疫")]);
    }

    #[test]
    fn general_provisions_without_a_number_and_numbered_headings_of_two_levels() {
        let heading = |number, name: &str| (Level::Heading, number, name.to_owned(), 1);
        assert_eq!(headings("某市示例条例\n总　则\n第一条　甲。\n第二条　乙。\n")[0].2, "总　则");
        let text = "某解释\n一、登记\n第一条　甲。\n二、免疫\n（一）初次\n第二条　乙。\n";
        let empty = (Level::Heading, Some(2), "免疫".to_owned(), 0);
        assert_eq!(headings(text), [heading(Some(1), "登记"), empty, heading(Some(1), "初次")]);
    }
}
