//! Lints a source: pure, deterministic, and the one place where policy lives.
//!
//! Rules and patterns give facts with places in the prose. Here they get words, a severity, an address and places in
//! the decoded text; here a rule that panics is caught and named.

use std::any::Any;
use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::catalogue::{Catalogue, FixKind, Lint, Words};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Finding, Fix, Label, Report, RuleFailure, Severity, Span};
use crate::document::front::Stage;
use crate::document::{Document, Hints};
use crate::lang::Lang;
use crate::pattern::literals::Hits;
use crate::rules;
use crate::source::Source;

/// What to lint for. Selectors are lint names, topics and `all`; later ones win over earlier ones, names over topics
/// over `all`.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// What the caller knows better than the title tells.
    pub hints: Hints,
    /// What to run; empty for everything.
    pub select: Vec<String>,
    /// What to run besides.
    pub extend_select: Vec<String>,
    /// What not to run.
    pub ignore: Vec<String>,
    /// Severities that the user set, by lint.
    pub severity: Vec<(String, Severity)>,
    /// Words that the user says are right.
    pub words: Vec<String>,
    /// What is below is not looked for.
    pub min_severity: Option<Severity>,
    /// The language of messages.
    pub lang: Lang,
}

impl Settings {
    /// Whether a lint is selected: of the selectors that name it, the narrowest decides; between equals, `ignore`.
    pub fn selects(&self, lint: &Lint) -> bool {
        let rank = |selectors: &[String]| selectors.iter().filter_map(|selector| rank(selector, lint)).max();
        let select = if self.select.is_empty() { Some(0) } else { rank(&self.select) };
        let select = select.max(rank(&self.extend_select));
        select.is_some() && select > rank(&self.ignore)
    }

    fn severity(&self, lint: &Lint, stage: Stage) -> Severity {
        let set = self.severity.iter().rev().find(|(name, _)| *name == *lint.name);
        set.map_or_else(|| lint.severity(stage), |&(_, severity)| severity)
    }
}

/// How narrowly a selector names a lint.
fn rank(selector: &str, lint: &Lint) -> Option<u8> {
    if *selector == *lint.name {
        Some(2)
    } else if *selector == *lint.topic {
        Some(1)
    } else {
        (selector == "all").then_some(0)
    }
}

/// Lints one source.
pub fn lint(source: &Source, settings: &Settings) -> Report {
    let document = Document::parse(source, &settings.hints);
    let stage = document.instrument.stage;
    let mut report = Report::default();
    let catalogue = Catalogue::builtin();
    let hits = OnceCell::new();
    let scan = || hits.get_or_init(|| catalogue.scan(document.text()));
    for lint in catalogue.lints() {
        let severity = settings.severity(lint, stage);
        if !settings.selects(lint) || settings.min_severity.is_some_and(|least| severity < least) {
            continue;
        }
        match caught(lint, || findings(lint, &document, scan)) {
            Ok(mut found) => {
                found.retain(|finding| !(lint.spares_words && is_spared(finding, document.text(), &settings.words)));
                let write = Writer { source, document: &document, lint, severity, lang: settings.lang };
                let told = found.iter().map(|finding| write.diagnostic(finding));
                let is_enough = |told: &Diagnostic| settings.min_severity.is_none_or(|least| told.severity >= least);
                report.diagnostics.extend(told.filter(is_enough));
            }
            Err(failure) => report.failures.push(failure),
        }
    }
    report.diagnostics.sort_by(|a, b| (a.span, &a.lint, &a.message).cmp(&(b.span, &b.lint, &b.message)));
    report.diagnostics.dedup();
    yield_to_others(&mut report.diagnostics, catalogue);
    report
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

/// Leaves out the findings of lints that yield where a lint that they yield to has told of the place.
fn yield_to_others(diagnostics: &mut Vec<Diagnostic>, catalogue: &Catalogue) {
    for lint in catalogue.lints().iter().filter(|lint| !lint.yields_to.is_empty()) {
        if !diagnostics.iter().any(|told| told.lint == lint.name) {
            continue;
        }
        let selected = |to: &Lint| lint.yields_to.iter().any(|selector| rank(selector, to).is_some());
        let others = diagnostics.iter().filter(|other| other.lint != lint.name);
        let others = others.filter(|other| catalogue.get(&other.lint).is_some_and(selected));
        // In order of their starts, each with the farthest end so far: enough to see whether any reaches a place.
        let mut farthest = 0;
        let reach: Vec<(usize, usize)> = others
            .map(|other| {
                farthest = farthest.max(other.span.end);
                (other.span.start, farthest)
            })
            .collect();
        diagnostics.retain(|told| {
            let before = reach.partition_point(|&(start, _)| start < told.span.end);
            told.lint != lint.name || before == 0 || reach[before - 1].1 <= told.span.start
        });
    }
}

/// Runs a lint; where it panics, says which it was and what it said.
fn caught(lint: &Lint, run: impl FnOnce() -> Vec<Finding>) -> Result<Vec<Finding>, RuleFailure> {
    catch_unwind(AssertUnwindSafe(run))
        .map_err(|panic| RuleFailure { lint: Arc::clone(&lint.name), message: said(&*panic) })
}

/// What all of a lint's matches find. The words of declared lints are looked for when the first of them runs.
fn findings<'h>(lint: &Lint, document: &Document<'_>, scan: impl Fn() -> &'h Hits) -> Vec<Finding> {
    let mut found = Vec::new();
    for pattern in &lint.patterns {
        if pattern.is_rule() {
            found.extend(rules::find(&lint.name).map(|rule| rule(document)).unwrap_or_default());
        } else {
            found.extend(pattern.find(document, scan()));
        }
    }
    found
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic").to_owned()
}

/// Puts a finding into words.
struct Writer<'w> {
    source: &'w Source,
    document: &'w Document<'w>,
    lint: &'w Lint,
    severity: Severity,
    lang: Lang,
}

impl Writer<'_> {
    fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        let weaker = finding.variant.and_then(|name| self.lint.severity_of.get(name));
        let words = finding.variant.and_then(|name| self.lint.variants.get(name)).unwrap_or(&self.lint.message);
        let mut labels: Vec<Label> = finding.labels.iter().map(|&(key, span)| self.label(key, span, finding)).collect();
        labels.sort_by_key(|label| label.span);
        Diagnostic {
            lint: Arc::clone(&self.lint.name),
            topic: Arc::clone(&self.lint.topic),
            severity: weaker.map_or(self.severity, |&weaker| weaker.min(self.severity)),
            message: self.fill(words, finding),
            span: self.source.to_text(finding.span),
            article: self.document.address(finding.span.start),
            labels,
            help: self.lint.help.as_ref().map(|words| self.fill(words, finding)),
            authority: Arc::clone(&self.lint.authority),
            fix: self.fix(finding),
        }
    }

    fn label(&self, key: &str, span: Span, finding: &Finding) -> Label {
        let message = self.lint.labels.get(key).map(|words| self.fill(words, finding)).unwrap_or_default();
        Label { span: self.source.to_text(span), message }
    }

    /// Puts values in the place of `{match}` and the finding's own placeholders.
    fn fill(&self, words: &Words, finding: &Finding) -> String {
        let template = words.get(self.lang);
        if !template.contains('{') {
            return template.to_owned();
        }
        // One pass: what is put in may itself hold braces.
        let mut out = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, behind)) = rest.split_once('{') {
            let Some((name, after)) = behind.split_once('}') else { break };
            out.push_str(before);
            match finding.args.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => out.push_str(value),
                None if name == "match" => out.push_str(self.document.str(finding.span)),
                None => out.extend(["{", name, "}"]),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// The fix, where every edit can be written into the file as it is.
    fn fix(&self, finding: &Finding) -> Option<Fix> {
        let applicability = match self.lint.fix {
            FixKind::Safe if !finding.to_be_checked => Applicability::Safe,
            FixKind::Safe | FixKind::Unsafe => Applicability::Unsafe,
            FixKind::None => return None,
        };
        let place = |edit: &Edit| {
            let span = self.source.to_text_unbroken(edit.span)?;
            // Rules end lines with \n; the file has its own way.
            Some(Edit { span, replacement: edit.replacement.replace('\n', self.source.line_end()) })
        };
        let mut edits: Vec<Edit> = finding.edits.iter().map(place).collect::<Option<_>>()?;
        edits.sort_by_key(|edit| edit.span);
        (!edits.is_empty()).then_some(Fix { applicability, edits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_panics_is_named() {
        let lint = &Catalogue::builtin().lints()[0];
        let failure = caught(lint, || panic!("第{}条", 3)).expect_err("it panics");
        assert_eq!((&*failure.lint, failure.message.as_str()), (&*lint.name, "第3条"));
        assert_eq!(caught(lint, Vec::new), Ok(Vec::new()));
    }

    #[test]
    fn the_narrowest_selector_decides() {
        let lint = Catalogue::builtin().get("article-number-gap").expect("it exists");
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let selects = |select: &[&str], extend: &[&str], ignore: &[&str]| {
            let settings = Settings {
                select: words(select),
                extend_select: words(extend),
                ignore: words(ignore),
                ..Settings::default()
            };
            settings.selects(lint)
        };
        assert!(selects(&[], &[], &[]));
        assert!(!selects(&["dates"], &[], &[]));
        assert!(selects(&["dates"], &["numbering"], &[]));
        assert!(!selects(&["all"], &[], &["numbering"]));
        assert!(selects(&["article-number-gap"], &[], &["numbering"]));
        assert!(!selects(&["numbering"], &[], &["article-number-gap"]));
        assert!(!selects(&["all"], &[], &["all"]));
    }

    /// A text with one sure slip and one less sure.
    const SLIPS: &str = "某市条例\n第一条　构成犯罪的，依法追宪刑事责任。\n第二条　定期进行检查、维户。\n";

    fn told(settings: &Settings) -> Vec<(Severity, String)> {
        let report = lint(&Source::from_text("a.txt", SLIPS), settings);
        report.diagnostics.into_iter().map(|told| (told.severity, told.message)).collect()
    }

    #[test]
    fn weaker_findings_have_their_own_severity_and_never_more() {
        let mut settings = Settings { select: vec!["typo-unlikely".to_owned()], ..Settings::default() };
        let severities = |settings: &Settings| told(settings).into_iter().map(|told| told.0).collect::<Vec<_>>();
        assert_eq!(severities(&settings), [Severity::Warning, Severity::Advice]);
        settings.severity.push(("typo-unlikely".to_owned(), Severity::Error));
        assert_eq!(severities(&settings), [Severity::Error, Severity::Advice]);
        settings.min_severity = Some(Severity::Warning);
        assert_eq!(severities(&settings), [Severity::Error]);
        settings.severity.push(("typo-unlikely".to_owned(), Severity::Advice));
        assert_eq!(severities(&settings), []);
    }

    #[test]
    fn what_stands_in_the_users_words_is_left_alone() {
        let with = |words: &[&str]| {
            let words = words.iter().map(|&word| word.to_owned()).collect();
            let select = vec!["typo-unlikely".to_owned()];
            told(&Settings { select, words, ..Settings::default() }).len()
        };
        assert_eq!(with(&[]), 2);
        assert_eq!(with(&["维户"]), 1);
        assert_eq!(with(&["依法追宪", "检查、维户"]), 0);
        // A word beside the slip says nothing of it.
        assert_eq!(with(&["刑事责任", "检查"]), 2);
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
        let source = Source::from_text("a.txt", "某市条例\n第一条　构成犯罪得，依法追究刑事责任。\n");
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
