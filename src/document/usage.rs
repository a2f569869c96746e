//! Where a document uses the names it defines, and the full expressions that its short forms stand for.
//!
//! One pass over the text for all of them. A name inside a longer one is marked; whether that counts is for the rule to
//! say, as is whether a use in a title 《》 or in a heading counts.

use std::collections::HashMap;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, StartKind};

use super::definition::{Definition, DefinitionKind};
use super::{Document, Fact};
use crate::diagnostic::Span;

/// A place where a name is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// The name.
    pub span: Span,
    /// Whether it is part of a longer one that is defined, too: 辅警 in 勤务辅警.
    pub inside: bool,
}

/// All uses of the names a document defines.
#[derive(Debug, Default)]
pub struct Uses {
    by_name: HashMap<String, Vec<Use>>,
}

impl Uses {
    /// The uses of a name, or of a full expression, in order; the places that define it are none.
    pub fn of(&self, name: &str) -> &[Use] {
        self.by_name.get(bare(name)).map_or(&[], Vec::as_slice)
    }

    /// The uses at or behind `offset`.
    pub fn behind(&self, name: &str, offset: usize) -> &[Use] {
        let uses = self.of(name);
        &uses[uses.partition_point(|found| found.span.start < offset)..]
    }

    /// The uses before `offset`.
    pub fn before(&self, name: &str, offset: usize) -> &[Use] {
        let uses = self.of(name);
        &uses[..uses.partition_point(|found| found.span.start < offset)]
    }
}

/// A name without title marks around it.
pub fn bare(name: &str) -> &str {
    let inner = name.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
    inner.filter(|inner| !inner.contains(['《', '》'])).unwrap_or(name)
}

/// The shortest name that is looked for, in characters.
const LEAST: usize = 2;

static USES: Fact<Uses> = Fact::read_by(read);

impl Document {
    /// Where the names that the text defines are used, and the full expressions that short forms stand for.
    pub fn uses(&self) -> &Uses {
        USES.of(self)
    }
}

/// Looks for all names at once.
fn read(document: &Document) -> Uses {
    let mut names: Vec<&str> = Vec::new();
    for definition in document.definitions() {
        names.push(bare(document.str(definition.name)));
        names.push(bare(document.str(definition.full)));
    }
    names.retain(|name| name.chars().count() >= LEAST);
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Uses::default();
    }
    let mut found = places(document.text(), document.extent(), &names);
    found.sort_unstable_by_key(|(span, _)| (span.start, usize::MAX - span.end));
    let mut by_name: HashMap<String, Vec<Use>> = HashMap::new();
    let mut reached = 0;
    for (span, name) in found {
        let inside = span.end <= reached;
        reached = reached.max(span.end);
        if !defines(document.definitions(), span) {
            by_name.entry(names[name].to_owned()).or_default().push(Use { span, inside });
        }
    }
    Uses { by_name }
}

/// Where names stand in a part of a text, each with its position in the list.
fn places(text: &str, extent: Span, names: &[&str]) -> Vec<(Span, usize)> {
    let mut builder = AhoCorasick::builder();
    let builder = builder.kind(Some(AhoCorasickKind::ContiguousNFA)).start_kind(StartKind::Anchored);
    let Ok(automaton) = builder.build(names) else { return Vec::new() };
    // The automaton reads three bytes a character; most places can be passed over by their first two characters.
    let mut opens = [0_u64; 64];
    let bit = |first: char, second: char| {
        let mixed = (first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b);
        (mixed >> 20) as usize
    };
    for name in names {
        let mut letters = name.chars();
        if let (Some(first), Some(second)) = (letters.next(), letters.next()) {
            opens[bit(first, second) / 64] |= 1 << (bit(first, second) % 64);
        }
    }
    let mut found = Vec::new();
    let mut previous = (extent.start, '\0');
    let text = &text[..extent.end];
    for (at, c) in text[extent.start..].char_indices() {
        let at = extent.start + at;
        let (start, first) = std::mem::replace(&mut previous, (at, c));
        let bit = bit(first, c);
        if opens[bit / 64] >> (bit % 64) & 1 == 0 {
            continue;
        }
        let mut state = OverlappingState::start();
        let input = Input::new(text).range(start..).anchored(Anchored::Yes);
        while automaton.try_find_overlapping(input.clone(), &mut state).is_ok()
            && let Some(hit) = state.get_match()
        {
            // A name that ends where a longer one does is told with it, and again where it starts.
            if hit.start() == start {
                found.push((Span::new(start, hit.end()), hit.pattern().as_usize()));
            }
        }
    }
    found
}

/// Whether a place is the one that defines a name.
fn defines(definitions: &[Definition], span: Span) -> bool {
    let after = definitions.partition_point(|definition| definition.span.start <= span.start);
    // Short forms stand inside the spans of terms: 本条例所称信用平台（以下简称平台），是指….
    definitions[..after].iter().rev().take(2).any(|definition| match definition.kind {
        DefinitionKind::ShortForm => definition.span.covers(span),
        DefinitionKind::Term | DefinitionKind::Listed => definition.name == span,
    })
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::document::tree::Hints;
    use crate::source::Source;

    #[test]
    fn finds_uses_of_what_is_defined() {
        let text = "某市条例\n第一条　警务辅助人员（以下简称辅警）和勤务类辅警（以下简称勤务辅警）。\n\
                    第二条　辅警、勤务辅警和警务辅助人员应当着装。\n";
        let source = Source::from_text("a.txt", text);
        let document = Document::parse(&source, &Hints::default());
        let inside = |name: &str| document.uses().of(name).iter().map(|found| found.inside).collect::<Vec<_>>();
        assert_eq!(inside("辅警"), [true, false, true]);
        assert_eq!(inside("勤务辅警"), [false]);
        assert_eq!(inside("警务辅助人员"), [false, false]);
        assert_eq!(document.uses().behind("辅警", text.find("第二条").unwrap_or(0)).len(), 2);
    }
}
