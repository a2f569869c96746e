//! A 对照表 that somebody has made, held against the texts that it shows: each cell character by character, blanks aside.
//!
//! A cell is read as lines: a label opens an article, or a part of one (第九条第二款), and what stands below goes with it, over
//! cells. What is neither an article's words nor a line of the text is told; so is an article that stands in no cell.

mod cell;

use std::ops::RangeInclusive;

use super::wording;
use crate::document::Document;
use crate::document::tree::label::Ordinal;
use crate::writing::table::{Cell, Sides, Table};
use cell::{Opening, Piece, Words};

/// Which column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The law as it is.
    Law,
    /// The draft.
    Draft,
}

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// In which column.
    pub column: Column,
    /// Where the cell stands, in bytes of the table's file; `None` where there is no cell.
    pub at: Option<usize>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What can be wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Its words are not the article's, a position in the text's list.
    Words(usize, Vec<Change>),
    /// Of an article that is shown by its parts, these paragraphs stand in no cell, as positions in the text's list.
    Parts(usize, Vec<usize>),
    /// The text has no such article.
    Unknown(Ordinal),
    /// The text has articles, positions in its list, that stand in no cell.
    Missing(RangeInclusive<usize>),
    /// Words that are no article's, and no line of the text.
    Unread(String),
}

/// A stretch of a cell that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What both have before it, a few characters.
    pub before: String,
    /// What the text has; empty where the table has too much.
    pub text: String,
    /// What the table has; empty where it has left something out.
    pub table: String,
    /// What both have behind it, a few characters.
    pub behind: String,
}

/// What came of reading a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What is wrong, in the order of the table; what is missing behind it.
    pub faults: Vec<Fault>,
    /// How many articles of the text stand in the table word by word, right or wrong.
    pub read: usize,
    /// Articles that the table names without their words, or with … for some of them: as positions in the text's list.
    pub abridged: Vec<usize>,
}

/// The tables of a file that are 对照表 with articles in them, each with how it lies.
pub fn of_law(tables: &[Table]) -> Vec<(&Table, Sides)> {
    let both = |table| Some((table, Table::sides(table)?));
    let has_articles = |&(table, sides): &(&Table, Sides)| {
        let cells = table.rows.iter().skip(sides.head).flatten();
        cells
            .filter(|cell| cell.covers(sides.law) || cell.covers(sides.draft))
            .any(|cell| cell::has_article(&cell.text))
    };
    tables.iter().filter_map(both).filter(has_articles).collect()
}

/// Holds a column against the text that it shows.
pub fn read(tables: &[(&Table, Sides)], column: Column, text: &Document) -> Reading {
    let mut reader = Reader { column, text, reading: Reading::default(), seen: vec![Seen::No; text.articles.len()] };
    let mut open: Option<Chunk> = None;
    for (table, sides) in tables {
        let own = match column {
            Column::Law => sides.law,
            Column::Draft => sides.draft,
        };
        let cells = table.rows.iter().skip(sides.head).flatten().filter(|cell| cell.covers(own));
        for cell in cells {
            reader.cell(cell, &mut open);
        }
    }
    reader.close(open.take());
    reader.tell_missing();
    reader.reading
}

/// An article as the table has it: its label, and the lines below it.
#[derive(Debug)]
struct Chunk {
    opening: Opening,
    at: usize,
    lines: Vec<String>,
}

/// How much of an article has been met.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    No,
    /// These of its paragraphs, and where the first stood.
    Parts(Vec<usize>, usize),
    Whole,
}

struct Reader<'t> {
    column: Column,
    text: &'t Document,
    reading: Reading,
    seen: Vec<Seen>,
}

impl Reader<'_> {
    fn cell(&mut self, cell: &Cell, open: &mut Option<Chunk>) {
        for piece in cell::pieces(&cell.text, self.column) {
            match piece {
                Piece::Article(opening, words) => {
                    self.close(open.take());
                    *open = Some(Chunk { opening, at: cell.at, lines: vec![words] });
                }
                Piece::Range(first, last) => {
                    self.close(open.take());
                    self.abridged(first, last, cell.at);
                }
                Piece::StandIn => {}
                Piece::Heading(heading) => {
                    self.close(open.take());
                    if !self.is_line(&heading) {
                        self.fault(Some(cell.at), FaultKind::Unread(heading));
                    }
                }
                Piece::Line(line) if self.is_line(&line) => self.close(open.take()),
                Piece::Line(line) => match open {
                    Some(chunk) => chunk.lines.push(line),
                    None => self.fault(Some(cell.at), FaultKind::Unread(line)),
                },
            }
        }
    }

    /// Whether the text has such a line that is no article's: a heading, its title.
    fn is_line(&self, line: &str) -> bool {
        let bare = wording::bare(line);
        let outside = self.text.blocks.iter().filter(|block| !cell::is_in_article(block.role));
        let heading = |division: &crate::document::tree::Division| {
            wording::bare(self.text.str(division.label)) + &wording::bare(self.text.str(division.name))
        };
        self.text.divisions.iter().any(|division| heading(division) == bare)
            || outside.into_iter().any(|block| wording::bare(self.text.str(block.span)) == bare)
            || self.text.title.as_ref().is_some_and(|title| wording::bare(&title.name) == bare)
    }

    fn fault(&mut self, at: Option<usize>, kind: FaultKind) {
        self.reading.faults.push(Fault { column: self.column, at, kind });
    }

    /// The articles of the text with a number.
    fn numbered(&self, ordinal: Ordinal) -> Vec<usize> {
        let articles = self.text.articles.iter().enumerate();
        articles.filter(|(_, article)| article.ordinal == ordinal).map(|(at, _)| at).collect()
    }

    fn abridged(&mut self, first: Ordinal, last: Ordinal, at: usize) {
        for end in [first, last] {
            if self.numbered(end).is_empty() {
                self.fault(Some(at), FaultKind::Unknown(end));
            }
        }
        let inside =
            self.text.articles.iter().enumerate().filter(|(_, article)| (first..=last).contains(&article.ordinal));
        for (article, _) in inside {
            self.seen[article] = Seen::Whole;
            self.reading.abridged.push(article);
        }
    }

    /// Holds what stands below a label against the article.
    fn close(&mut self, chunk: Option<Chunk>) {
        let Some(chunk) = chunk else { return };
        let candidates = self.numbered(chunk.opening.ordinal);
        let Some(&first) = candidates.first() else {
            self.fault(Some(chunk.at), FaultKind::Unknown(chunk.opening.ordinal));
            return;
        };
        match cell::words(&chunk.lines) {
            Words::None => self.abridged(chunk.opening.ordinal, chunk.opening.ordinal, chunk.at),
            Words::Parts(parts) => {
                self.reading.abridged.push(first);
                self.seen[first] = Seen::Whole;
                for part in parts {
                    let whole = self.stretches(first).into_iter().find(|stretch| self.bare(first, stretch) == part);
                    if whole.is_none() {
                        self.differ(first, &chunk, &part);
                    }
                }
            }
            Words::All(words) => {
                let exact = candidates.iter().find_map(|&article| {
                    let own = self.allowed(article, &chunk.opening);
                    Some((article, own.into_iter().find(|stretch| self.bare(article, stretch) == words)?))
                });
                match exact {
                    Some((article, stretch)) => self.saw(article, stretch, chunk.at),
                    None => self.differ(first, &chunk, &words),
                }
            }
        }
    }

    /// The stretches of an article that a cell with such a label may show.
    fn allowed(&self, article: usize, opening: &Opening) -> Vec<Vec<usize>> {
        if opening.paragraphs.is_empty() {
            return self.stretches(article);
        }
        let own = self.text.articles[article].paragraphs.clone();
        let named = opening.paragraphs.iter().map(|&number| own.clone().nth((number as usize).checked_sub(1)?));
        named.collect::<Option<Vec<usize>>>().into_iter().collect()
    }

    /// All of an article, and every stretch of its paragraphs that hang together: the longest first.
    fn stretches(&self, article: usize) -> Vec<Vec<usize>> {
        let own = self.text.articles[article].paragraphs.clone();
        let from = |start: usize| (start + 1..=own.end).map(move |end| (start..end).collect());
        let mut all: Vec<Vec<usize>> = own.clone().flat_map(from).collect();
        if all.is_empty() {
            all.push(Vec::new());
        }
        all.sort_by_key(|stretch| std::cmp::Reverse(stretch.len()));
        all
    }

    /// What an article says in some of its paragraphs, blanks aside; where the first is among them, with what stands behind
    /// its label.
    fn bare(&self, article: usize, paragraphs: &[usize]) -> String {
        let own = &self.text.articles[article];
        let gist = own.gist.filter(|_| paragraphs.first().is_none_or(|&first| first == own.paragraphs.start));
        let lines = paragraphs.iter().flat_map(|&at| wording::lines(self.text, at..at + 1));
        gist.into_iter().chain(lines).map(|span| wording::bare(self.text.str(span))).collect()
    }

    /// Takes down that paragraphs of an article stand in the table.
    fn saw(&mut self, article: usize, paragraphs: Vec<usize>, at: usize) {
        if self.seen[article] == Seen::No {
            self.reading.read += 1;
        }
        let whole = self.text.articles[article].paragraphs.clone();
        let (mut met, first) = match std::mem::replace(&mut self.seen[article], Seen::No) {
            Seen::Whole => (whole.clone().collect(), at),
            Seen::No => (Vec::new(), at),
            Seen::Parts(met, first) => (met, first),
        };
        met.extend(paragraphs);
        met.sort_unstable();
        met.dedup();
        self.seen[article] = if met.len() >= whole.len() { Seen::Whole } else { Seen::Parts(met, first) };
    }

    /// Tells where a cell's words are not those of the article: of the stretch of it that is most like them.
    fn differ(&mut self, article: usize, chunk: &Chunk, words: &str) {
        let mut stretches = self.allowed(article, &chunk.opening);
        if stretches.is_empty() {
            stretches.push(self.text.articles[article].paragraphs.clone().collect());
        }
        let table: Vec<char> = words.chars().collect();
        let compared = stretches.into_iter().take(MOST_STRETCHES).map(|stretch| {
            let text: Vec<char> = self.bare(article, &stretch).chars().collect();
            let runs = wording::kept_runs(&text, &table);
            let kept: usize = runs.iter().map(|&(_, _, len)| len).sum();
            (text.len() + table.len() - 2 * kept, stretch, changes(&text, &table, &runs))
        });
        let Some((_, stretch, changes)) = compared.min_by_key(|(apart, ..)| *apart) else { return };
        self.fault(Some(chunk.at), FaultKind::Words(article, changes));
        self.saw(article, stretch, chunk.at);
    }

    fn tell_missing(&mut self) {
        let mut missing: Vec<RangeInclusive<usize>> = Vec::new();
        for (article, seen) in std::mem::take(&mut self.seen).into_iter().enumerate() {
            match seen {
                Seen::Whole => {}
                Seen::Parts(met, at) => {
                    let own = self.text.articles[article].paragraphs.clone();
                    let left = own.filter(|paragraph| !met.contains(paragraph)).collect();
                    self.fault(Some(at), FaultKind::Parts(article, left));
                }
                Seen::No => match missing.last_mut() {
                    Some(last) if *last.end() + 1 == article => *last = *last.start()..=article,
                    Some(_) | None => missing.push(article..=article),
                },
            }
        }
        missing.into_iter().for_each(|range| self.fault(None, FaultKind::Missing(range)));
    }
}

/// Of an article of more paragraphs not every stretch is tried.
const MOST_STRETCHES: usize = 64;

/// How many characters are told before and behind a change.
const AROUND: usize = 5;

/// What is not kept, as changes of the text, each with what stands around it.
fn changes(text: &[char], table: &[char], runs: &[(usize, usize, usize)]) -> Vec<Change> {
    let mut out = Vec::new();
    let (mut in_text, mut in_table) = (0, 0);
    for &(at, to, len) in runs.iter().chain([&(text.len(), table.len(), 0)]) {
        if at > in_text || to > in_table {
            let words = |all: &[char]| all.iter().collect::<String>();
            out.push(Change {
                before: words(&text[in_text.saturating_sub(AROUND)..in_text]),
                text: words(&text[in_text..at]),
                table: words(&table[in_table..to]),
                behind: words(&text[at..(at + AROUND).min(text.len())]),
            });
        }
        (in_text, in_table) = (at + len, to + len);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    const LAW: &str = "某市养犬条例\n第一章　总则\n第一条　为了规范养犬行为，制定本条例。\n\
        第二条　公安机关负责登记：\n（一）养犬登记；\n（二）犬只收容。\n城市管理部门负责查处流动售犬。\n\
        第二章　登记\n第三条　养犬人应当在三十日内登记。\n第四条　犬只死亡的，应当注销。\n";

    /// What is said of the left column of a table in Markdown.
    fn told(rows: &str) -> Vec<String> {
        let law = Document::parse(&Source::from_text("现行.txt", LAW), &Hints::default());
        let table = Source::from_text("表.md", &format!("| 现行 | 草案 |\n|---|---|\n{rows}"));
        let tables = table.tables();
        let reading = read(&of_law(&tables), Column::Law, &law);
        let fault = |fault: &Fault| match &fault.kind {
            FaultKind::Words(article, changes) => {
                let one =
                    |change: &Change| format!("{}[{}>{}]{}", change.before, change.text, change.table, change.behind);
                format!("{} {}", article + 1, changes.iter().map(one).collect::<Vec<_>>().join(" "))
            }
            FaultKind::Parts(article, left) => format!("{} lacks {}", article + 1, left.len()),
            FaultKind::Unknown(ordinal) => format!("no {}", ordinal.number),
            FaultKind::Missing(range) => format!("missing {}-{}", range.start() + 1, range.end() + 1),
            FaultKind::Unread(words) => format!("unread {words}"),
        };
        let abridged = reading.abridged.iter().map(|article| format!("abridged {}", article + 1));
        reading.faults.iter().map(fault).chain(abridged).collect()
    }

    const FIRST: &str = "| 第一章 总则 | |\n| 第一条 为了规范养犬行为，制定本条例。 | |\n";
    const SECOND: &str =
        "| 第二条　公安机关负责登记：<br>（一）养犬登记；<br>（二）犬只收容。<br>城市管理部门负责查处流动售犬。 | |\n";
    const LAST: &str =
        "| 第二章　登记 | |\n| 第三条　养犬人应当在三十日内登记。 | 甲 |\n| 第四条　犬只死亡的，应当注销。 | |\n";

    #[test]
    fn a_table_that_is_right() {
        assert!(told(&format!("{FIRST}{SECOND}{LAST}")).is_empty());
        // In several cells, by parts, out of order, with what stands for an article that is new.
        let parts = "| （新增） | 第二条　甲 |\n| 第二条第二款　城市管理部门负责查处流动售犬。 | |\n\
            | 第二条　公安机关负责登记：<br>（一）养犬登记； | |\n| （二）犬只收容。 | |\n";
        assert!(told(&format!("{FIRST}{LAST}{parts}")).is_empty());
    }

    #[test]
    fn every_character_counts() {
        let wrong = LAST.replace("三十日", "十五日").replace("应当注销。", "应当注销，并公告。");
        assert_eq!(
            told(&format!("{FIRST}{SECOND}{wrong}")),
            ["3 犬人应当在[三十>十五]日内登记。", "4 ，应当注销[>，并公告]。"]
        );
        assert_eq!(told(&format!("{FIRST}{SECOND}{}", LAST.replace('，', ","))), ["4 犬只死亡的[，>,]应当注销。"]);
    }

    #[test]
    fn what_is_left_out_and_what_does_not_belong_is_told() {
        let half = "| 第二条　公安机关负责登记：<br>（一）养犬登记；<br>（二）犬只收容。 | |\n";
        assert_eq!(told(&format!("{FIRST}{half}")), ["2 lacks 1", "missing 3-4"]);
        let rest = "| 第九条　甲。 | |\n| 第二章　附则 | |\n";
        assert_eq!(told(&format!("{FIRST}{SECOND}{LAST}{rest}")), ["no 9", "unread 第二章　附则"]);
    }

    #[test]
    fn what_is_abridged_is_told() {
        let short = "| 第二条　……<br>城市管理部门负责查处流动售犬。 | |\n| 第三条至第四条（未修改） | |\n";
        assert_eq!(told(&format!("{FIRST}{short}")), ["abridged 2", "abridged 3", "abridged 4"]);
        let wrong = short.replace("流动", "占道");
        assert_eq!(told(&format!("{FIRST}{wrong}"))[0], "2 门负责查处[流动>占道]售犬。");
    }

    #[test]
    fn what_is_no_table_of_law_is_none() {
        let source = Source::from_text("表.md", "| 现行 | 草案 |\n|---|---|\n| 甲 | 乙 |\n");
        assert!(of_law(&source.tables()).is_empty());
    }
}
