//! The search for slips: where the text as written is unknown, and one edit makes it well known.
//!
//! A place between two characters is strange where both sequences of three that span it are unknown to the model and
//! stand nowhere else in the text. One slip makes one to three places in a row strange; a longer row is new matter.

mod edit;
mod wording;

use super::evidence::{Evidence, SlipKind, level};
use super::model::{Model, ORDER};
use super::own::Own;
use super::symbols::{Symbol, Symbols};
use super::table::Key;
use crate::diagnostic::Span;
use edit::Edit;

/// A slip and what mends it. Places are bytes of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    /// What happened.
    pub kind: SlipKind,
    /// What goes; empty where a character is missing.
    pub span: Span,
    /// What comes in its place.
    pub right: String,
    /// The word or words it stands in, it included.
    pub around: Span,
    /// What speaks for it.
    pub evidence: Evidence,
    /// The logarithm of the odds that it is one.
    pub odds: f32,
}

/// What is known of some symbols as written; see [`Evidence`].
#[derive(Debug, Clone, Copy)]
struct Written {
    likelihood: f32,
    left: i8,
    right: i8,
    inner: i8,
    character: i8,
    before: i8,
    behind: i8,
    own_pair: u8,
    own_character: u8,
}

/// The most strange places in a row that are looked into.
const WIDEST: usize = 4;

/// An edit that gains less, in bits, is no slip.
const LEAST_GAIN: f32 = 3.0;

/// Finds the slips in some stretches of a text whose odds are at least so high, in order.
pub fn find(model: &Model<'_>, text: &str, stretches: &[Span], odds: f32) -> Vec<Slip> {
    // A Chinese character takes three bytes.
    let mut own = Own::with_room_for(stretches.iter().map(|stretch| stretch.len() / 3 + 2).sum());
    let mut symbols = Symbols::default();
    let mut doubtful: Vec<(Span, usize)> = Vec::new();
    let mut unknown: Vec<(usize, Key)> = Vec::new();
    let mut threes: Vec<Key> = Vec::new();
    for &stretch in stretches {
        symbols.read(stretch.of(text));
        let before = unknown.len();
        own.count(&symbols.codes, &mut threes);
        // In a loop of its own: the model is larger than the processor's caches, and several of its answers can be
        // under way at once.
        unknown.extend(threes.iter().copied().enumerate().filter(|&(_, three)| !model.knows(three)));
        if unknown.len() > before {
            doubtful.push((stretch, unknown.len() - before));
        }
    }
    let mut recurring: Vec<Key> = unknown.iter().map(|&(_, key)| key).collect();
    recurring.sort_unstable();
    let recurring = recurring.chunk_by(Key::eq).filter(|same| same.len() > 1).map(|same| same[0]).collect();
    let mut search = Search {
        model,
        own,
        recurring,
        strange: Vec::new(),
        likelihoods: Vec::new(),
        mended: Vec::new(),
        written: None,
    };
    let mut slips = Vec::new();
    let mut rest = unknown.as_slice();
    for (stretch, count) in doubtful {
        let (here, behind) = rest.split_at(count);
        rest = behind;
        symbols.read_with_places(stretch.of(text), stretch.start);
        search.stretch(&symbols, here, odds, &mut slips);
    }
    slips
}

struct Search<'s> {
    model: &'s Model<'s>,
    own: Own,
    /// Sequences of three, unknown to the model, that the text has more than once, in order.
    recurring: Vec<Key>,
    /// Whether the place behind each symbol is strange.
    strange: Vec<bool>,
    /// How likely each symbol is as written; not a number where that was not asked yet.
    likelihoods: Vec<f32>,
    /// The text around an edit as the edit makes it.
    mended: Vec<Symbol>,
    /// What stands at the last place asked about, for so many symbols: all edits of a place need the same.
    written: Option<(usize, usize, Written)>,
}

impl Search<'_> {
    /// Looks into a stretch; `unknown` are its unknown sequences of three, each with its start.
    fn stretch(&mut self, symbols: &Symbols, unknown: &[(usize, Key)], odds: f32, slips: &mut Vec<Slip>) {
        let codes = &symbols.codes;
        self.written = None;
        self.likelihoods.clear();
        self.likelihoods.resize(codes.len(), f32::NAN);
        self.find_strange(codes.len(), unknown);
        for (from, to) in self.strange_rows(codes) {
            if let Some((edit, evidence, best)) = self.best(codes, from, to, odds) {
                slips.push(self.slip(symbols, edit, evidence, best));
            }
        }
    }

    /// The rows of strange places, each from its first to behind its last. Of a row that is too long, the parts where
    /// even the pairs are unknown.
    fn strange_rows(&self, codes: &[Symbol]) -> Vec<(usize, usize)> {
        let mut rows = Vec::new();
        let mut place = 0;
        for row in self.strange.chunk_by(|one, other| one == other) {
            let from = place;
            place += row.len();
            if row[0] && row.len() <= WIDEST {
                rows.push((from, place));
            } else if row[0] {
                let unknown = |at: usize| !self.model.knows(Key::of(&codes[at..at + 2]));
                let mut at = from;
                while at < place {
                    let end = (at..place).find(|&at| !unknown(at)).unwrap_or(place);
                    if (1..=WIDEST).contains(&(end - at)) {
                        rows.push((at, end));
                    }
                    at = end + 1;
                }
            }
        }
        rows
    }

    fn find_strange(&mut self, len: usize, unknown: &[(usize, Key)]) {
        self.strange.clear();
        self.strange.resize(len.saturating_sub(1), true);
        let recurring = &self.recurring;
        let mut new = unknown.iter().filter(|(_, key)| recurring.binary_search(key).is_err()).peekable();
        for at in 0..len.saturating_sub(2) {
            if new.next_if(|(start, _)| *start == at).is_none() {
                self.strange[at] = false;
                self.strange[at + 1] = false;
            }
        }
    }

    /// The likeliest edit for the strange places from `from` up to `to`, and the logarithm of its odds.
    /// None where no edit has the least odds.
    fn best(&mut self, codes: &[Symbol], from: usize, to: usize, least: f32) -> Option<(Edit, Evidence, f32)> {
        let mut best: Option<(Edit, Evidence, f32)> = None;
        for edit in edit::all(self.model, &self.own, codes, from, to) {
            let least = best.map_or(least, |(_, _, best)| best);
            if let Some(evidence) = self.evidence(codes, edit, to - from > 1, least) {
                let odds = evidence.odds(edit.kind);
                if best.is_none_or(|(_, _, best)| odds > best) {
                    best = Some((edit, evidence, odds));
                }
            }
        }
        best
    }

    /// How likely a symbol is as written.
    fn likelihood(&mut self, codes: &[Symbol], at: usize) -> f32 {
        if self.likelihoods[at].is_nan() {
            self.likelihoods[at] = self.model.likelihood(codes, at);
        }
        self.likelihoods[at]
    }

    /// Writes the text around an edit as the edit makes it, and says where in it the edit begins.
    fn mend(&mut self, codes: &[Symbol], edit: Edit) -> usize {
        let from = edit.at.saturating_sub(ORDER - 1);
        let to = (edit.at + edit.takes + ORDER - 1).min(codes.len());
        self.mended.clear();
        self.mended.extend(codes[from..edit.at].iter().chain(edit.right()).chain(&codes[edit.at + edit.takes..to]));
        edit.at - from
    }

    /// The sequences of `len` symbols, each with its start, that hold what an edit makes and a symbol on each side.
    fn over(&self, lead: usize, puts: usize, len: usize) -> impl Iterator<Item = (usize, &[Symbol])> {
        let starts = (lead + puts + 1).saturating_sub(len)..lead;
        starts.filter_map(move |start| Some((start, self.mended.get(start..start + len)?)))
    }

    /// What is known of `takes` symbols from `at` on as written.
    fn written(&mut self, codes: &[Symbol], at: usize, takes: usize) -> Written {
        if let Some((_, _, written)) = self.written.filter(|&(from, symbols, _)| (from, symbols) == (at, takes)) {
            return written;
        }
        let likelihood = (at..(at + takes + ORDER - 1).min(codes.len())).map(|at| self.likelihood(codes, at)).sum();
        let known = |from: usize, to: usize| codes.get(from..to).map_or(-1, |symbols| level(self.model, symbols));
        let own = |symbols: &[Symbol]| self.own.of(symbols).saturating_sub(1);
        let pairs = (at - 1..at + takes).filter_map(|from| codes.get(from..from + 2));
        let written = Written {
            likelihood,
            left: known(at - 1, at + 1),
            right: if takes > 0 { known(at + takes - 1, at + takes + 1) } else { -1 },
            inner: if takes == 2 { known(at, at + 2) } else { -1 },
            character: if takes > 0 { known(at, at + 1) } else { -1 },
            before: at.checked_sub(2).map_or(-1, |from| known(from, at + takes.min(1))),
            behind: known(at + takes - takes.min(1), at + takes + 2),
            own_pair: pairs.map(own).max().unwrap_or(0),
            own_character: if takes > 0 { own(&codes[at..=at]) } else { 0 },
        };
        self.written = Some((at, takes, written));
        written
    }

    /// What speaks for an edit; none where it cannot be a slip's, or has not the least odds.
    fn evidence(&mut self, codes: &[Symbol], edit: Edit, wide: bool, least: f32) -> Option<Evidence> {
        let Edit { at, takes, .. } = edit;
        let puts = edit.right().len();
        let written = self.written(codes, at, takes);
        let lead = self.mend(codes, edit);
        let mended = &self.mended;
        let known = |symbols: &[Symbol]| level(self.model, symbols);
        let best_over = |len: usize| self.over(lead, puts, len).map(|(_, four)| known(four)).max().unwrap_or(-1);
        let alike = edit.is_between_alike(codes);
        // Those of three that hold one of the characters that come in, or the seam.
        let last = lead + puts - puts.min(1);
        let threes = [lead.wrapping_sub(2)..lead + 1, lead - 1..lead + 2, last..last + 3];
        let three = threes.into_iter().filter_map(|range| mended.get(range)).map(known).max().unwrap_or(-1);
        if three < 0 && !alike {
            return None;
        }
        let mut evidence = Evidence {
            gain: 0.0,
            four: best_over(4),
            five: best_over(5),
            three,
            alike,
            left: written.left,
            right: written.right,
            inner: written.inner,
            character: written.character,
            before: written.before,
            behind: written.behind,
            mended_left: if puts > 0 { known(&mended[lead - 1..=lead]) } else { -1 },
            mended_right: known(if puts > 0 { &mended[last..=last + 1] } else { &mended[lead - 1..=lead] }),
            wide,
            own_pair: written.own_pair,
            own_character: written.own_character,
            own_mended: self.over(lead, puts, 3).map(|(_, three)| self.own.of(three)).max().unwrap_or(0),
        };
        // Likelihoods only fall: as soon as the gain is too small it remains so.
        let enough = evidence.gain_for(edit.kind, least).max(LEAST_GAIN);
        evidence.gain = -written.likelihood;
        for at in lead..mended.len() {
            evidence.gain += self.model.likelihood(mended, at);
            if evidence.gain < enough {
                return None;
            }
        }
        Some(evidence)
    }

    fn slip(&mut self, symbols: &Symbols, edit: Edit, evidence: Evidence, odds: f32) -> Slip {
        let lead = self.mend(&symbols.codes, edit);
        let puts = edit.right().len();
        let least = if edit.kind == SlipKind::Lost { 3 } else { 2 };
        let around = wording::around(self.model, &self.mended, lead..lead + puts, least);
        let behind = edit.at + edit.takes;
        let (from, to) = (edit.at + around.start - lead, behind + around.end - (lead + puts));
        let right = edit.right().iter().filter_map(|&symbol| char::from_u32(u32::from(symbol)));
        Slip {
            kind: edit.kind,
            span: symbols.span(edit.at..behind),
            right: right.collect(),
            around: symbols.span(from..to),
            evidence,
            odds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The slips of a text of one stretch: what happened, what goes and what comes.
    fn slips(text: &str) -> Vec<(SlipKind, String, String)> {
        let found = find(&crate::spell::model(), text, &[Span::new(0, text.len())], crate::spell::ADVICE);
        found.into_iter().map(|slip| (slip.kind, slip.span.of(text).to_owned(), slip.right)).collect()
    }

    fn one(kind: SlipKind, goes: &str, comes: &str) -> Vec<(SlipKind, String, String)> {
        vec![(kind, goes.to_owned(), comes.to_owned())]
    }

    #[test]
    fn each_kind_is_told_from_the_others() {
        assert_eq!(slips("应当将所需经费入列财政预算。"), one(SlipKind::Swapped, "入列", "列入"));
        assert_eq!(slips("构成犯罪的，依法追研刑事责任。"), one(SlipKind::Replaced, "研", "究"));
        assert_eq!(slips("滥用职权、玩忽职守人、徇私舞弊的"), one(SlipKind::Inserted, "人", ""));
        assert_eq!(slips("由县级以上人政府责令限期改正。"), one(SlipKind::Lost, "", "民"));
    }

    #[test]
    fn a_text_of_law_is_left_alone() {
        assert!(slips("县级以上人民政府应当将所需经费列入财政预算，依法追究刑事责任。").is_empty());
    }

    #[test]
    fn what_recurs_is_meant() {
        let once = "构成犯罪的，依法追研刑事责任。";
        assert_eq!(slips(once).len(), 1);
        assert!(slips(&once.repeat(2)).is_empty());
    }

    #[test]
    fn short_and_strange_texts_end_well() {
        for text in ["", "法", "追研", "，，，，，", "鳖馕鳖馕鳖馕鳖馕鳖馕", "𠮷𠮷𠮷", "A1 第一"]
        {
            slips(text);
        }
    }
}
