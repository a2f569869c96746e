//! What an instruction of a decision says in its own words: without the text that it quotes, and the titles in 《》.

use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::amendment::Instruction;
use crate::document::reference::StepUnit;
use crate::document::tree::Role;
use crate::document::tree::label::Ordinal;
use crate::lexicon::amendments;

/// The stretches of its own words, in order.
pub(super) fn own_words(document: &Document, instruction: &Instruction) -> Vec<Span> {
    without_quotations(document, instruction.span)
}

/// A span without what is quoted in it, titles included.
pub(super) fn without_quotations(document: &Document, span: Span) -> Vec<Span> {
    let quotations = document.long_quotations();
    let titles = &document.quotes().titles;
    let from = quotations.partition_point(|quotation| quotation.span.end <= span.start);
    let quoted = quotations[from..].iter().map(|quotation| quotation.span).take_while(|quoted| quoted.start < span.end);
    let from = titles.partition_point(|title| title.end <= span.start);
    let titled = titles[from..].iter().copied().take_while(|title| title.start < span.end);
    let mut holes: Vec<Span> = quoted.chain(titled).collect();
    holes.sort_unstable();
    let mut out = Vec::new();
    let mut at = span.start;
    for hole in holes {
        if hole.start > at {
            out.push(Span::new(at, hole.start));
        }
        at = at.max(hole.end);
    }
    if at < span.end {
        out.push(Span::new(at, span.end));
    }
    out
}

/// Where the first of some words stands in the own words of an instruction, and which it is.
pub(super) fn find<'w>(document: &Document, stretches: &[Span], list: &[&'w str]) -> Option<(Span, &'w str)> {
    let in_stretch = |stretch: &Span| {
        let text = document.str(*stretch);
        let found = list.iter().filter_map(|word| text.find(word).map(|at| (at, *word)));
        let (at, word) = found.min_by_key(|&(at, word)| (at, usize::MAX - word.len()))?;
        let start = stretch.start + at;
        Some((Span::new(start, start + word.len()), word))
    };
    stretches.iter().find_map(in_stretch)
}

/// Where an instruction tells a number, as far as it is written out: 第三十二条; else where its own words start.
pub(super) fn number(document: &Document, instruction: &Instruction, unit: StepUnit, number: Ordinal) -> Span {
    let label = number.label(unit.name());
    let stretches = own_words(document, instruction);
    let written = stretches.iter().rev().find_map(|stretch| {
        let at = document.str(*stretch).rfind(&label)?;
        Some(Span::new(stretch.start + at, stretch.start + at + label.len()))
    });
    written.unwrap_or_else(|| head(document, instruction))
}

/// The words that an instruction opens with, up to what it quotes.
pub(super) fn head(document: &Document, instruction: &Instruction) -> Span {
    let first = own_words(document, instruction).into_iter().next();
    let first = first.filter(|first| first.start == instruction.span.start).unwrap_or(instruction.span);
    let end = document.str(first).find('\n').map_or(first.end, |at| first.start + at);
    let trimmed = document.str(Span::new(first.start, end)).trim_end_matches(['：', ':', '，', ' ', '　', '\r']).len();
    Span::new(first.start, first.start + trimmed)
}

/// The lines of a decision that are its own: not what it quotes, nor an enactment note.
pub(super) fn own_lines(document: &Document) -> impl Iterator<Item = Span> {
    let own = |role: Role| !matches!(role, Role::Quoted | Role::Title | Role::Note | Role::TocHeading | Role::TocEntry);
    document.blocks.iter().filter(move |block| own(block.role)).map(|block| block.span)
}

/// Whether it is a decision of a court or a procuratorate, which have a wording of their own.
pub(super) fn is_of_court(document: &Document) -> bool {
    let names = |text: &str| amendments::COURTS.iter().any(|word| text.contains(word));
    let title = document.title.as_ref().is_some_and(|title| {
        let (before, _) = title.name.split_once('《').unwrap_or((&title.name, ""));
        names(before) || before == "关于修改" && names(&title.name)
    });
    title
        || document.blocks.iter().any(|block| {
            matches!(block.role, Role::Note | Role::Front)
                && names(document.str(block.span))
                && document.str(block.span).contains("委员会第")
        })
}
