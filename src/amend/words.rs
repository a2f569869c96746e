//! What instructions do to words: replace them, insert others beside them, delete them, with the marks around them kept
//! as a text has them.

use super::law::Law;
use super::place::{self, Target};
use super::reason::{Reason, Remark};
use super::text::{Found, Text};
use crate::document::amendment::{Part, Place, Side};

/// What is done to words where they stand.
#[derive(Debug, Clone)]
pub(super) enum Change<'w> {
    /// Others come in their place.
    Replace(&'w str),
    /// Others come beside them.
    Insert(Side, &'w str),
    /// They go.
    Delete,
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// In a unit.
    Unit(Target),
    /// In a sentence of a unit, from 1.
    Sentence(Target, u32),
    /// Before the first article.
    Preamble,
    /// In the title.
    Title,
    /// Wherever they stand in articles.
    Everywhere,
    /// In the one place where they stand: it is not said where.
    Somewhere,
}

/// Where the words of an instruction are looked for: in each of its places.
pub(super) fn scopes(law: &Law, places: &[Place]) -> Vec<(Scope, String, Result<(), Reason>)> {
    if places.is_empty() {
        return vec![(Scope::Somewhere, String::new(), Ok(()))];
    }
    let scope = |place: &Place| {
        let shown = place::shown(&place.steps);
        match place.part {
            Part::Everywhere => (Scope::Everywhere, shown, Ok(())),
            Part::Preamble => (Scope::Preamble, shown, Ok(())),
            Part::Title => (Scope::Title, shown, Ok(())),
            Part::Whole | Part::Name | Part::Natural(_) | Part::Sentence(_) | Part::Contents | Part::Annex(_) => {
                match (place::unit(law, place), place.part) {
                    (Ok(target), Part::Sentence(nth)) => (Scope::Sentence(target, nth), shown, Ok(())),
                    (Ok(target), _) => (Scope::Unit(target), shown, Ok(())),
                    (Err(reason), _) => (Scope::Somewhere, shown, Err(reason)),
                }
            }
        }
    };
    places.iter().map(scope).collect()
}

/// The texts of a scope, in order.
pub(super) fn texts(law: &mut Law, scope: Scope) -> Vec<&mut Text> {
    match scope {
        Scope::Unit(target) | Scope::Sentence(target, _) => place::texts(law, target),
        Scope::Preamble => law.preamble.iter_mut().flat_map(place::of_paragraph).collect(),
        Scope::Title => law.title.iter_mut().collect(),
        Scope::Everywhere => {
            let articles = law.articles.iter_mut().filter(|article| !article.rank.gone);
            law.preamble.iter_mut().flat_map(place::of_paragraph).chain(articles.flat_map(place::of_article)).collect()
        }
        Scope::Somewhere => {
            let articles = law.articles.iter_mut().filter(|article| !article.rank.gone);
            let names = law.divisions.iter_mut().map(|division| &mut division.name);
            let before = law.preamble.iter_mut().flat_map(place::of_paragraph);
            names.chain(before).chain(articles.flat_map(place::of_article)).collect()
        }
    }
}

/// Does something to words wherever they stand in a scope; returns how often they stood there.
pub(super) fn change(
    law: &mut Law,
    prose: &str,
    scope: Scope,
    words: &str,
    change: &Change<'_>,
) -> (usize, Option<Remark>) {
    let mut count = 0;
    let mut remark = None;
    for text in texts(law, scope) {
        let found = own(text, prose, words, scope);
        count += found.len();
        // From the last to the first: places before them stay.
        for one in found.into_iter().rev() {
            if apply(text, prose, one, words, change) {
                remark = Some(Remark::Glued);
            }
        }
    }
    (count, remark)
}

/// Where words stand in a text: in what is the law's own, and only in a text that is new in what is new.
pub(super) fn own(text: &Text, prose: &str, words: &str, scope: Scope) -> Vec<Found> {
    let mut found = text.find(prose, words);
    let has_old = text.pieces.iter().any(|piece| matches!(piece, super::text::Piece::Old(_)));
    if has_old || matches!(scope, Scope::Everywhere | Scope::Somewhere) {
        found.retain(|one| one.old);
    }
    if let Scope::Sentence(_, nth) = scope {
        let sentence = text.sentence(prose, nth);
        found.retain(|one| sentence.start <= one.from && one.to <= sentence.end);
    }
    found
}

/// Does it in one place; whether a mark was added.
fn apply(text: &mut Text, prose: &str, found: Found, words: &str, change: &Change<'_>) -> bool {
    let around = text.around(prose, found);
    match change {
        Change::Replace(new) => {
            text.replace(prose, found, new);
            false
        }
        Change::Insert(side, new) => {
            let glue = glue(words, new, *side, around);
            let at = match side {
                Side::After => found.to,
                Side::Before => found.from,
            };
            let written = match (glue, side) {
                (false, _) => (*new).to_owned(),
                (true, Side::After) => format!("、{new}"),
                (true, Side::Before) => format!("{new}、"),
            };
            text.insert(prose, at, &written);
            glue
        }
        Change::Delete => {
            text.replace(prose, widened(found, around), "");
            false
        }
    }
}

const MARKS: [char; 8] = ['、', '，', '；', '。', '：', '（', '）', '“'];

/// Whether a mark must part what is inserted from its neighbour in a list, which decisions leave out.
fn glue(anchor: &str, new: &str, side: Side, around: (Option<char>, Option<char>)) -> bool {
    let (first, last) = (new.chars().next(), new.chars().next_back());
    let marked = |c: Option<char>| c.is_some_and(|c| MARKS.contains(&c));
    let joins =
        ["和", "与", "及", "或", "以及", "或者", "并", "但", "直至", "等"].iter().any(|word| new.starts_with(word));
    let listed = match side {
        Side::After => around.1 == Some('、') && !marked(last),
        // 县级以上 before a member says more of it.
        Side::Before => false,
    };
    // 婴幼儿配方乳粉 and 婴幼儿配方液态乳 are of one kind.
    let kin = |count: usize| {
        let ends = |text: &str| text.chars().rev().take(count).collect::<String>();
        let starts = |text: &str| text.chars().take(count).collect::<String>();
        let long = |text: &str| text.chars().nth(count).is_some();
        long(anchor) && long(new) && (ends(anchor) == ends(new) || starts(anchor) == starts(new))
    };
    let parted = match side {
        Side::After => marked(first) || marked(anchor.chars().next_back()) || joins,
        Side::Before => marked(last) || marked(anchor.chars().next()) || ends_with_join(new),
    };
    !parted && (listed || kin(3))
}

fn ends_with_join(new: &str) -> bool {
    ["和", "与", "及", "或", "以及", "或者", "的"].iter().any(|word| new.ends_with(word))
}

/// What goes when words are deleted: with one of two marks that would stand side by side.
fn widened(found: Found, around: (Option<char>, Option<char>)) -> Found {
    let pause = |c: char| matches!(c, '、' | '，' | '；');
    match around {
        // 甲、[乙]。 and 甲，[乙]，
        (Some(before), Some(after)) if pause(before) && (pause(after) || matches!(after, '。' | '：' | '）')) => {
            if before == '、' && after != '、' || !pause(after) {
                Found { from: found.from - 1, ..found }
            } else {
                Found { to: found.to + 1, ..found }
            }
        }
        // [甲]、乙 at the start, or behind what opens.
        (None | Some('（' | '：' | '。'), Some(after)) if pause(after) => Found { to: found.to + 1, ..found },
        _ => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: &str, change: &Change<'_>, expect: &str) {
        let mut own = Text::new(text);
        for found in own.find("", words).into_iter().rev() {
            apply(&mut own, "", found, words, change);
        }
        assert_eq!(own.string(""), expect);
    }

    #[test]
    fn marks_are_kept_as_a_list_has_them() {
        check("甲、乙、丙", "乙", &Change::Insert(Side::After, "丁"), "甲、乙、丁、丙");
        check(
            "婴幼儿配方乳粉的注册",
            "婴幼儿配方乳粉",
            &Change::Insert(Side::After, "婴幼儿配方液态乳"),
            "婴幼儿配方乳粉、婴幼儿配方液态乳的注册",
        );
        check(
            "依照法律、法规。",
            "法律、法规",
            &Change::Insert(Side::After, "或者相关制度"),
            "依照法律、法规或者相关制度。",
        );
        check("由主管部门负责", "主管部门", &Change::Insert(Side::Before, "市"), "由市主管部门负责");
    }

    #[test]
    fn a_deletion_leaves_no_two_marks() {
        check("甲、乙、丙", "乙", &Change::Delete, "甲、丙");
        check("甲，乙，丙", "乙", &Change::Delete, "甲，丙");
        check("甲、乙。", "乙", &Change::Delete, "甲。");
        check("甲、乙，丙", "乙", &Change::Delete, "甲，丙");
        check("甲，乙丙", "甲", &Change::Delete, "乙丙");
        check("甲乙丙", "乙", &Change::Delete, "甲丙");
    }

    #[test]
    fn words_are_found_over_blanks_and_marks_of_any_width() {
        check("对\u{200B}个人处,罚款", "对个人处，", &Change::Replace("处"), "处罚款");
        check("“甲”", "‘甲’", &Change::Replace("乙"), "乙");
    }
}
