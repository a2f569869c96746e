//! The search for slips: where the text as written is new to published law, and the network says what happened.
//!
//! A place is looked at where a sequence of three over it is unknown to the model. Most of these are passed over at a
//! glance, most others after a regression on all signs; the network judges what is left. One slip is told where several
//! places next to each other look like one. The time is that of the text's length.

mod mend;
mod wording;

use super::Learnt;
use super::kind::SlipKind;
use super::model::Model;
use super::network::Network;
use super::own::Own;
use super::signs::Sources;
use super::symbols::{Symbols, is_han};
use super::table::Key;
use crate::diagnostic::Span;
use mend::{Edit, Mender};

/// A slip and what mends it. Places are bytes of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    /// What happened.
    pub kind: SlipKind,
    /// What goes; empty where a character is missing.
    pub span: Span,
    /// What comes in its place; none where nothing is known that fits.
    pub right: Option<String>,
    /// The word or words it stands in, it included.
    pub around: Span,
    /// The logarithm of the odds that it is one; see [`super::network::Verdict`].
    pub odds: f32,
}

/// A place that looks like a slip.
#[derive(Debug, Clone, Copy)]
struct Suspect {
    at: usize,
    kind: SlipKind,
    odds: f32,
}

/// The odds at a glance from which a place is worth reading all its signs.
const GLANCE: f32 = -2.0;

/// The odds by regression from which it is worth asking the network.
const REGRESSION: f32 = -1.0;

/// How far apart two slips are, at least, in symbols.
const APART: usize = 4;

/// Finds the slips in some stretches of a text whose odds are at least so high, in order.
pub fn find(learnt: &Learnt<'_>, text: &str, stretches: &[Span], odds: f32) -> Vec<Slip> {
    let &Learnt { model, words, rare, network: Some(network) } = learnt else { return Vec::new() };
    // A Chinese character takes three bytes.
    let mut own = Own::with_room_for(stretches.iter().map(|stretch| stretch.len() / 3 + 2).sum());
    let mut symbols = Symbols::default();
    let mut doubtful: Vec<(Span, usize)> = Vec::new();
    let mut unknown: Vec<usize> = Vec::new();
    let mut threes: Vec<Key> = Vec::new();
    for &stretch in stretches {
        symbols.read(stretch.of(text));
        let before = unknown.len();
        own.count(&symbols.codes, &mut threes);
        // In a loop of its own: the model is larger than the processor's caches, and several of its answers can be
        // under way at once.
        unknown.extend((0..).zip(&threes).filter(|&(_, three)| !model.knows(*three)).map(|(at, _)| at));
        if unknown.len() > before {
            doubtful.push((stretch, unknown.len() - before));
        }
    }
    let sources = Sources { counts: &model, words, rare, own: &own };
    let mender = Mender { model, own: &own, mended: Vec::new() };
    let mut search = Search { sources, network, mender, least: odds, suspects: Vec::new() };
    let mut slips = Vec::new();
    let mut rest = unknown.as_slice();
    for (stretch, count) in doubtful {
        let (here, behind) = rest.split_at(count);
        rest = behind;
        symbols.read_with_places(stretch.of(text), stretch.start);
        search.stretch(&symbols, here, &mut slips);
    }
    slips
}

/// The places, of a row of so many symbols, that a sequence of three lies over that starts at one of `unknown`, in
/// order.
pub fn places(len: usize, unknown: &[usize]) -> impl Iterator<Item = usize> {
    let mut next = 1;
    unknown.iter().flat_map(move |&start| {
        let from = next.max(start);
        let to = (start + 3).min(len.saturating_sub(1)).max(from);
        next = next.max(to);
        from..to
    })
}

struct Search<'s> {
    sources: Sources<'s, Model<'s>>,
    network: Network<'s>,
    mender: Mender<'s>,
    least: f32,
    /// Those of the stretch at hand.
    suspects: Vec<Suspect>,
}

impl Search<'_> {
    /// Looks into a stretch; `unknown` are the starts of its unknown sequences of three.
    fn stretch(&mut self, symbols: &Symbols, unknown: &[usize], slips: &mut Vec<Slip>) {
        let codes = &symbols.codes;
        self.suspects.clear();
        for at in places(codes.len(), unknown) {
            let is_character = is_han(codes[at]);
            if self.network.glance(&self.sources.glance(codes, at), is_character).odds < GLANCE {
                continue;
            }
            let signs = self.sources.signs(codes, at);
            let plain = signs.plain();
            if self.network.regress(&plain, is_character).odds < REGRESSION {
                continue;
            }
            let verdict = self.network.judge(&plain, &signs.shown, is_character);
            if verdict.odds >= self.least {
                self.suspects.push(Suspect { at, kind: verdict.kind, odds: verdict.odds });
            }
        }
        for index in 0..self.suspects.len() {
            if self.stands_out(index) {
                slips.push(self.slip(symbols, self.suspects[index]));
            }
        }
    }

    /// Whether no suspect nearby is likelier; of equals, the first counts.
    fn stands_out(&self, index: usize) -> bool {
        let this = self.suspects[index];
        let near = |other: &&Suspect| other.at.abs_diff(this.at) <= APART;
        let before = self.suspects[..index].iter().rev().take_while(near).all(|other| other.odds < this.odds);
        before && self.suspects[index + 1..].iter().take_while(near).all(|other| other.odds <= this.odds)
    }

    fn slip(&mut self, symbols: &Symbols, suspect: Suspect) -> Slip {
        let Suspect { at, kind, odds } = suspect;
        let codes = &symbols.codes;
        let edit = self.mender.edit(codes, kind, at);
        let shown = edit.unwrap_or_else(|| Edit::as_written(at, if kind == SlipKind::Lost { 0 } else { 1 }, codes));
        let lead = shown.apply(codes, &mut self.mender.mended);
        let puts = shown.right().len();
        let least = if kind == SlipKind::Lost { 3 } else { 2 };
        let around = wording::around(&self.mender.model, &self.mender.mended, lead..lead + puts, least);
        let behind = shown.at + shown.takes;
        let (from, to) = (shown.at + around.start - lead, behind + around.end - (lead + puts));
        let right = |edit: Edit| edit.right().iter().filter_map(|&symbol| char::from_u32(u32::from(symbol))).collect();
        Slip {
            kind,
            span: symbols.span(shown.at..behind),
            right: edit.map(right),
            around: symbols.span(from..to),
            odds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half an alarm a text.
    const USUAL: usize = 50;

    /// The slips of a text of one stretch: what happened, what goes and what comes.
    fn slips(text: &str) -> Vec<(SlipKind, String, String)> {
        let learnt = crate::spell::learnt();
        let limit = learnt.network.expect("a network").limit(USUAL);
        let found = find(&learnt, text, &[Span::new(0, text.len())], limit);
        let right = |slip: &Slip| slip.right.clone().unwrap_or_default();
        found.iter().map(|slip| (slip.kind, slip.span.of(text).to_owned(), right(slip))).collect()
    }

    fn one(kind: SlipKind, goes: &str, comes: &str) -> Vec<(SlipKind, String, String)> {
        vec![(kind, goes.to_owned(), comes.to_owned())]
    }

    #[test]
    fn each_kind_is_told_from_the_others() {
        assert_eq!(slips("应当将所需经费入列财政预算。"), one(SlipKind::Swapped, "入列", "列入"));
        assert_eq!(slips("构成犯罪的，依法追研刑事责任。"), one(SlipKind::Replaced, "研", "究"));
        assert_eq!(slips("任何单位在和个人不得阻挠。"), one(SlipKind::Inserted, "在", ""));
        assert_eq!(slips("由县级以上人政府责令限期改正。"), one(SlipKind::Lost, "", "民"));
    }

    #[test]
    fn characters_lost_from_fixed_terms_are_found() {
        for (text, right) in [
            ("由县级以上人民政府有关部责令改正。", "门"),
            ("人民法应当依法受理。", "院"),
            ("向本级人民代表会常务委员会报告。", "大"),
            ("处一千元以上万元以下的罚款。", ""),
        ] {
            let found = slips(text);
            let lost = |(kind, _, comes): &(SlipKind, String, String)| *kind == SlipKind::Lost && comes.contains(right);
            assert!(found.iter().any(lost), "{text} {found:?}");
        }
    }

    #[test]
    fn the_odds_are_the_same_to_the_last_bit_everywhere() {
        let text = "应当将所需经费入列财政预算。";
        let found = find(&crate::spell::learnt(), text, &[Span::new(0, text.len())], 0.0);
        assert_eq!(found.iter().map(|slip| slip.odds.to_bits()).collect::<Vec<_>>(), [1_094_599_004]);
    }

    #[test]
    fn of_places_nearby_one_is_told() {
        assert_eq!(slips("构成犯罪的，依法追研刑事责任。").len(), 1);
        assert_eq!(places(9, &[1, 2, 6]).collect::<Vec<_>>(), [1, 2, 3, 4, 6, 7]);
        assert_eq!(places(3, &[0]).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn a_text_of_law_is_left_alone() {
        assert!(slips("县级以上人民政府应当将所需经费列入财政预算，依法追究刑事责任。").is_empty());
    }

    #[test]
    fn what_recurs_is_meant() {
        let once = "构成犯罪的，依法追研刑事责任。";
        assert_eq!(slips(once).len(), 1);
        // The same slip may well be made twice.
        assert_eq!(slips(&once.repeat(2)).len(), 2);
        assert!(slips(&once.repeat(6)).is_empty());
    }

    #[test]
    fn short_and_strange_texts_end_well() {
        for text in ["", "法", "追研", "，，，，，", "鳖馕鳖馕鳖馕鳖馕鳖馕", "𠮷𠮷𠮷", "A1 第一"]
        {
            slips(text);
        }
    }
}
