//! A comparison as a sheet of rows with two sides: what every form that people read draws. Knows what stands in a cell and
//! what of it has changed; nothing of how that looks.

use std::ops::RangeInclusive;

use super::Table;
use crate::compare::Comparison;
use crate::compare::rows::{ArticleRow, Change, OldPart, Row};
use crate::compare::wording::{self, Stretch};
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::tree::label::{Ordinal, without_blanks};
use crate::document::tree::{ArticleForm, Home, Role};

/// What a piece of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An article's label, or what stands for a text that is not there. It is never parted.
    Label,
    /// What both sides have.
    Kept,
    /// What the other side has not.
    Changed,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) kind: Kind,
}

impl Piece {
    fn new(text: impl Into<String>, kind: Kind) -> Self {
        Self { text: text.into(), kind }
    }
}

/// A line of a cell, as it is read.
pub(super) type Line = Vec<Piece>;

/// Which side a cell is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The law in force: what has changed was deleted.
    Current,
    /// The draft: what has changed was added.
    Draft,
}

/// What has become of an article, where the two sides do not say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    Added,
    Deleted,
    /// From a part of an article, by its address, or from one that was divided.
    Split(String),
    /// From these articles.
    Merged(Vec<String>),
    /// From elsewhere, unlike its neighbours.
    Moved(String),
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SheetRow {
    /// A heading that both have, word for word.
    Heading(String),
    /// A heading that one of them has not, or has otherwise.
    Headings([Line; 2]),
    /// An article: the lines of each side, and what has become of it. One side is empty where it has no such article.
    Article { cells: [Vec<Line>; 2], fate: Option<Fate>, anchor: Anchor },
    /// Articles that are as they were, by their positions in the two lists.
    Unchanged { old: RangeInclusive<usize>, new: RangeInclusive<usize> },
}

/// What a row is found by: the article of the draft, or where it is gone that of the law, as positions in their lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Current(usize),
    Draft(usize),
}

/// How many articles there are on each side, and of those of the draft how many are what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) current: usize,
    pub(super) draft: usize,
    pub(super) same: usize,
    pub(super) changed: usize,
    pub(super) added: usize,
    /// Of the law.
    pub(super) deleted: usize,
    pub(super) split: usize,
    pub(super) merged: usize,
    /// Whatever else has become of them.
    pub(super) moved: usize,
}

/// What stands in one of the texts and in no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// What stands before the first article: a preamble.
    Preamble,
    Annexes,
}

/// The sheet.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    pub(super) comparison: &'t Comparison<'t>,
    /// The law's name; empty where neither text has one.
    pub(super) name: String,
    /// What the draft calls itself: 修订草案.
    pub(super) stage: String,
    pub(super) rows: Vec<SheetRow>,
    pub(super) counts: Counts,
    pub(super) left_out: Vec<LeftOut>,
}

impl<'t> Sheet<'t> {
    /// The sheet of a comparison; `is_folded` puts articles that are as they were on one row.
    pub(super) fn of(table: &Table<'t>, is_folded: bool) -> Self {
        let comparison = table.comparison;
        let rows = comparison.rows();
        let title = |document: &'t Document| document.title.as_ref();
        let named = title(comparison.draft).or(title(comparison.current));
        let suffix = title(comparison.draft).and_then(|title| title.suffix.clone());
        let stage = suffix.filter(|suffix| suffix.contains("草案") || suffix.contains('稿'));
        Self {
            comparison,
            name: named.map_or(String::new(), |title| title.name.clone()),
            stage: stage.unwrap_or_else(|| "草案".to_owned()),
            counts: counted(comparison, &rows),
            rows: Drawn { comparison, is_folded, rows: Vec::new() }.all(&rows),
            left_out: left_out(comparison),
        }
    }

    /// What an article of a side is called.
    pub(super) fn label(&self, side: Side, article: usize) -> String {
        let document = match side {
            Side::Current => self.comparison.current,
            Side::Draft => self.comparison.draft,
        };
        label(document, article)
    }
}

/// The full address of an article.
fn label(document: &Document, article: usize) -> String {
    document.address_of(Home { article: Some(article), ..Home::default() }).unwrap_or_default()
}

fn counted(comparison: &Comparison<'_>, rows: &[Row]) -> Counts {
    let mut counts = Counts {
        current: comparison.current.articles.len(),
        draft: comparison.draft.articles.len(),
        ..Counts::default()
    };
    for row in rows {
        let Row::Article(row) = row else { continue };
        *match row.change {
            Change::Same => &mut counts.same,
            Change::Changed => &mut counts.changed,
            Change::Added => &mut counts.added,
            Change::Deleted => &mut counts.deleted,
            Change::Split => &mut counts.split,
            Change::Merged => &mut counts.merged,
        } += 1;
        counts.moved += usize::from(row.moved);
    }
    counts
}

fn left_out(comparison: &Comparison<'_>) -> Vec<LeftOut> {
    let both = [comparison.current, comparison.draft];
    let has_preamble = both.iter().any(|text| text.paragraphs.iter().any(|paragraph| paragraph.article.is_none()));
    let has_annexes = both.iter().any(|text| text.blocks.iter().any(|block| block.role == Role::Annex));
    let found = [(has_preamble, LeftOut::Preamble), (has_annexes, LeftOut::Annexes)];
    found.into_iter().filter_map(|(is_there, what)| is_there.then_some(what)).collect()
}

/// Rows that are being drawn.
struct Drawn<'c, 'd> {
    comparison: &'c Comparison<'d>,
    is_folded: bool,
    rows: Vec<SheetRow>,
}

impl Drawn<'_, '_> {
    fn all(mut self, rows: &[Row]) -> Vec<SheetRow> {
        for row in rows {
            match row {
                Row::Division { old, new } => {
                    let heading = self.heading(*old, *new);
                    self.rows.push(heading);
                }
                Row::Article(row) => self.article(row),
            }
        }
        self.rows
    }

    fn heading(&self, old: Option<usize>, new: Option<usize>) -> SheetRow {
        let (current, draft) = (self.comparison.current, self.comparison.draft);
        let words = |document: &Document, division: usize| {
            let division = &document.divisions[division];
            let label = without_blanks(document.str(division.label));
            let gap = if label.is_empty() || division.name.is_empty() { "" } else { "　" };
            (label + gap, division.name)
        };
        let (old, new) = (old.map(|old| words(current, old)), new.map(|new| words(draft, new)));
        let name = |side: &Option<(String, Span)>| side.iter().map(|&(_, name)| name).collect::<Vec<_>>();
        let (old_name, new_name) = (name(&old), name(&new));
        let (old_lines, new_lines) = wording::compare((current, &old_name), (draft, &new_name));
        let line = |document: &Document, side: Option<(String, Span)>, stretches: Vec<Vec<Stretch>>| match side {
            Some((label, _)) => line(document, Some(label), stretches.first().map_or(&[], Vec::as_slice)),
            None => Line::new(),
        };
        let sides = [line(current, old, old_lines), line(draft, new, new_lines)];
        let [old, new] = [&sides[0], &sides[1]].map(|side| without_blanks(&text(side)));
        if old == new { SheetRow::Heading(text(&sides[1])) } else { SheetRow::Headings(sides) }
    }

    fn article(&mut self, row: &ArticleRow) {
        let (current, draft) = (self.comparison.current, self.comparison.draft);
        let old: Vec<Unit> = row.old.iter().map(|part| Unit::of_part(current, part)).collect();
        let new: Vec<Unit> = row.new.iter().map(|&new| Unit::whole(draft, new)).collect();
        let lines = |units: &[Unit]| units.iter().flat_map(|unit| unit.lines.iter().copied()).collect::<Vec<_>>();
        let (old_lines, new_lines) = wording::compare((current, &lines(&old)), (draft, &lines(&new)));
        let gists = |units: &[Unit]| units.iter().map(|unit| unit.gist.clone()).collect::<Vec<_>>();
        let has_same_gists = gists(&old) == gists(&new);
        if let ([part], Some(new)) = (row.old.as_slice(), row.new)
            && self.is_folded
            && has_same_gists
            && row.change == Change::Same
            && !row.moved
        {
            self.fold(part.article, new);
            return;
        }
        let kind = if has_same_gists { Kind::Kept } else { Kind::Changed };
        let cells = [cell(current, old, old_lines, kind), cell(draft, new, new_lines, kind)];
        let anchor = match (row.new, row.old.first()) {
            (Some(new), _) => Anchor::Draft(new),
            (None, Some(part)) => Anchor::Current(part.article),
            (None, None) => return,
        };
        self.rows.push(SheetRow::Article { cells, fate: self.fate(row), anchor });
    }

    /// Puts an article that is as it was on the row of those before it, if they are its neighbours on both sides.
    fn fold(&mut self, article: usize, in_draft: usize) {
        if let Some(SheetRow::Unchanged { old, new }) = self.rows.last_mut()
            && (*old.end() + 1, *new.end() + 1) == (article, in_draft)
        {
            *old = *old.start()..=article;
            *new = *new.start()..=in_draft;
        } else {
            self.rows.push(SheetRow::Unchanged { old: article..=article, new: in_draft..=in_draft });
        }
    }

    fn fate(&self, row: &ArticleRow) -> Option<Fate> {
        let current = self.comparison.current;
        let first = row.old.first();
        match (row.change, first) {
            (Change::Added, _) | (_, None) => Some(Fate::Added),
            (Change::Deleted, _) => Some(Fate::Deleted),
            (Change::Split, Some(part)) => Some(Fate::Split(address(current, part))),
            (Change::Merged, _) => Some(Fate::Merged(row.old.iter().map(|part| address(current, part)).collect())),
            (Change::Same | Change::Changed, Some(part)) => {
                row.moved.then(|| Fate::Moved(label(current, part.article)))
            }
        }
    }
}

/// An article, or a part of one, as it stands in a cell.
struct Unit {
    label: String,
    gist: Option<String>,
    lines: Vec<Span>,
}

impl Unit {
    fn whole(document: &Document, article: usize) -> Self {
        let paragraphs = document.articles[article].paragraphs.clone().collect();
        Self::of_part(document, &OldPart { article, paragraphs })
    }

    fn of_part(document: &Document, part: &OldPart) -> Self {
        let own = &document.articles[part.article];
        let (label, gap) = match own.form {
            ArticleForm::Article => (address(document, part), "　"),
            ArticleForm::Point => (without_blanks(document.str(own.label)), ""),
        };
        let lines = part.paragraphs.iter().flat_map(|&at| wording::lines(document, at..at + 1)).collect();
        Self { label: label + gap, gist: own.gist.map(|gist| document.str(gist).to_owned()), lines }
    }
}

/// The address of a part: 第九条第二款、第三款; of a whole article, its label.
fn address(document: &Document, part: &OldPart) -> String {
    let article = label(document, part.article);
    if part.paragraphs.len() == document.articles[part.article].paragraphs.len() {
        return article;
    }
    let numbers = part.paragraphs.iter().filter_map(|&paragraph| document.paragraph_number(paragraph));
    let numbers = numbers.filter_map(|number| u32::try_from(number).ok());
    article + &numbers.map(|number| Ordinal::plain(number).label("款")).collect::<Vec<_>>().join("、")
}

/// The lines of a cell: those of its units, one behind the other, each unit's label before its first line.
fn cell(document: &Document, units: Vec<Unit>, lines: Vec<Vec<Stretch>>, gists: Kind) -> Vec<Line> {
    let mut lines = lines.into_iter();
    let mut out = Vec::new();
    for unit in units {
        let own: Vec<Vec<Stretch>> = lines.by_ref().take(unit.lines.len()).collect();
        let mut first = line(document, Some(unit.label), &[]);
        first.extend(unit.gist.map(|gist| Piece::new(gist, gists)));
        first.extend(line(document, None, own.first().map_or(&[], Vec::as_slice)));
        out.push(first);
        out.extend(own.iter().skip(1).map(|stretches| line(document, None, stretches)));
    }
    out
}

fn line(document: &Document, label: Option<String>, stretches: &[Stretch]) -> Line {
    let label = label.filter(|label| !label.is_empty()).map(|label| Piece::new(label, Kind::Label));
    let pieces = stretches.iter().map(|stretch| {
        let kind = if stretch.changed { Kind::Changed } else { Kind::Kept };
        // A heading may go over two lines; the cells of a row of data are parted by tabs.
        let shown = document.str(stretch.span).chars().filter(|c| !matches!(c, '\n' | '\r'));
        Piece::new(shown.map(|c| if c == '\t' { '　' } else { c }).collect::<String>(), kind)
    });
    label.into_iter().chain(pieces).filter(|piece| !piece.text.is_empty()).collect()
}

/// All that a line says.
pub(super) fn text(line: &Line) -> String {
    line.iter().map(|piece| piece.text.as_str()).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::tests::{NEW, OLD, with_table};
    use super::*;

    /// The rows, a line each, what changed between 【】.
    fn shown(is_folded: bool) -> Vec<String> {
        let line = |line: &Line| {
            let piece = |piece: &Piece| match piece.kind {
                Kind::Label | Kind::Kept => piece.text.clone(),
                Kind::Changed => format!("【{}】", piece.text),
            };
            line.iter().map(piece).collect::<String>()
        };
        let cell = |lines: &[Line]| lines.iter().map(line).collect::<Vec<_>>().join("/");
        with_table(OLD, NEW, |table| {
            let sheet = Sheet::of(table, is_folded);
            let row = |row: &SheetRow| match row {
                SheetRow::Heading(words) => words.clone(),
                SheetRow::Headings([old, new]) => format!("{} | {}", line(old), line(new)),
                SheetRow::Article { cells: [old, new], fate, .. } => {
                    format!("{} | {} | {fate:?}", cell(old), cell(new))
                }
                SheetRow::Unchanged { old, new } => format!("{old:?} {new:?}"),
            };
            sheet.rows.iter().map(row).collect()
        })
    }

    #[test]
    fn rows_say_what_changed_and_what_became_of_articles() {
        insta::assert_snapshot!(shown(true).join("\n"), @r#"
        第一章　总则
        第一条　为了规范养犬行为，制定本条例。 | 第一条　为了规范养犬行为，【维护公众健康，】制定本条例。 | None
         | 第二条　【养犬管理坚持政府监管与社会共治相结合。】 | Some(Added)
        第二条第一款　公安机关负责养犬登记和犬只收容工作。 | 第三条　公安机关负责养犬登记和犬只收容工作。 | Some(Split("第二条第一款"))
        第二条第二款　城市管理部门负责查处流动售犬行为。 | 第四条　城市管理部门负责查处流动售犬【和占道售犬】行为。 | Some(Split("第二条第二款"))
        第二章　登记 | 第二章　登记【和年检】
        2..=2 4..=4
        第四条　【犬只死亡的，应当办理注销手续。】 |  | Some(Deleted)
        4..=4 5..=5
        第六条　违反本条例第五条规定的，由公安机关处【二百元】罚款。 | 第七条　违反本条例第五条规定的，由公安机关处【五百元以下】罚款。 | None
        第七条　本条例自【2010】年1月1日起施行。 | 第八条　本条例自【2027】年1月1日起施行。 | None
        "#);
    }

    #[test]
    fn what_is_as_it_was_is_shown_unless_it_is_folded() {
        assert!(shown(false).iter().any(|row| row.starts_with("第三条　养犬人应当") && row.ends_with("None")));
    }

    #[test]
    fn articles_are_counted_by_what_became_of_them() {
        let counts = with_table(OLD, NEW, |table| Sheet::of(table, false).counts);
        assert_eq!(counts.same + counts.changed + counts.added + counts.split + counts.merged, counts.draft);
    }
}
