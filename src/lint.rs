//! Lints a source: pure, deterministic, and the one place where policy lives.
//!
//! Rules and patterns give facts with places in the prose. Here they get words, a severity, an address and places in
//! the decoded text; here a rule that panics is caught and named; here what is ignored and what is known is kept back.

mod pending;
mod plan;
mod settings;
mod writer;

pub mod examples;

use std::any::Any;
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::baseline::Compared;
use crate::catalogue::Lint;
use crate::compare::Comparison;
use crate::diagnostic::{Finding, Report, RuleFailure, Span};
use crate::document::Document;
use crate::document::tree::front::Stage;
use crate::pattern::literals::Hits;
use crate::rules::{Rule, Subject};
use crate::source::Source;
use crate::suppress::{self, SuppressionMode, Suppressor, Use};
use pending::{Gathered, PendingFinding};
pub use plan::Plan;
use plan::Task;
pub use settings::{Selection, Settings};
use writer::{Ground, Writer};

/// A report, and what was kept out of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Examined {
    /// What is told.
    pub report: Report,
    /// What is not.
    pub kept_back: KeptBack,
}

/// What was found and is not told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeptBack {
    /// How many findings an ignore silenced.
    pub ignored: usize,
    /// What each of [`Settings::ignores`] came to, in their order; empty where none holds.
    pub uses: Vec<Use>,
    /// How the findings compare with what is known; `None` where nobody asks.
    pub compared: Option<Compared>,
}

/// Lints one source. Who lints several for the same makes a [`Plan`] first, and [examines](examine) them.
pub fn lint(source: &Source, settings: &Settings) -> Report {
    examine(source, &Plan::new(settings)).report
}

/// Lints one source, and tells what was kept out of the report.
pub fn examine(source: &Source, plan: &Plan) -> Examined {
    examine_parsed(source, &Document::parse(source, plan.hints()), plan)
}

/// As [`examine`], of a source that is parsed already, by the hints of the plan.
pub fn examine_parsed(source: &Source, document: &Document, plan: &Plan) -> Examined {
    examine_subject(source, Subject::Alone(document), plan)
}

/// As [`examine_compared`], of texts that are not parsed yet.
pub fn examine_beside(draft: &Source, current: &Source, plan: &Plan) -> Examined {
    let [current, parsed] = [current, draft].map(|source| Document::parse(source, plan.hints()));
    examine_compared(draft, &Comparison::of(&current, &parsed), plan)
}

/// What there is to say of a draft beside the law in force, and not of the draft alone.
pub fn examine_compared(source: &Source, comparison: &Comparison<'_>, plan: &Plan) -> Examined {
    examine_subject(source, Subject::Compared(comparison), plan)
}

/// What there is to say of another text that speaks of the law, such as an annex or an explanation of the draft.
pub fn examine_other(source: &Source, other: &Document, comparison: &Comparison<'_>, plan: &Plan) -> Examined {
    examine_subject(source, Subject::Beside(comparison, other), plan)
}

fn examine_subject(source: &Source, subject: Subject<'_>, plan: &Plan) -> Examined {
    let document = subject.document();
    let mut gathered = gather(source, subject, plan);
    let mut kept_back = KeptBack::default();
    if plan.ignoring() == SuppressionMode::Heeded {
        let mut suppressor = Suppressor::new(source, document, plan.ignores(), plan.catalogue());
        gathered.mark(&mut suppressor, plan);
        gathered.judge(&mut suppressor, source, plan);
        kept_back.uses = suppressor.uses(&gathered.ran);
    }
    gathered.pending.sort_by(|a, b| a.rank().cmp(&b.rank()));
    gathered.pending.dedup_by(|a, b| a.diagnostic == b.diagnostic);
    yield_to_others(&mut gathered.pending, document, plan);
    kept_back.ignored = gathered.leave_out(document);
    kept_back.compared = plan.known().map(|known| gathered.compare(source, document, known, plan.catalogue()));
    // Where a place was taken out of a finding, it stands at the next one.
    gathered.pending.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let diagnostics = gathered.pending.into_iter().map(|pending| pending.diagnostic).collect();
    let report = Report { diagnostics, failures: gathered.failures, articles: document.articles.len() };
    Examined { report, kept_back }
}

/// The lint that tells of garbled text; where all of a text is, alone.
const GARBLED: &str = "text-mojibake";

/// The topics of what a program does that counts paragraphs.
const COUNTED: [&str; 2] = ["layout", "numbering"];

fn gather(source: &Source, subject: Subject<'_>, plan: &Plan) -> Gathered {
    let document = subject.document();
    let mut gathered = Gathered::of(plan.catalogue().lints().len());
    let hits = OnceCell::new();
    let scan = || hits.get_or_init(|| plan.catalogue().scan(document.text()));
    // What is said of characters that nobody wrote means nothing.
    let tells_garbled = plan.severity(GARBLED, document.instrument.stage).is_some();
    let is_garbled = tells_garbled && document.is_garbled();
    let is_run = |lint: &Lint, task: &Task| {
        let asks = !lint.is_policy() && (!is_garbled || *lint.name == *GARBLED);
        asks && task.rule.is_some_and(Rule::is_of_comparisons) == !matches!(subject, Subject::Alone(_))
    };
    for (number, (lint, task)) in plan.tasks().enumerate().filter(|(_, (lint, task))| is_run(lint, task)) {
        let Some(severity) = task.severity(document.instrument.stage) else { continue };
        match caught(lint, || findings(lint, task, subject, scan)) {
            Ok(mut found) => {
                gathered.ran[number] = true;
                found.retain(|finding| {
                    let spared = lint.spares_words && is_spared(finding, document.text(), plan.words());
                    let counted = is_of_form(lint, finding) && source.is_automatic(finding.span);
                    finding.of_traces || !(spared || counted || source.is_silent(finding.span))
                });
                for finding in &found {
                    let traces = finding.of_traces;
                    let ground =
                        if traces { Ground::Traces(source, document) } else { Ground::Prose(source, document) };
                    let write = Writer { ground, lint, severity, lang: plan.lang() };
                    gathered.take(&write, number, finding, plan);
                }
            }
            Err(failure) => gathered.failures.push(failure),
        }
    }
    gathered
}

/// What is to be said of ignores in a configuration that came to nothing: `source` is its file, and the findings are
/// [`suppress::UNUSED`]'s, in bytes of its text.
pub fn useless(source: &Source, plan: &Plan, findings: &[Finding]) -> Report {
    let lint = plan.catalogue().get(suppress::UNUSED);
    let (Some(lint), Some(severity)) = (lint, plan.severity(suppress::UNUSED, Stage::Draft)) else {
        return Report::default();
    };
    let write = Writer { ground: Ground::Text(source), lint, severity, lang: plan.lang() };
    Report { diagnostics: findings.iter().map(|finding| write.diagnostic(finding)).collect(), ..Report::default() }
}

/// Whether a finding is about how something is numbered or written, not about what it says: what a program counts, it
/// counts and writes as it likes.
fn is_of_form(lint: &Lint, finding: &Finding) -> bool {
    COUNTED.contains(&&*lint.topic) || !finding.edits.is_empty()
}

/// Whether all that a finding would change stands in words that are right.
fn is_spared(finding: &Finding, text: &str, words: &[String]) -> bool {
    let holds = |span: Span| words.iter().any(|word| stands_in(span, text, word));
    match finding.edits.as_slice() {
        [] => holds(finding.span),
        edits => edits.iter().all(|edit| holds(edit.span)),
    }
}

/// Whether a span lies inside an occurrence of a word; an empty one, between two of its characters.
fn stands_in(span: Span, text: &str, word: &str) -> bool {
    let inside = if span.is_empty() { 1 } else { 0 };
    let least = (span.end + inside).saturating_sub(word.len());
    let most = (span.start + 1 - inside).min(text.len());
    (least..most).any(|at| text.get(at..).is_some_and(|rest| rest.starts_with(word)))
}

/// Takes the places out of the findings of lints that yield where a lint that they yield to has told of them.
fn yield_to_others(all: &mut Vec<PendingFinding>, document: &Document, plan: &Plan) {
    for (number, (_, task)) in plan.tasks().enumerate().filter(|(_, (_, task))| !task.yields_to.is_empty()) {
        if !all.iter().any(|pending| pending.lint == number) {
            continue;
        }
        let others = all.iter().filter(|other| task.yields_to.contains(&other.lint));
        let mut told: Vec<Span> = others.flat_map(PendingFinding::spans).collect();
        told.sort_unstable();
        // In order of their starts, each with the farthest end so far: enough to see whether any reaches a place.
        let reach = told.iter().scan(0, |farthest, span| {
            *farthest = span.end.max(*farthest);
            Some((span.start, *farthest))
        });
        let reach: Vec<(usize, usize)> = reach.collect();
        let is_told = |place: Span| {
            let before = reach.partition_point(|&(start, _)| start < place.end);
            before > 0 && reach[before - 1].1 > place.start
        };
        all.retain_mut(|pending| pending.lint != number || pending.yields(document, is_told));
    }
}

/// Runs a lint; where it panics, says which it was and what it said.
fn caught(lint: &Lint, run: impl FnOnce() -> Vec<Finding>) -> Result<Vec<Finding>, RuleFailure> {
    catch_unwind(AssertUnwindSafe(run))
        .map_err(|panic| RuleFailure { lint: Arc::clone(&lint.name), message: said(&*panic) })
}

/// What all of a lint's matches find; nothing in a text that is older than the norm. The words of declared lints are looked for when the first of them runs.
fn findings<'h>(lint: &Lint, task: &Task, subject: Subject<'_>, scan: impl Fn() -> &'h Hits) -> Vec<Finding> {
    let mut found = Vec::new();
    let older = |since| subject.document().wording_date().is_some_and(|worded| worded < since);
    for pattern in &lint.patterns {
        if pattern.is_rule() {
            found.extend(task.rule.map(|rule| rule.find(subject, &task.options)).unwrap_or_default());
        } else {
            found.extend(pattern.find(subject.document(), scan(), &task.options));
        }
    }
    if !found.is_empty() && lint.norm_since.is_some_and(older) {
        found.clear();
    }
    found
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::diagnostic::Severity;
    use crate::options::Value;

    #[test]
    fn a_rule_that_panics_is_named() {
        let lint = &Catalogue::builtin().lints()[0];
        let failure = caught(lint, || panic!("第{}条", 3)).expect_err("it panics");
        assert_eq!((&*failure.lint, failure.message.as_str()), (&*lint.name, "第3条"));
        assert_eq!(caught(lint, Vec::new), Ok(Vec::new()));
    }

    #[test]
    fn a_lint_may_go_by_the_options_of_another() {
        let source = Source::from_text("a.txt", "某市条例\n第一条　三十日内登记，20日内核查，十日内公告。\n");
        let names = |options: Vec<(String, String, Value)>| {
            let select = vec!["num-style-mixed".to_owned(), "num-style-profile".to_owned()];
            let report = lint(&source, &Settings { select, options, ..Settings::default() });
            report.diagnostics.into_iter().map(|told| told.lint.to_string()).collect::<Vec<_>>()
        };
        let form = |form: &str| ("num-style-profile".to_owned(), "form".to_owned(), Value::Word(form.to_owned()));
        assert_eq!(names(Vec::new()), ["num-style-mixed"]);
        assert_eq!(names(vec![form("chinese")]), ["num-style-profile"]);
        assert_eq!(names(vec![form("arabic")]), ["num-style-profile", "num-style-profile"]);
    }

    #[test]
    fn weaker_findings_have_their_own_severity_and_never_more() {
        let source =
            Source::from_text("a.txt", "某市条例\n第一条　主管部门部门应当登记。\n第二条　违反规定使用气瓶瓶组。\n");
        let mut settings = Settings { select: vec!["typo-dup-word".to_owned()], ..Settings::default() };
        let severities = |settings: &Settings| {
            lint(&source, settings).diagnostics.into_iter().map(|told| told.severity).collect::<Vec<_>>()
        };
        assert_eq!(severities(&settings), [Severity::Error, Severity::Advice]);
        settings.severity.push(("typo-dup-word".to_owned(), Severity::Warning));
        assert_eq!(severities(&settings), [Severity::Warning, Severity::Advice]);
        settings.min_severity = Some(Severity::Warning);
        assert_eq!(severities(&settings), [Severity::Warning]);
        settings.severity.push(("typo-dup-word".to_owned(), Severity::Advice));
        assert_eq!(severities(&settings), []);
    }

    #[test]
    fn what_stands_in_the_users_words_is_left_alone() {
        const SLIPS: &str = "某市条例\n第一条　构成犯罪的，依法追宪刑事责任。\n第二条　国家鼓励和支待社会力量参与。\n";
        let with = |words: &[&str]| {
            let words = words.iter().map(|&word| word.to_owned()).collect();
            let select = vec!["typo-unlikely".to_owned()];
            let settings = Settings { select, words, ..Settings::default() };
            lint(&Source::from_text("a.txt", SLIPS), &settings).diagnostics.len()
        };
        assert_eq!(with(&[]), 2);
        assert_eq!(with(&["支待"]), 1);
        assert_eq!(with(&["依法追宪", "鼓励和支待"]), 0);
        // A word beside the slip says nothing of it.
        assert_eq!(with(&["刑事责任", "鼓励"]), 2);
    }

    #[test]
    fn a_span_stands_in_a_word_that_covers_it() {
        let text = "甲乙丙丁";
        assert!(stands_in(Span::new(3, 6), text, "甲乙"));
        assert!(stands_in(Span::new(3, 6), text, "乙"));
        assert!(!stands_in(Span::new(3, 9), text, "甲乙"));
        // A place between two characters, inside the word and at its end.
        assert!(stands_in(Span::new(3, 3), text, "甲乙"));
        assert!(!stands_in(Span::new(6, 6), text, "甲乙"));
        assert!(!stands_in(Span::new(0, 0), text, "甲乙"));
    }

    #[test]
    fn a_lint_that_yields_is_silent_where_another_has_told() {
        let source = Source::from_text("a.txt", "某市条例\n第一条　未按规定申报的，由公安机关于以处罚。\n");
        let names = |select: &[&str]| {
            let select = select.iter().map(|&name| name.to_owned()).collect();
            let report = lint(&source, &Settings { select, ..Settings::default() });
            report.diagnostics.into_iter().map(|told| told.lint.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(names(&["typo-unlikely"]), ["typo-unlikely"]);
        assert_eq!(names(&["words"]), ["typo-confusable"]);
    }

    #[test]
    fn severity_goes_by_stage_and_by_setting() {
        let source = Source::from_text("a.txt", "某市条例\n第一条　本条例自　年　月　日起施行。\n");
        let severities = |settings: &Settings| {
            lint(&source, settings).diagnostics.iter().map(|diagnostic| diagnostic.severity).collect::<Vec<_>>()
        };
        let mut settings = Settings { select: vec!["effective-date-placeholder".to_owned()], ..Settings::default() };
        assert_eq!(severities(&settings), [Severity::Warning]);
        settings.hints.stage = Some(Stage::Vote);
        assert_eq!(severities(&settings), [Severity::Error]);
        settings.severity.push(("effective-date-placeholder".to_owned(), Severity::Advice));
        assert_eq!(severities(&settings), [Severity::Advice]);
        settings.min_severity = Some(Severity::Warning);
        assert!(severities(&settings).is_empty());
    }
}
