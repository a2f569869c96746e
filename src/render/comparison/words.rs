//! The words of a 对照表: its title and legend, what has become of an article, what it came to.

use std::ops::RangeInclusive;

use super::Other;
use super::sheet::{Fate, LeftOut, Sheet, Side};
use crate::lang::{Lang, Text};
use crate::render::visible::one_line;

/// The title of the sheet, as an office writes it.
pub(super) fn title(sheet: &Sheet<'_>) -> String {
    format!("{}修改前后对照表", sheet.name)
}

/// What stands above the column of the law.
pub(super) const CURRENT: &str = "现行";

/// What stands above the column that is left to the office.
pub(super) const REMARKS: &str = "说明";

/// What stands in a cell of the law where the article is new.
pub(super) const ADDED: Text<'static> = Text { zh: "（新增）", en: "(new)" };

/// What stands in a cell of the draft where the article is gone.
pub(super) const DELETED: Text<'static> = Text { zh: "（删去）", en: "(deleted)" };

/// What has become of an article; `None` where a cell says it.
pub(super) fn fate(lang: Lang, fate: &Fate) -> Option<String> {
    Some(match (lang, fate) {
        (_, Fate::Added | Fate::Deleted) => return None,
        (Lang::Zh, Fate::Split(from)) if from.ends_with('款') => format!("由{from}改为"),
        (Lang::Zh, Fate::Split(from)) => format!("由{from}拆分"),
        (Lang::Zh, Fate::Merged(from)) => format!("{}合并", from.join("、")),
        (Lang::Zh, Fate::Moved(from)) => format!("移自{from}"),
        (Lang::En, Fate::Split(from)) => format!("part of {from}"),
        (Lang::En, Fate::Merged(from)) => format!("{} merged", from.join(", ")),
        (Lang::En, Fate::Moved(from)) => format!("moved from {from}"),
    })
}

/// What is said of articles that are as they were.
pub(super) const UNCHANGED: &str = "未修改";

/// Articles of a side that follow one another.
pub(super) fn range(sheet: &Sheet<'_>, lang: Lang, side: Side, range: &RangeInclusive<usize>) -> String {
    let (first, last) = (sheet.label(side, *range.start()), sheet.label(side, *range.end()));
    let to = Text { zh: "至", en: " to " }.get(lang);
    if first == last { first } else { format!("{first}{to}{last}") }
}

/// The row that stands for articles that are as they were.
pub(super) fn unchanged(
    sheet: &Sheet<'_>,
    lang: Lang,
    old: &RangeInclusive<usize>,
    new: &RangeInclusive<usize>,
) -> String {
    let (was, is) = (range(sheet, lang, Side::Current, old), range(sheet, lang, Side::Draft, new));
    match (lang, was == is) {
        (Lang::Zh, true) => format!("{is}　{UNCHANGED}"),
        (Lang::Zh, false) => format!("{is}　{UNCHANGED}（原{was}）"),
        (Lang::En, true) => format!("{is}: unchanged"),
        (Lang::En, false) => format!("{is}: unchanged (was {was})"),
    }
}

/// What stands in no row, a sentence each.
pub(super) fn left_out(lang: Lang, what: LeftOut) -> &'static str {
    let said = match what {
        LeftOut::Preamble => Text {
            zh: "第一条之前的正文没有对照。",
            en: "What stands before the first article is not compared.",
        },
        LeftOut::Annexes => Text { zh: "附件没有对照。", en: "Annexes are not compared." },
    };
    said.get(lang)
}

/// How many references of another text are unclear, and where the first stands.
pub(super) fn unclear(lang: Lang, other: &Other) -> String {
    let (count, name) = (other.unclear.len(), one_line(&other.source.name));
    let line = other.unclear.first().map_or(1, |first| other.source.position(first.start).line);
    match lang {
        Lang::Zh => {
            format!("{name}:{line}: 有 {count} 处引用看不出用的是现行的条号还是草案的条号，请核对（从这一行起）")
        }
        Lang::En => {
            format!("{name}:{line}: {count} reference(s), from this line on, may have the old numbers or the new ones")
        }
    }
}

/// The closing line, without its end.
pub(super) fn closing(sheet: &Sheet<'_>, lang: Lang) -> String {
    let counts = sheet.counts;
    let parts = [
        (counts.same, Text { zh: "相同", en: "unchanged" }),
        (counts.changed, Text { zh: "修改", en: "changed" }),
        (counts.added, Text { zh: "新增", en: "new" }),
        (counts.deleted, Text { zh: "删去", en: "deleted" }),
        (counts.split, Text { zh: "拆分", en: "from a divided one" }),
        (counts.merged, Text { zh: "合并", en: "merged" }),
        (counts.moved, Text { zh: "移动", en: "moved" }),
    ];
    let parts = parts.into_iter().filter(|&(count, _)| count > 0);
    let (current, draft) = (counts.current, counts.draft);
    match lang {
        Lang::Zh => {
            let parts: Vec<String> = parts.map(|(count, what)| format!("{} {count}", what.zh)).collect();
            format!("现行 {current} 条，草案 {draft} 条：{}。", parts.join("、"))
        }
        Lang::En => {
            let parts: Vec<String> = parts.map(|(count, what)| format!("{count} {}", what.en)).collect();
            format!("{current} articles in force, {draft} in the draft: {}.", parts.join(", "))
        }
    }
}
