//! Applies fixes: the edits of a report to the text, again and again until nothing is left to apply.
//!
//! Of fixes that overlap, the first in order of position is applied; the others wait for the next round, which looks at
//! the text anew. Safe fixes never change the tree of a draft (which divisions, articles, paragraphs and items there
//! are, and their numbers), because references depend on it, nor do they make something new be said: one that would is
//! left to a person, whatever its lint promises. What is ignored or known is not told, and so not mended. Reads and writes no files.

mod promise;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::baseline::Known;
use crate::diagnostic::{Applicability, Edit, Fix, Report, Span};
use crate::document::Document;
use crate::document::tree::Hints;
use crate::lint::{Examined, KeptBack, Plan, examine_parsed};
use crate::source::edits::Edits;
use crate::source::{Refusal, Source};
use promise::{Shape, create_findings};

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
#[non_exhaustive]
pub struct Mended {
    /// The file as it would be read now.
    pub source: Source,
    /// All that was changed, as edits of the source as it was given.
    pub edits: Edits,
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
///
/// # Errors
/// Where a fix cannot be written into the file; then nothing of it is mended.
pub fn mend(source: Source, plan: &Plan, reach: Reach) -> Result<Mended, Refusal> {
    let mut now = Text::parse(source, plan.hints());
    let mut examined = now.examine(plan);
    let (mut edits, mut applied) = (Edits::default(), 0);
    for _ in 0..MOST_ROUNDS {
        let chosen = chosen(now.source.text(), &examined.report, reach);
        let round = now.after(&chosen, reach, &examined, plan)?;
        let Some(round) = round else {
            // As it is told when it is next linted: what was known and stands in a changed text is new then.
            if applied > 0 && plan.known().is_some() {
                examined = now.examine(plan);
            }
            return Ok(now.mended(examined, edits, applied, Vec::new()));
        };
        applied += round.applied.len();
        edits = edits.then(&edits_of(&round.applied));
        (now, examined) = (round.text, round.examined);
    }
    let chosen = chosen(now.source.text(), &examined.report, reach);
    let round = now.after(&chosen, reach, &examined, plan)?;
    let mut at_odds: Vec<Arc<str>> =
        round.iter().flat_map(|round| &round.applied).map(|choice| Arc::clone(choice.lint)).collect();
    at_odds.sort();
    at_odds.dedup();
    Ok(now.mended(examined, edits, applied, at_odds))
}

/// A fix that is to be applied in this round.
#[derive(Debug, Clone, Copy)]
struct Choice<'r> {
    lint: &'r Arc<str>,
    fix: &'r Fix,
}

/// What of a report can be applied at once, in order of position.
fn chosen<'r>(text: &str, report: &'r Report, reach: Reach) -> Vec<Choice<'r>> {
    let fixes = report.diagnostics.iter().filter_map(|diagnostic| {
        let fix = diagnostic.fix.as_ref().filter(|fix| reach.takes(fix.applicability))?;
        Some(Choice { lint: &diagnostic.lint, fix })
    });
    apart(text, fixes)
}

fn edits_of(choices: &[Choice<'_>]) -> Edits {
    Edits::new(choices.iter().flat_map(|choice| &choice.fix.edits).cloned().collect())
}

/// What is known, with where the known findings stand after a round's edits.
fn known_after(known: &Known, kept_back: &KeptBack, round: &Edits) -> Known {
    let here = kept_back.compared.iter().flat_map(|compared| &compared.known);
    let mut here: Vec<&(Arc<str>, usize)> = here.collect();
    here.sort_by_key(|(_, at)| *at);
    let moved = round.moved(here.iter().map(|(_, at)| *at));
    let places = here.iter().map(|(lint, _)| Arc::clone(lint)).zip(moved).collect();
    Known { rows: known.rows.clone(), places }
}

/// A text between two rounds: parsed once, for its findings and for its shape.
#[derive(Debug)]
struct Text {
    source: Source,
    document: Document,
}

impl Text {
    fn parse(source: Source, hints: &Hints) -> Self {
        Self { document: Document::parse(&source, hints), source }
    }

    fn examine(&self, plan: &Plan) -> Examined {
        examine_parsed(&self.source, &self.document, plan)
    }

    /// What comes of the fixes that are applied; `None` where none is.
    fn after<'r>(
        &self,
        chosen: &[Choice<'r>],
        reach: Reach,
        examined: &Examined,
        plan: &Plan,
    ) -> Result<Option<Round<'r>>, Refusal> {
        if chosen.is_empty() {
            return Ok(None);
        }
        let examine = |applied: Vec<Choice<'r>>, text: Self| {
            // What was known stays so where a fix beside it changes the text that it was known by.
            let edits = edits_of(&applied);
            let known = plan.known().map(|known| Arc::new(known_after(known, &examined.kept_back, &edits)));
            let examined = text.examine(&plan.clone().with_known(known));
            Round { applied, text, examined }
        };
        match reach {
            Reach::Safe => self.keeping_promise(chosen, examined, plan.hints(), examine),
            Reach::Unsafe => Ok(Some(examine(chosen.to_vec(), self.edited(chosen, plan.hints())?))),
        }
    }

    fn edited(&self, choices: &[Choice<'_>], hints: &Hints) -> Result<Self, Refusal> {
        Ok(Self::parse(self.source.edited(&edits_of(choices))?, hints))
    }

    /// What comes of those fixes that leave the tree as it is and make nothing new be said.
    fn keeping_promise<'r>(
        &self,
        chosen: &[Choice<'r>],
        before: &Examined,
        hints: &Hints,
        examine: impl Fn(Vec<Choice<'r>>, Self) -> Round<'r>,
    ) -> Result<Option<Round<'r>>, Refusal> {
        let shape = Shape::of(&self.document);
        let creates = |round: &Round<'r>| {
            let (text, later) = (self.source.text(), round.text.source.text());
            create_findings(&edits_of(&round.applied), (text, &before.report), (later, &round.examined.report))
        };
        let keeping_shape = |kept: &[Choice<'r>]| {
            let next = self.edited(kept, hints)?;
            Ok((Shape::of(&next.document) == shape).then_some(next))
        };
        let bytes = chosen.len().saturating_mul(self.source.text().len());
        let Some((kept, next)) = most_that(chosen, (bytes / MOST_PARSED).max(1), keeping_shape)? else {
            return Ok(None);
        };
        let round = examine(kept, next);
        if !creates(&round) {
            return Ok(Some(round));
        }
        let keeping_all = |kept: &[Choice<'r>]| {
            let round = keeping_shape(kept)?.map(|next| examine(kept.to_vec(), next));
            Ok(round.filter(|round| !creates(round)))
        };
        let found = most_that(&round.applied, (bytes / MOST_EXAMINED).max(1), keeping_all)?;
        Ok(found.map(|(_, round)| round))
    }

    fn mended(self, examined: Examined, edits: Edits, applied: usize, at_odds: Vec<Arc<str>>) -> Mended {
        let Examined { report, kept_back } = examined;
        Mended { source: self.source, edits, report, kept_back, applied, at_odds }
    }
}

/// What comes of a round's fixes.
#[derive(Debug)]
struct Round<'r> {
    applied: Vec<Choice<'r>>,
    text: Text,
    examined: Examined,
}

/// How many bytes may be parsed to find out which of the fixes change the tree.
const MOST_PARSED: usize = 128 << 20;

/// How many bytes may be linted to find out which of the fixes create findings.
const MOST_EXAMINED: usize = 16 << 20;

/// Of the fixes, those that something holds of, and what comes of them; `None` where it holds of none. All are tried at
/// once, and halves of what it does not hold of: down to parts of `smallest` fixes, which are left.
fn most_that<'r, T>(
    chosen: &[Choice<'r>],
    smallest: usize,
    holds: impl Fn(&[Choice<'r>]) -> Result<Option<T>, Refusal>,
) -> Result<Option<(Vec<Choice<'r>>, T)>, Refusal> {
    let mut kept = Vec::with_capacity(chosen.len());
    let mut after = None;
    // The first part of the text on top.
    let mut parts = vec![chosen];
    while let Some(part) = parts.pop() {
        let before = kept.len();
        kept.extend_from_slice(part);
        if let Some(next) = holds(&kept)? {
            after = Some(next);
            continue;
        }
        kept.truncate(before);
        if part.len() > smallest {
            let (first, second) = part.split_at(part.len() / 2);
            parts.extend([second, first]);
        }
    }
    Ok(after.map(|after| (kept, after)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::{Settings, examine};
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
        let mended = mend(draft(body), &plan, reach).expect("it can be written");
        assert!(mended.at_odds.is_empty());
        let again = mend(mended.source.clone(), &plan, reach).expect("it can be written");
        assert_eq!((again.applied, again.source.text()), (0, mended.source.text()));
        assert_eq!(mended.edits.apply(draft(body).text()), mended.source.text());
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
            assert_eq!(edits_of(&apart(text, choices)).apply(text), expect);
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
        assert_eq!(
            mend(draft(body), &plan.clone().with_known(known(body, &both)), Reach::Unsafe).map(|mended| mended.applied),
            Ok(0)
        );
        // One that is new is mended beside one that is known. The paragraph is another then, and so is the known one.
        let mended =
            mend(draft(body), &plan.with_known(known(body, &both[..1])), Reach::Unsafe).expect("it can be written");
        assert_eq!(mended.source.text(), draft("第一条　养犬,应当登记。\n").text());
        assert_eq!((mended.applied, mended.report.diagnostics.len()), (1, 1));
    }

    #[test]
    fn what_is_ignored_is_not_mended() {
        let body = "第一条　为了规范养犬,制定本条例。\n第二条　养犬,应当登记。\n";
        let ignore = Suppression { lint: "punctuation".to_owned(), at: Address::read("第一条") };
        let mended = mend(draft(body), &planned(&["punct-halfwidth"]).with_ignores([ignore]), Reach::Safe)
            .expect("it can be written");
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
        let choices: Vec<Choice<'_>> = fixes.iter().map(|fix| Choice { lint: &lint, fix }).collect();
        let (text, plan) = (Text::parse(source.clone(), &Hints::default()), planned(&["typo-dup-word"]));
        let round = text.after(&choices, Reach::Safe, &text.examine(&plan), &plan).expect("it can be written");
        assert_eq!(
            round.expect("some are kept").text.source.text(),
            "某市养犬管理条例\n第一条　子。\n第二条　丑。\n第三条　寅。\n"
        );
    }

    #[test]
    fn safe_fixes_make_nothing_new_be_said() {
        let source = draft("第一条　养犬应当登记。\n第二条　养犬应当检疫检疫。\n");
        let lint: Arc<str> = "a".into();
        let fix = |words: &str, replacement: &str| {
            let start = source.text().find(words).expect("is there");
            let span = Span::new(start, start + words.len());
            let edits = vec![Edit { span, replacement: replacement.to_owned() }];
            Fix { applicability: Applicability::Safe, edits }
        };
        // The second one writes a word twice; the third one moves a fault that was there.
        let fixes =
            [fix("第一条　养犬", "第一条　饲养犬只"), fix("登记", "登记登记"), fix("第二条　养犬", "第二条　犬只")];
        let choices: Vec<Choice<'_>> = fixes.iter().map(|fix| Choice { lint: &lint, fix }).collect();
        let (text, plan) = (Text::parse(source.clone(), &Hints::default()), planned(&["typo-dup-word"]));
        let round = text.after(&choices, Reach::Safe, &text.examine(&plan), &plan).expect("it can be written");
        assert_eq!(
            round.expect("some are kept").text.source.text(),
            "某市养犬管理条例\n第一条　饲养犬只应当登记。\n第二条　犬只应当检疫检疫。\n"
        );
    }
}
