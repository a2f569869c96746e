//! Text that is partly the law's own and partly new: what of it is the law's keeps its place, so that references in it can
//! be renumbered, and bytes that nothing touches stay what they were.

use crate::diagnostic::Span;
use crate::document::tree::label;

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// The law's own, by its place in the law's prose.
    Old(Span),
    /// New.
    New(String),
}

/// Text made of pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) pieces: Vec<Piece>,
}

/// Where a character of a text stands: in which piece, and at which of its bytes.
#[derive(Debug, Clone, Copy)]
struct At {
    c: char,
    piece: usize,
    byte: usize,
}

/// Words found in a text: from which of its characters to which, the last not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether all of it is the law's own.
    pub(super) old: bool,
}

impl Text {
    pub(super) fn old(span: Span) -> Self {
        Self { pieces: vec![Piece::Old(span)] }
    }

    pub(super) fn new(words: impl Into<String>) -> Self {
        Self { pieces: vec![Piece::New(words.into())] }
    }

    /// What it says; `prose` is the law's.
    pub(super) fn string(&self, prose: &str) -> String {
        self.pieces.iter().map(|piece| piece.of(prose)).collect()
    }

    /// Its characters but for blanks, each as words are compared: marks of any width and quotation marks of any kind are
    /// the same.
    fn letters(&self, prose: &str) -> Vec<At> {
        let of = |(piece, one): (usize, &Piece)| {
            let letters = one.of(prose).char_indices().filter(|&(_, c)| !label::is_blank(c));
            letters.map(move |(byte, c)| At { c: plain(c), piece, byte }).collect::<Vec<_>>()
        };
        self.pieces.iter().enumerate().flat_map(of).collect()
    }

    /// Where words stand, without overlap.
    pub(super) fn find(&self, prose: &str, words: &str) -> Vec<Found> {
        let letters = self.letters(prose);
        let sought = compared(words);
        if sought.is_empty() || letters.len() < sought.len() {
            return Vec::new();
        }
        let text: Vec<char> = letters.iter().map(|at| at.c).collect();
        let mut out = Vec::new();
        let mut at = 0;
        while at + sought.len() <= text.len() {
            if text[at..].starts_with(&sought) {
                let to = at + sought.len();
                let old = letters[at..to].iter().all(|one| matches!(self.pieces[one.piece], Piece::Old(_)));
                out.push(Found { from: at, to, old });
                at = to;
            } else {
                at += 1;
            }
        }
        out
    }

    /// The characters on both sides of words that were found.
    pub(super) fn around(&self, prose: &str, found: Found) -> (Option<char>, Option<char>) {
        let letters = self.letters(prose);
        let before = found.from.checked_sub(1).and_then(|at| letters.get(at));
        (before.map(|at| at.c), letters.get(found.to).map(|at| at.c))
    }

    /// Puts words in the place of what was found.
    pub(super) fn replace(&mut self, prose: &str, found: Found, words: &str) {
        let letters = self.letters(prose);
        let Some((from, to)) = edges(&letters, found, |at| self.pieces[at.piece].of(prose)) else { return };
        self.splice(prose, from, to, words);
    }

    /// Puts words at a character's place, before it.
    pub(super) fn insert(&mut self, prose: &str, at: usize, words: &str) {
        let letters = self.letters(prose);
        let place = match letters.get(at) {
            Some(one) => (one.piece, one.byte),
            None => match letters.last() {
                Some(last) => (last.piece, last.byte + len_at(self.pieces[last.piece].of(prose), last.byte)),
                None => (0, 0),
            },
        };
        self.splice(prose, place, place, words);
    }

    /// From which of its characters to which a sentence goes, from 1; empty where there are not so many.
    pub(super) fn sentence(&self, prose: &str, nth: u32) -> std::ops::Range<usize> {
        let letters = self.letters(prose);
        let stops = letters.iter().enumerate().filter(|(_, at)| at.c == '。').map(|(at, _)| at + 1);
        let ends: Vec<usize> = [0].into_iter().chain(stops).chain([letters.len()]).collect();
        let nth = nth as usize;
        match (nth.checked_sub(1).and_then(|at| ends.get(at)), ends.get(nth)) {
            (Some(&from), Some(&to)) => from..to,
            _ => 0..0,
        }
    }

    /// How many characters it has, blanks aside.
    pub(super) fn count(&self, prose: &str) -> usize {
        self.letters(prose).len()
    }

    fn splice(&mut self, prose: &str, from: (usize, usize), to: (usize, usize), words: &str) {
        let mut pieces = Vec::with_capacity(self.pieces.len() + 2);
        for (at, piece) in self.pieces.iter().enumerate() {
            let len = piece.of(prose).len();
            let head = if at < from.0 {
                len
            } else if at == from.0 {
                from.1
            } else {
                0
            };
            let tail = if at > to.0 {
                0
            } else if at == to.0 {
                to.1
            } else {
                len
            };
            pieces.extend(piece.part(0, head));
            if at == from.0 {
                pieces.push(Piece::New(words.to_owned()));
            }
            pieces.extend(piece.part(tail.max(head), len));
        }
        if self.pieces.is_empty() {
            pieces.push(Piece::New(words.to_owned()));
        }
        self.pieces = pieces;
    }

    /// Puts words in the place of a stretch of the law's prose, where all of it is still here.
    pub(super) fn replace_old(&mut self, prose: &str, span: Span, words: &str) -> bool {
        let holds = |piece: &Piece| matches!(piece, Piece::Old(own) if own.covers(span));
        let Some(at) = self.pieces.iter().position(holds) else { return false };
        let Piece::Old(own) = self.pieces[at] else { return false };
        self.splice(prose, (at, span.start - own.start), (at, span.end - own.start), words);
        true
    }
}

impl Piece {
    pub(super) fn of<'t>(&'t self, prose: &'t str) -> &'t str {
        match self {
            Self::Old(span) => span.of(prose),
            Self::New(words) => words,
        }
    }

    /// Its bytes from one to another; nothing where there are none.
    fn part(&self, from: usize, to: usize) -> Option<Self> {
        (from < to).then(|| match self {
            Self::Old(span) => Self::Old(Span::new(span.start + from, span.start + to)),
            Self::New(words) => Self::New(words[from..to].to_owned()),
        })
    }
}

/// Words as they are compared, without blanks.
pub(super) fn compared(words: &str) -> Vec<char> {
    words.chars().filter(|&c| !label::is_blank(c)).map(plain).collect()
}

/// The piece and byte where something found starts, and where it ends.
fn edges<'t>(letters: &[At], found: Found, of: impl Fn(&At) -> &'t str) -> Option<((usize, usize), (usize, usize))> {
    let first = letters.get(found.from)?;
    let last = letters.get(found.to.checked_sub(1)?)?;
    Some(((first.piece, first.byte), (last.piece, last.byte + len_at(of(last), last.byte))))
}

fn len_at(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// A mark as it is compared.
const fn plain(c: char) -> char {
    match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '(' => '（',
        ')' => '）',
        '‘' | '’' | '”' | '"' | '\'' => '“',
        _ => c,
    }
}
