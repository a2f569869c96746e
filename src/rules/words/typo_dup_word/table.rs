//! What doubles rightly: lints/data/dupwords.txt, read once, when a text first holds a doubled character.

use std::collections::HashMap;
use std::sync::OnceLock;

static FILE: &str = include_str!("../../../../lints/data/dupwords.txt");

/// Whether a character is a figure; figures double at will.
pub(super) const fn is_figure(c: char) -> bool {
    matches!(c, '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
}

/// The lists of the file.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Doubled strings that are words.
    pub keep: Vec<&'static str>,
    /// How a doubled string starts that is no slip.
    pub head: Vec<&'static str>,
    /// Strings that are a slip wherever they stand.
    pub sure: Vec<&'static str>,
    /// Characters that are a slip when doubled.
    pub strict: &'static str,
    /// A doubled character behind one of these is a slip.
    pub before: &'static str,
    /// A doubled character before one of these is a slip.
    pub after: &'static str,
    /// Longer strings that hold a doubled one rightly, by it, with its place in them in characters.
    around: HashMap<String, Vec<(&'static str, usize)>>,
    /// For a character, pairs of what it ends a word with and what it begins one with.
    split: HashMap<char, Vec<(&'static str, &'static str)>>,
}

impl Table {
    pub(super) fn get() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut table = Self::default();
        for line in FILE.lines().filter(|line| !line.starts_with('#')) {
            let Some((kind, rest)) = line.split_once(' ') else { continue };
            let words = rest.split(' ');
            match kind {
                "keep" => table.keep = words.collect(),
                "head" => table.head = words.collect(),
                "sure" => table.sure = words.collect(),
                "strict" => table.strict = rest,
                "before" => table.before = rest,
                "after" => table.after = rest,
                "around" => words.for_each(|word| table.add_around(word)),
                "split" => table.add_split(rest),
                _ => {}
            }
        }
        table
    }

    fn add_around(&mut self, word: &'static str) {
        let letters: Vec<char> = word.chars().collect();
        for at in 0..letters.len() {
            for size in 1..=4 {
                if at + 2 * size <= letters.len() && letters[at..at + size] == letters[at + size..at + 2 * size] {
                    let doubled: String = letters[at..at + 2 * size].iter().collect();
                    self.around.entry(doubled).or_default().push((word, at));
                }
            }
        }
    }

    fn add_split(&mut self, row: &'static str) {
        let mut fields = row.split(' ');
        let Some(c) = fields.next().and_then(|word| word.chars().next()) else { return };
        self.split.insert(c, fields.filter_map(|field| field.split_once('|')).collect());
    }

    /// The longer strings that hold a doubled one.
    pub(super) fn around(&self, doubled: &str) -> impl Iterator<Item = (&'static str, usize)> {
        self.around.get(doubled).into_iter().flatten().copied()
    }

    /// Whether `c` doubled between `left` and `right` is the end of one word and the start of another.
    pub(super) fn is_seam(&self, c: char, left: Option<char>, right: Option<char>, bracket: bool) -> bool {
        self.split.get(&c).is_some_and(|rows| {
            rows.iter().any(|(ends, begins)| {
                let on_left = ends.contains('*') || left.is_some_and(|left| ends.contains(left));
                let on_right = begins.contains('*')
                    || right.map_or(bracket || begins.contains('$'), |right| begins.contains(right));
                on_left && on_right
            })
        })
    }
}
