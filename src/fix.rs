//! Applies fixes: the edits of a report to the text, again and again until nothing is left to apply.
//!
//! Of fixes that overlap, the first in order of position is applied; the others wait for the next round, which looks at
//! the text anew. Safe fixes never change the tree of a draft (which divisions, articles, paragraphs and items there
//! are, and their numbers), because references depend on it: one that would is left to a person, whatever its lint
//! promises. What is ignored or known is not told, and so not mended. Reads and writes no files.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::baseline::Known;
use crate::diagnostic::{Applicability, Edit, Fix, Report, Span};
use crate::document::Document;
use crate::document::tree::label::{Level, Ordinal};
use crate::document::tree::{ArticleForm, Hints};
use crate::lint::{Examined, KeptBack, Plan, examine};
use crate::source::Source;

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Those that cannot change the meaning.
    Safe,
    /// Also those that a person should look at.
    Unsafe,
}

impl Reach {
    /// Whether it takes in fixes of this kind.
    pub fn takes(self, applicability: Applicability) -> bool {
        self == Self::Unsafe || applicability == Applicability::Safe
    }
}

/// A source after its fixes.
#[derive(Debug)]
pub struct Mended {
    /// The text as it is now, in the same encoding.
    pub source: Source,
    /// What is still to be said of it.
    pub report: Report,
    /// What is not said of it.
    pub kept_back: KeptBack,
    /// How many fixes were applied.
    pub applied: usize,
    /// Where it was given up because lints undo each other's work: their names.
    pub at_odds: Vec<Arc<str>>,
}

/// How often a text is looked at anew before two lints must be at odds. Each round applies all that does not overlap,
/// so that few are needed.
const MOST_ROUNDS: usize = 50;

/// Lints a source and applies fixes until none is left.
pub fn mend(source: Source, plan: &Plan, reach: Reach) -> Mended {
    let Examined { report, kept_back } = examine(&source, plan);
    let mut mended = Mended { source, report, kept_back, applied: 0, at_odds: Vec::new() };
    for _ in 0..MOST_ROUNDS {
        let chosen = mended.chosen(reach, plan.hints());
        if chosen.is_empty() {
            return mended.told_anew(plan);
        }
        // What was known stays so where a fix beside it changes the text that it was known by.
        let carried = plan.known().map(|known| Arc::new(mended.carried(known, &chosen)));
        let source = mended.source.with_text(applied(mended.source.text(), &chosen));
        mended.applied += chosen.len();
        mended.source = source;
        mended.look_at(&plan.clone().with_known(carried));
    }
    let mut at_odds: Vec<Arc<str>> =
        mended.chosen(reach, plan.hints()).iter().map(|choice| Arc::clone(choice.lint)).collect();
    at_odds.sort();
    at_odds.dedup();
    mended.at_odds = at_odds;
    mended
}

/// A fix that is to be applied in this round.
#[derive(Debug, Clone, Copy)]
struct Choice<'r> {
    lint: &'r Arc<str>,
    fix: &'r Fix,
}

impl Mended {
    fn look_at(&mut self, plan: &Plan) {
        Examined { report: self.report, kept_back: self.kept_back } = examine(&self.source, plan);
    }

    /// As it is told when it is next linted: what was known and stands in a changed text is new then.
    fn told_anew(mut self, plan: &Plan) -> Self {
        if self.applied > 0 && plan.known().is_some() {
            self.look_at(plan);
        }
        self
    }

    /// What is known, with where the known findings stand after these fixes.
    fn carried(&self, known: &Known, choices: &[Choice<'_>]) -> Known {
        let edits = in_order(choices);
        let mut edits = edits.iter().peekable();
        let (mut removed, mut added) = (0, 0);
        let mut places = BTreeSet::new();
        let known_here = self.kept_back.compared.iter().flat_map(|compared| &compared.known);
        let mut known_here: Vec<&(Arc<str>, usize)> = known_here.collect();
        known_here.sort_by_key(|(_, at)| *at);
        for (lint, at) in known_here {
            while let Some(edit) = edits.next_if(|edit| edit.span.end <= *at) {
                removed += edit.span.len();
                added += edit.replacement.len();
            }
            let start = edits.peek().map_or(*at, |edit| edit.span.start.min(*at));
            places.insert((Arc::clone(lint), start + added - removed));
        }
        Known { rows: known.rows.clone(), places }
    }

    /// What can be applied at once, in order of position.
    fn chosen(&self, reach: Reach, hints: &Hints) -> Vec<Choice<'_>> {
        let fixes = self.report.diagnostics.iter().filter_map(|diagnostic| {
            let fix = diagnostic.fix.as_ref().filter(|fix| reach.takes(fix.applicability))?;
            Some(Choice { lint: &diagnostic.lint, fix })
        });
        let chosen = apart(self.source.text(), fixes);
        match reach {
            Reach::Safe => keeping_shape(&self.source, chosen, hints),
            Reach::Unsafe => chosen,
        }
    }
}

/// Of the fixes in order, those that do not overlap one before them, or change nothing.
fn apart<'r>(text: &str, fixes: impl Iterator<Item = Choice<'r>>) -> Vec<Choice<'r>> {
    // Ends of the places taken, by start.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut seen: HashSet<&[Edit]> = HashSet::new();
    let mut chosen = Vec::new();
    for choice in fixes {
        let edits = choice.fix.edits.as_slice();
        let changes = edits.iter().any(|edit| edit.span.of(text) != edit.replacement);
        let in_order = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        let free = in_order && edits.iter().all(|edit| is_free(&taken, edit.span));
        if changes && free && seen.insert(edits) {
            taken.extend(edits.iter().map(|edit| (edit.span.start, edit.span.end)));
            chosen.push(choice);
        }
    }
    chosen
}

/// Whether a place is apart from those taken. Places may follow one another, but nothing is put in at the edge of what
/// is replaced: the order would be a guess.
fn is_free(taken: &BTreeMap<usize, usize>, span: Span) -> bool {
    let before = taken.range(..=span.start).next_back();
    let behind = taken.range(span.start..).next();
    before.is_none_or(|(&start, &end)| are_apart(Span::new(start, end), span))
        && behind.is_none_or(|(&start, &end)| are_apart(span, Span::new(start, end)))
}

const fn are_apart(first: Span, second: Span) -> bool {
    first.end < second.start || (first.end == second.start && !first.is_empty() && !second.is_empty())
}

/// How many bytes may be parsed to find out which of the fixes change the tree.
const MOST_PARSED: usize = 128 << 20;

/// Of the fixes, those that leave the tree as it is. All are tried at once, and halves of what does not: down to single
/// fixes, but in a long text with very many of them only as far as the time allows. A part that changes the tree is left.
fn keeping_shape<'r>(source: &Source, chosen: Vec<Choice<'r>>, hints: &Hints) -> Vec<Choice<'r>> {
    if chosen.is_empty() {
        return chosen;
    }
    let shape = Shape::of(source, hints);
    let keeps = |choices: &[Choice<'_>]| Shape::of(&source.with_text(applied(source.text(), choices)), hints) == shape;
    let smallest = (chosen.len().saturating_mul(source.text().len()) / MOST_PARSED).max(1);
    let mut kept = Vec::with_capacity(chosen.len());
    // The first part of the text on top.
    let mut parts = vec![chosen.as_slice()];
    while let Some(part) = parts.pop() {
        let before = kept.len();
        kept.extend_from_slice(part);
        if keeps(&kept) {
            continue;
        }
        kept.truncate(before);
        if part.len() > smallest {
            let (first, second) = part.split_at(part.len() / 2);
            parts.extend([second, first]);
        }
    }
    kept
}

/// The edits of these fixes, in order of position.
fn in_order<'r>(choices: &[Choice<'r>]) -> Vec<&'r Edit> {
    let mut edits: Vec<&Edit> = choices.iter().flat_map(|choice| &choice.fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// The text after the edits of these fixes, which are apart.
fn applied(text: &str, choices: &[Choice<'_>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in in_order(choices) {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.replacement);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// What references depend on.
#[derive(Debug, PartialEq, Eq)]
struct Shape {
    divisions: Vec<(Level, Option<u32>)>,
    articles: Vec<(Ordinal, ArticleForm, Option<usize>, Range<usize>)>,
    paragraphs: Vec<(Option<usize>, Range<usize>)>,
    items: Vec<(Option<u32>, Range<usize>)>,
    subitems: Vec<u32>,
}

impl Shape {
    fn of(source: &Source, hints: &Hints) -> Self {
        let document = Document::parse(source, hints);
        let numeral = |division: &crate::document::tree::Division| division.numeral.map(|numeral| numeral.value);
        Self {
            divisions: document.divisions.iter().map(|division| (division.level, numeral(division))).collect(),
            articles: document
                .articles
                .iter()
                .map(|article| (article.ordinal, article.form, article.division, article.paragraphs.clone()))
                .collect(),
            paragraphs: document.paragraphs.iter().map(|one| (one.article, one.items.clone())).collect(),
            items: document
                .items
                .iter()
                .map(|item| (item.mark.map(|mark| mark.number), item.subitems.clone()))
                .collect(),
            subitems: document.subitems.iter().map(|subitem| subitem.mark.number).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Settings;
    use crate::suppress::Suppression;
    use crate::suppress::address::Address;

    fn draft(body: &str) -> Source {
        Source::from_text("某市养犬管理条例.txt", &format!("某市养犬管理条例\n{body}"))
    }

    /// A plan for these lints.
    fn planned(select: &[&str]) -> Plan {
        let select = select.iter().map(|&name| name.to_owned()).collect();
        Plan::new(&Settings { select, ..Settings::default() })
    }

    /// What becomes of the body of a draft, and how many fixes that took.
    fn mended(body: &str, reach: Reach, select: &[&str]) -> (String, usize) {
        let plan = planned(select);
        let mended = mend(draft(body), &plan, reach);
        assert!(mended.at_odds.is_empty());
        let again = mend(mended.source.clone(), &plan, reach);
        assert_eq!((again.applied, again.source.text()), (0, mended.source.text()));
        let (_, body) = mended.source.text().split_once('\n').expect("a title and a body");
        (body.to_owned(), mended.applied)
    }

    #[test]
    fn safe_fixes_are_applied_and_unsafe_ones_left() {
        let body =
            "第一条　为了规范养犬,制定本条例。\n第二条　养犬应当登记登记。\n第三条　本条例自2026年1月1日起施行。\n";
        let comma = body.replace(',', "，");
        let lints = ["punct-halfwidth", "typo-dup-word"];
        assert_eq!(mended(body, Reach::Safe, &lints), (comma.clone(), 1));
        assert_eq!(mended(body, Reach::Unsafe, &lints), (comma.replace("登记登记", "登记"), 2));
    }

    #[test]
    fn what_is_right_is_left_as_it_is() {
        let body = "第一条　为了规范养犬，制定本条例。\r\n第二条　本条例自2026年1月1日起施行。";
        assert_eq!(mended(body, Reach::Unsafe, &["all"]), (body.to_owned(), 0));
    }

    #[test]
    fn the_first_of_overlapping_fixes_wins() {
        let lint: Arc<str> = "a".into();
        let fix = |edits: &[(usize, usize, &str)]| Fix {
            applicability: Applicability::Safe,
            edits: edits
                .iter()
                .map(|&(start, end, new)| Edit { span: Span::new(start, end), replacement: new.into() })
                .collect(),
        };
        let check = |fixes: &[Fix], expect: &str| {
            let text = "0123456789";
            let choices = fixes.iter().map(|fix| Choice { lint: &lint, fix });
            assert_eq!(applied(text, &apart(text, choices)), expect);
        };
        check(&[fix(&[(1, 3, "a")]), fix(&[(2, 4, "b")])], "0a3456789");
        check(&[fix(&[(1, 3, "a")]), fix(&[(3, 4, "b")])], "0ab456789");
        check(&[fix(&[(1, 3, "a"), (7, 8, "c")]), fix(&[(4, 5, "b"), (7, 8, "d")])], "0a3456c89");
        check(&[fix(&[(4, 6, "a")]), fix(&[(2, 5, "b")]), fix(&[(1, 2, "c")])], "0c23a6789");
        // Two that put something in at one place, and at the edge of what is replaced.
        check(&[fix(&[(4, 4, "a")]), fix(&[(4, 4, "b")])], "0123a456789");
        check(&[fix(&[(4, 6, "a")]), fix(&[(6, 6, "b")]), fix(&[(4, 4, "c")])], "0123a6789");
        // The same fix of two lints, one that changes nothing, one that is at odds with itself.
        check(&[fix(&[(4, 6, "a")]), fix(&[(4, 6, "a")])], "0123a6789");
        check(&[fix(&[(4, 6, "45")]), fix(&[(4, 5, "x")])], "0123x56789");
        check(&[fix(&[(4, 6, "a"), (5, 7, "b")])], "0123456789");
    }

    /// All that these lints find in a draft, as known.
    fn known(body: &str, select: &[&str]) -> Option<Arc<Known>> {
        let plan = planned(select).with_known(Some(Arc::default()));
        let compared = examine(&draft(body), &plan).kept_back.compared.expect("asked for");
        Some(Arc::new(compared.found))
    }

    #[test]
    fn what_is_known_is_not_mended() {
        let body = "第一条　养犬,应当登记登记。\n";
        let both = ["punct-halfwidth", "typo-dup-word"];
        let plan = planned(&both);
        assert_eq!(mend(draft(body), &plan.clone().with_known(known(body, &both)), Reach::Unsafe).applied, 0);
        // One that is new is mended beside one that is known. The paragraph is another then, and so is the known one.
        let mended = mend(draft(body), &plan.with_known(known(body, &both[..1])), Reach::Unsafe);
        assert_eq!(mended.source.text(), draft("第一条　养犬,应当登记。\n").text());
        assert_eq!((mended.applied, mended.report.diagnostics.len()), (1, 1));
    }

    #[test]
    fn what_is_ignored_is_not_mended() {
        let body = "第一条　为了规范养犬,制定本条例。\n第二条　养犬,应当登记。\n";
        let ignore = Suppression { lint: "punctuation".to_owned(), at: Address::read("第一条") };
        let mended = mend(draft(body), &planned(&["punct-halfwidth"]).with_ignores([ignore]), Reach::Safe);
        assert_eq!((mended.applied, mended.kept_back.ignored), (1, 1));
        assert_eq!(mended.source.text(), draft(&body.replace("犬,应", "犬，应")).text());
    }

    #[test]
    fn a_fix_that_changes_the_tree_is_left_to_a_person() {
        let lint: Arc<str> = "a".into();
        let source = draft("第一条　甲。\n第二条　乙。\n第三条　丙。\n");
        let place = |words: &str| {
            let start = source.text().find(words).expect("is there");
            Span::new(start, start + words.len())
        };
        let edits = [("甲", "子"), ("第二条", "第四条"), ("乙", "丑"), ("。\n第三条", "。"), ("丙", "寅")];
        let fixes: Vec<Fix> = edits
            .iter()
            .map(|&(old, new)| Fix {
                applicability: Applicability::Safe,
                edits: vec![Edit { span: place(old), replacement: new.into() }],
            })
            .collect();
        let choices = fixes.iter().map(|fix| Choice { lint: &lint, fix }).collect();
        let kept = keeping_shape(&source, choices, &Hints::default());
        assert_eq!(applied(source.text(), &kept), "某市养犬管理条例\n第一条　子。\n第二条　丑。\n第三条　寅。\n");
    }
}
