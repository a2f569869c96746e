//! `title-consistency`: the text, or the announcement before it, calls it by a name that is nearly its title.
//!
//! A near name may well be another text's: 某市水资源条例 and 某市水资源管理条例. So only places that can speak of nothing
//! but this text count: what publishes it, and what says when it takes effect.

use crate::diagnostic::{Finding, Span, told_per};
use crate::document::Document;
use crate::document::citation::Use;
use crate::document::tree::Role;
use crate::document::tree::label::without_blanks;
use crate::laws;
use crate::lexicon::notes;

/// The most edits between two names of one text.
const MOST: usize = 3;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let Some(title) = document.title.as_ref().filter(|_| document.instrument.kind.is_regulation()) else {
        return Vec::new();
    };
    if document.instrument.self_name.is_none() {
        return Vec::new();
    }
    let named = announced(document).chain(taking_effect(document));
    let found = named.filter_map(|name| {
        let shown = without_stage(document.str(name));
        let name = Span::new(name.start, name.start + shown.len());
        let written = without_blanks(shown).replace('〈', "《").replace('〉', "》");
        let finding = Finding::at(name).arg("title", title.name.clone()).label("title", title.span);
        is_near(&title.name, &written).then_some((written, finding))
    });
    told_per(found.collect::<Vec<_>>())
}

/// A name without （草案） behind it.
fn without_stage(name: &str) -> &str {
    match name.rfind(['（', '(']) {
        Some(open) if name.ends_with(['）', ')']) && name[open..].contains(['草', '稿', '修', '试']) => {
            &name[..open]
        }
        Some(_) | None => name,
    }
}

/// Whether a name is nearly the title, and that of no other text that is known.
fn is_near(title: &str, name: &str) -> bool {
    let (own, other) = (title.chars().count(), name.chars().count());
    if own.abs_diff(other) > MOST || own.min(other) < 2 * MOST || laws::find(name).is_some() {
        return false;
    }
    (1..=MOST).contains(&strsim::osa_distance(title, name))
}

/// The names of texts that the announcement before the title gives out: 现公布《…》, 《…》已经…通过.
fn announced<'d>(document: &'d Document) -> impl Iterator<Item = Span> + 'd {
    let front = |block: usize| document.blocks[block].role == Role::Front;
    document.quotes().titles.iter().filter_map(move |&title| {
        let block = document.block_at(title.start).filter(|&block| front(block))?;
        let line = document.blocks[block].span;
        let (before, after) =
            (&document.text()[line.start..title.start], &document.text()[title.end.min(line.end)..line.end]);
        let given = notes::GIVING_OUT.iter().any(|verb| before.ends_with(verb));
        let passed = notes::PASSED.iter().any(|word| after.starts_with(word)) && after.contains("通过");
        let published = notes::PUBLISHED.iter().any(|word| after.starts_with(word));
        (given || passed || published).then_some(inner(title))
    })
}

/// The names of texts that the body lets take effect: 《…》自2025年1月1日起施行.
fn taking_effect<'d>(document: &'d Document) -> impl Iterator<Item = Span> + 'd {
    document.citations().iter().filter_map(move |citation| {
        let passage = document.passage_at(citation.span.start)?;
        let after = &document.text()[citation.span.end..passage.span.end];
        let effective = after.strip_prefix('自').is_some_and(|rest| sentence(rest).ends_with("起施行"));
        let own = citation.short.is_some_and(|short| Some(document.str(short)) == document.instrument.self_name);
        let present = matches!(citation.used, Use::Plain | Use::Basis);
        (present && (effective || own) && document.text_of(citation.home) == 0).then_some(citation.name)
    })
}

/// The rest of a sentence, as far as one that tells a day can reach: a passage may be one sentence with thousands of names.
fn sentence(rest: &str) -> &str {
    /// In characters.
    const LONGEST: usize = 60;
    let reach = rest.char_indices().nth(LONGEST).map_or(rest, |(at, _)| &rest[..at]);
    reach.split(['。', '；']).next().unwrap_or_default()
}

/// A title without its marks.
fn inner(title: Span) -> Span {
    Span::new(title.start + '《'.len_utf8(), title.end - '》'.len_utf8())
}
