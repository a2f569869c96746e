//! Whether characters that stand twice in a row are a slip, or two words that meet (违反|反洗钱), or one word (人人).
//!
//! Both the words and the model are asked: no word may lie over the seam, nor one end and another begin at it; what is
//! written must be new to published law, and what it becomes without the repetition well known.

use super::model::Model;
use super::symbols::{Symbol, is_han};
use super::table::Key;
use super::words::Words;
use crate::lexicon;

/// The most characters that are looked for twice.
pub const LONGEST: usize = 4;

/// The level of a count of two titles: what one title has may be its slip.
const TWICE: u8 = 1;

/// How sure it is that one of the two is too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repetition {
    /// The text without it is known word for word.
    Slip,
    /// A word ends, another begins, and the character between is none by itself; or a whole word stands twice.
    Likely,
    /// It may be two words that are not known.
    Doubtful,
}

/// What the words and the model say of a text.
#[derive(Debug, Clone, Copy)]
pub struct Doubled<'s> {
    /// The model of what follows what.
    pub model: Model<'s>,
    /// The words.
    pub words: Words<'s>,
    /// The text, with an edge at both ends.
    pub codes: &'s [Symbol],
}

impl Doubled<'_> {
    /// Judges `size` characters, at most [`LONGEST`], that stand at `at` and again right behind; none where they may.
    pub fn judge(&self, at: usize, size: usize) -> Option<Repetition> {
        let end = at + 2 * size;
        if at == 0 || end >= self.codes.len() {
            return None;
        }
        // 处处 is a word, but 处处以 is not 处处 and 以.
        let grammar = size == 1 && self.is_of_grammar(at + 1);
        match size {
            _ if !grammar && self.words.cover(self.codes, at + size) => None,
            1 => self.single(at, grammar),
            _ => self.word(at, size),
        }
    }

    /// Whether `size` characters at `at` are a character, or a word that ends no longer one: 人一 of 一人一人一票 is none,
    /// and 商业银行 ends before 银行汇票.
    pub fn is_whole_at(&self, at: usize, size: usize) -> bool {
        let word = || self.codes.get(at..at + size).is_some_and(|word| self.is_word(word));
        size == 1 || word() && !self.words.end(&self.codes[..at + size], size + 1)
    }

    /// Whether published law has not what is written over the seam.
    pub fn is_new(&self, at: usize, size: usize) -> bool {
        let seam = at + size;
        let over = self.codes.get(seam.saturating_sub(2)..(seam + 2).min(self.codes.len()));
        over.is_some_and(|over| over.windows(3).any(|three| !self.knows(three)))
    }

    /// One character at `at`, doubled; `grammar` is whether the second begins a word of grammar.
    fn single(&self, at: usize, grammar: bool) -> Option<Repetition> {
        let codes = self.codes;
        let c = codes[at];
        let (ends, begins) = (self.words.end(&codes[..=at], 2), self.words.begin(&codes[at + 1..], 2));
        if begins && (ends || self.words.stands_alone(c) && !grammar) {
            return None;
        }
        let around = &codes[at - 1..at + 3];
        let single = ends && !begins && !self.words.stands_alone(c);
        // 公司司 is known for 公司|司法; 公司司等 is not.
        let known = self.twice(&around[..3]) && !(single && self.ends_words(at + 2));
        let known = known || begins && self.twice(&around[1..]);
        if known && !grammar || self.knows(around) {
            return None;
        }
        if !ends && !begins && c == '的' as Symbol {
            return Some(Repetition::Slip);
        }
        if self.twice(&[codes[at - 1], c, codes[at + 2]]) {
            let known = self.is_known_once(at) || ends && !is_han(codes[at + 2]);
            return Some(if known { Repetition::Slip } else { Repetition::Doubtful });
        }
        // In 应当代代传承, 当 belongs to 应当 and not to 当代.
        let len = self.words.longest_end(&codes[..=at]);
        let whole = !self.words.end(&codes[..at], len);
        let anew = self.ends_words(at + 2) || self.words.begin(&codes[at + 2..], 2);
        (single && whole && anew).then_some(Repetition::Likely)
    }

    /// Whether the text is known where the character doubled at `at` stands once, with two characters on a side.
    fn is_known_once(&self, at: usize) -> bool {
        let codes = self.codes;
        let before = codes.get(at.wrapping_sub(2)..=at).map(|before| [before, &codes[at + 2..at + 3]].concat());
        let behind = codes.get(at + 2..at + 4).map(|behind| [&codes[at - 1..=at], behind].concat());
        [before, behind].iter().flatten().any(|four| self.knows(four))
    }

    /// Whether no word goes on at `at`: a word of grammar stands there, or no character of a word at all.
    fn ends_words(&self, at: usize) -> bool {
        let of_grammar = || lexicon::phrasing::WORDS_OF_ONE_CHARACTER.iter().any(|word| self.is_at(word, at));
        !is_han(self.codes[at]) || of_grammar()
    }

    /// A word of several characters at `at`, doubled.
    fn word(&self, at: usize, size: usize) -> Option<Repetition> {
        let codes = self.codes;
        let (seam, end) = (at + size, at + 2 * size);
        let word = &codes[at..seam];
        let goes_on = is_han(codes[end]);
        // 代表团 is a word of its own, 管理工作 two that are put together.
        let begins = self.words.hold(&codes[seam..=end]);
        let meet = begins || goes_on && self.words.end(&codes[..seam], size + 1);
        if !self.is_word(word) || meet || size == 2 && self.knows(&codes[at..end]) {
            return None;
        }
        let (before, behind) = (&codes[at - 1..seam], &codes[seam..=end]);
        let known = match size {
            _ if self.is_of_grammar(at) => true,
            2 => self.knows(&[before, &codes[end..=end]].concat()),
            _ => self.knows(before) && self.knows(behind),
        };
        Some(if known { Repetition::Slip } else { Repetition::Likely })
    }

    /// Whether some characters are a word, or two that are put together.
    fn is_word(&self, symbols: &[Symbol]) -> bool {
        let (one, other) = symbols.split_at(symbols.len() / 2);
        self.words.hold(symbols) || one.len() == 2 && self.words.hold(one) && self.words.hold(other)
    }

    /// Whether a word of grammar begins at `at`, before which neither it nor its first character ever stands.
    fn is_of_grammar(&self, at: usize) -> bool {
        lexicon::phrasing::NEVER_BEHIND_THEIR_START.iter().any(|word| self.is_at(word, at))
    }

    /// Whether a word stands at `at`.
    fn is_at(&self, word: &str, at: usize) -> bool {
        let mut codes = self.codes[at..].iter();
        word.chars().all(|c| codes.next().is_some_and(|&code| u32::from(code) == u32::from(c)))
    }

    fn knows(&self, symbols: &[Symbol]) -> bool {
        self.model.knows(Key::of(symbols))
    }

    /// Whether two titles of published law or more have some symbols.
    fn twice(&self, symbols: &[Symbol]) -> bool {
        self.model.level(Key::of(symbols)).is_some_and(|level| level >= TWICE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spell::symbols::codes;

    /// What is said of the first characters that a text doubles.
    fn judged(text: &str, size: usize) -> Option<Repetition> {
        let codes = &codes(text);
        let at = (1..codes.len()).find(|&at| codes.get(at..at + size) == codes.get(at + size..at + 2 * size))?;
        Doubled { model: crate::spell::model(), words: crate::spell::words(), codes }.judge(at, size)
    }

    #[test]
    fn what_no_word_can_begin_with_is_a_slip() {
        for text in [
            "单位应当将资金汇出境外外，",
            "依法行使债权权。",
            "编制机构代码码；",
            "检疫合格的的生猪产品",
            "房屋解危的的具体工作",
            "保险公司司等机构",
        ] {
            assert_eq!(judged(text, 1), Some(Repetition::Slip), "{text}");
        }
        assert_eq!(judged("主管部门部门颁发", 2), Some(Repetition::Slip));
        assert_eq!(judged("养犬人应当应当年检", 2), Some(Repetition::Slip));
        for text in ["分支机构构国库部门", "不得以复印件件代替原件"] {
            assert_eq!(judged(text, 1), Some(Repetition::Likely), "{text}");
        }
        assert_eq!(judged("有关单位应应当配合", 1), Some(Repetition::Slip));
    }

    #[test]
    fn words_that_meet_are_none() {
        for text in [
            "违反反洗钱规定",
            "划转至供应链链上企业",
            "招标标的",
            "不得动用用于储备的资金",
            "事务所所在地",
            "当地地市级以上",
            "以营利为目的的活动",
            "可以以书面形式",
            "经经营主体申请",
            "生成成交单",
            "在在建工程",
            "对对外贸易",
            "面向人人、",
            "代代传承",
        ] {
            assert_eq!(judged(text, 1), None, "{text}");
        }
        for text in ["有关规定规定的条件", "人民政府政府采购", "城市商业银行银行汇票"] {
            assert_eq!(judged(text, 2), None, "{text}");
        }
    }

    #[test]
    fn the_edges_of_a_text_are_no_places() {
        for text in ["的的", "的的。", "。的的"] {
            judged(text, 1);
        }
    }
}
