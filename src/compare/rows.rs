//! A comparison in the order in which it is read: a row for each heading and article of the draft, and where the law has
//! one that the draft has not, a row where it stood.

use std::collections::BTreeMap;

use super::Comparison;
use super::wording;
use crate::document::Document;

/// What has become of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Its text is as it was; its number may have changed.
    Same,
    /// It was rewritten.
    Changed,
    /// The law has none like it.
    Added,
    /// The draft has none like it.
    Deleted,
    /// The law has it as a part of an article that the draft has divided.
    Split,
    /// The law has it as several articles.
    Merged,
}

impl Change {
    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Deleted => "deleted",
            Self::Split => "split",
            Self::Merged => "merged",
        }
    }
}

/// What an article of the draft has of one of the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldPart {
    /// The article of the law, as a position in its list.
    pub article: usize,
    /// Its paragraphs that are there, as positions in the law's list, in order; all of them where it is there as a whole.
    pub paragraphs: Vec<usize>,
}

/// An article of the draft beside what it continues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRow {
    /// What it continues, in the order of the law; nothing where it was added.
    pub old: Vec<OldPart>,
    /// The article of the draft, as a position in its list; `None` where it was deleted.
    pub new: Option<usize>,
    /// What has become of it.
    pub change: Change,
    /// Whether it stands elsewhere than its neighbours lead to expect.
    pub moved: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A heading, as positions in the lists of the law and of the draft; one of them at least is there.
    Division {
        /// In the law.
        old: Option<usize>,
        /// In the draft.
        new: Option<usize>,
    },
    /// An article.
    Article(ArticleRow),
}

/// A heading or an article, as positions in their lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Division(usize),
    Article(usize),
}

/// The headings and articles of a text, in order.
fn units(document: &Document) -> Vec<Unit> {
    let divisions = document.divisions.iter().enumerate();
    let divisions = divisions.map(|(at, division)| (document.blocks[division.block].span.start, Unit::Division(at)));
    let articles = document.articles.iter().enumerate().map(|(at, article)| (article.span.start, Unit::Article(at)));
    let mut units: Vec<(usize, Unit)> = divisions.chain(articles).collect();
    units.sort_unstable();
    units.into_iter().map(|(_, unit)| unit).collect()
}

impl Comparison<'_> {
    /// All rows, in the order of the draft; what the draft has not, behind what stood before it.
    pub fn rows(&self) -> Vec<Row> {
        let (first, mut behind) = self.deleted();
        let mut rows: Vec<Row> = first.into_iter().map(|unit| self.row_of_deleted(unit)).collect();
        let moved = self.articles.moved();
        for unit in units(self.draft) {
            rows.push(match unit {
                Unit::Division(new) => {
                    Row::Division { old: self.divisions.old_of(new).first().copied(), new: Some(new) }
                }
                Unit::Article(new) => Row::Article(self.article_row(new, moved[new])),
            });
            let deleted = behind.remove(&unit).unwrap_or_default();
            rows.extend(deleted.into_iter().map(|unit| self.row_of_deleted(unit)));
        }
        rows
    }

    /// What the draft has not: at the beginning of the law, and behind which unit of the draft.
    fn deleted(&self) -> (Vec<Unit>, BTreeMap<Unit, Vec<Unit>>) {
        let mut first = Vec::new();
        let mut behind: BTreeMap<Unit, Vec<Unit>> = BTreeMap::new();
        let mut before = None;
        for unit in units(self.current) {
            let becomes = match unit {
                Unit::Division(old) => self.divisions.new_of(old).last().map(|&new| Unit::Division(new)),
                Unit::Article(old) => self.articles.new_of(old).last().map(|&new| Unit::Article(new)),
            };
            match (becomes, before) {
                (Some(unit), _) => before = Some(unit),
                (None, Some(before)) => behind.entry(before).or_default().push(unit),
                (None, None) => first.push(unit),
            }
        }
        (first, behind)
    }

    fn row_of_deleted(&self, unit: Unit) -> Row {
        match unit {
            Unit::Division(old) => Row::Division { old: Some(old), new: None },
            Unit::Article(old) => Row::Article(ArticleRow {
                old: vec![self.whole(old)],
                new: None,
                change: Change::Deleted,
                moved: false,
            }),
        }
    }

    fn whole(&self, article: usize) -> OldPart {
        OldPart { article, paragraphs: self.current.articles[article].paragraphs.clone().collect() }
    }

    fn article_row(&self, new: usize, moved: bool) -> ArticleRow {
        let olds = self.articles.old_of(new);
        let change = match olds {
            [] => Change::Added,
            [old] if self.articles.new_of(*old).len() > 1 => Change::Split,
            [old] if self.is_same(*old, new) => Change::Same,
            [_] => Change::Changed,
            _ => Change::Merged,
        };
        let old = olds.iter().map(|&old| self.part_of(old, new)).collect();
        ArticleRow { old, new: Some(new), change, moved }
    }

    /// What of an article of the law stands in one of the draft. Of an article that was divided, a paragraph that is nowhere
    /// goes with the one before it, or behind it where there is none: every paragraph stands somewhere.
    fn part_of(&self, old: usize, new: usize) -> OldPart {
        let whole = self.whole(old);
        if self.articles.new_of(old).len() < 2 {
            return whole;
        }
        let inside = self.draft.articles[new].paragraphs.clone();
        let is_inside = |paragraph: usize| self.paragraphs.new_of(paragraph).iter().any(|to| inside.contains(to));
        let placed = whole.paragraphs.iter().find(|&&paragraph| !self.paragraphs.new_of(paragraph).is_empty());
        let mut is_here = placed.is_some_and(|&paragraph| is_inside(paragraph));
        let mut paragraphs = Vec::new();
        for &paragraph in &whole.paragraphs {
            if !self.paragraphs.new_of(paragraph).is_empty() {
                is_here = is_inside(paragraph);
            }
            if is_here {
                paragraphs.push(paragraph);
            }
        }
        if paragraphs.is_empty() { whole } else { OldPart { article: old, paragraphs } }
    }

    fn is_same(&self, old: usize, new: usize) -> bool {
        let text = |document: &Document, article: usize| {
            let lines = wording::lines(document, document.articles[article].paragraphs.clone());
            lines.into_iter().map(|span| wording::bare(document.str(span))).collect::<Vec<_>>()
        };
        text(self.current, old) == text(self.draft, new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    fn parse(text: &str) -> Document {
        Document::parse(&Source::from_text("a.txt", &format!("某市养犬条例\n{text}")), &Hints::default())
    }

    /// The rows as `old>new change`, articles by their numbers.
    fn rows(old: &str, new: &str) -> Vec<String> {
        let (current, draft) = (parse(old), parse(new));
        let comparison = Comparison::of(&current, &draft);
        let label = |document: &Document, article: usize| document.articles[article].ordinal.number.to_string();
        let show = |row: &Row| match row {
            Row::Division { old, new } => format!(
                "{}>{}",
                old.map_or("", |old| current.str(current.divisions[old].name)),
                new.map_or("", |new| draft.str(draft.divisions[new].name))
            ),
            Row::Article(row) => {
                let olds: Vec<String> = row.old.iter().map(|part| label(&current, part.article)).collect();
                let new = row.new.map_or(String::new(), |new| label(&draft, new));
                let moved = if row.moved { " moved" } else { "" };
                format!("{}>{new} {}{moved}", olds.join("+"), row.change.name())
            }
        };
        comparison.rows().iter().map(show).collect()
    }

    const OLD: &str = "第一章　总则\n第一条　为了规范养犬行为，维护公共秩序，制定本条例。\n\
        第二条　公安机关负责养犬登记和犬只收容工作。\n城市管理部门负责查处流动售犬行为。\n\
        第二章　登记\n第三条　养犬人应当自取得犬只之日起三十日内申请登记。\n第四条　犬只死亡的，应当办理注销手续。\n\
        第五条　禁止在居民楼道内饲养大型犬。\n";

    #[test]
    fn rewritten_added_deleted_and_split() {
        let new = "第一章　总则\n第一条　为了规范养犬行为，维护公共秩序和公众健康，制定本条例。\n\
            第二条　养犬管理坚持政府监管与社会共治相结合。\n第三条　公安机关负责养犬登记和犬只收容工作。\n\
            第四条　城市管理部门负责查处流动售犬和占道售犬行为。\n第二章　登记和年检\n\
            第五条　养犬人应当自取得犬只之日起三十日内申请登记。\n第六条　禁止在居民楼道内饲养大型犬。\n";
        assert_eq!(
            rows(OLD, new),
            [
                "总则>总则",
                "1>1 changed",
                ">2 added",
                "2>3 split",
                "2>4 split",
                "登记>登记和年检",
                "3>5 same",
                "4> deleted",
                "5>6 same"
            ]
        );
    }

    #[test]
    fn merged_and_moved() {
        let new = "第一章　总则\n第一条　禁止在居民楼道内饲养大型犬。\n第二条　为了规范养犬行为，维护公共秩序，制定本条例。\n\
            第三条　公安机关负责养犬登记和犬只收容工作。\n城市管理部门负责查处流动售犬行为。\n第二章　登记\n\
            第四条　养犬人应当自取得犬只之日起三十日内申请登记；犬只死亡的，应当办理注销手续。\n";
        assert_eq!(
            rows(OLD, new),
            ["总则>总则", "5>1 same moved", "1>2 same", "2>3 same", "登记>登记", "3+4>4 merged"]
        );
    }

    #[test]
    fn what_was_divided_is_shown_by_its_paragraphs() {
        let (current, draft) = (
            parse(OLD),
            parse("第一条　公安机关负责养犬登记和犬只收容工作。\n第二条　城市管理部门负责查处流动售犬行为。\n"),
        );
        let comparison = Comparison::of(&current, &draft);
        let parts = comparison.rows().into_iter().filter_map(|row| match row {
            Row::Article(ArticleRow { old, new: Some(_), .. }) => Some(old),
            Row::Article(_) | Row::Division { .. } => None,
        });
        let paragraphs: Vec<Vec<usize>> = parts.flatten().map(|part| part.paragraphs).collect();
        assert_eq!(paragraphs, [vec![1], vec![2]]);
    }
}
