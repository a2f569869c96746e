//! Lints a source: pure, deterministic, and the one place where policy lives.
//!
//! Rules and patterns give facts with places in the prose. Here they get words, a severity, an address and places in
//! the decoded text; here a rule that panics is caught and named; here what is ignored and what is known is kept back.

use std::any::Any;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::baseline::{Compared, Comparison, Known};
use crate::catalogue::{Catalogue, FixKind, Lint, Words};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Finding, Fix, Label, Report, RuleFailure, Severity, Span};
use crate::document::front::Stage;
use crate::document::{Document, Hints};
use crate::lang::Lang;
use crate::pattern::literals::Hits;
use crate::rules;
use crate::source::Source;
use crate::suppress::{self, Ignore, Ignoring, Suppressor, Use};

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
    /// What is not to be told, and where, besides what the comments of the text say.
    pub ignores: Vec<Ignore>,
    /// Whether ignores hold, those in comments included.
    pub ignoring: Ignoring,
    /// What is known of the text and not to be told again; `None` where nobody asks.
    pub known: Option<Arc<Known>>,
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

    /// The severity of a lint's findings; `None` where they are not asked for.
    fn severity_looked_for(&self, lint: &Lint, stage: Stage) -> Option<Severity> {
        let severity = self.severity(lint, stage);
        (self.selects(lint) && self.min_severity.is_none_or(|least| severity >= least)).then_some(severity)
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

/// A report, and what was kept out of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examined {
    /// What is told.
    pub report: Report,
    /// How many findings an ignore silenced.
    pub ignored: usize,
    /// What each of [`Settings::ignores`] came to, in their order; empty where none holds.
    pub uses: Vec<Use>,
    /// How the findings compare with what is known; `None` where nobody asks.
    pub compared: Option<Compared>,
}

/// Lints one source.
pub fn lint(source: &Source, settings: &Settings) -> Report {
    examine(source, settings).report
}

/// Lints one source, and tells what was kept out of the report.
pub fn examine(source: &Source, settings: &Settings) -> Examined {
    let document = Document::parse(source, &settings.hints);
    let catalogue = Catalogue::builtin();
    let mut gathered = gather(source, &document, settings, catalogue);
    let (mut ignored, mut uses) = (0, Vec::new());
    if settings.ignoring == Ignoring::Heeded {
        let mut suppressor = Suppressor::new(source, &document, &settings.ignores, catalogue);
        gathered.mark(&mut suppressor, catalogue);
        gathered.judge(&mut suppressor, Ground::Text(source), settings, catalogue);
        uses = suppressor.uses(&gathered.ran);
    }
    gathered.told.sort_by(|a, b| a.rank().cmp(&b.rank()));
    gathered.told.dedup_by(|a, b| a.diagnostic == b.diagnostic);
    yield_to_others(&mut gathered.told, catalogue);
    gathered.told.retain(|told| {
        ignored += usize::from(told.is_ignored);
        !told.is_ignored
    });
    let compared = settings.known.as_ref().map(|known| gathered.compare(source, &document, known, catalogue));
    let diagnostics = gathered.told.into_iter().map(|told| told.diagnostic).collect();
    Examined { report: Report { diagnostics, failures: gathered.failures }, ignored, uses, compared }
}

/// A finding in words, on its way into the report.
struct Told {
    diagnostic: Diagnostic,
    /// Where it starts, in bytes of the prose; `None` outside it.
    at: Option<usize>,
    is_ignored: bool,
}

impl Told {
    /// What it is sorted by.
    fn rank(&self) -> (Span, &str, &str) {
        (self.diagnostic.span, &self.diagnostic.lint, &self.diagnostic.message)
    }

    /// The text it stands in where that is none of the prose.
    fn outside<'t>(&self, source: &'t Source) -> &'t str {
        self.diagnostic.span.of(source.text())
    }
}

/// What the lints found.
#[derive(Default)]
struct Gathered {
    told: Vec<Told>,
    /// What is too slight to be told.
    slight: Vec<Told>,
    failures: Vec<RuleFailure>,
    /// The lints that were looked for, to the end.
    ran: HashSet<Arc<str>>,
}

fn gather(source: &Source, document: &Document<'_>, settings: &Settings, catalogue: &Catalogue) -> Gathered {
    let mut gathered = Gathered::default();
    let hits = OnceCell::new();
    let scan = || hits.get_or_init(|| catalogue.scan(document.text()));
    for lint in catalogue.lints().iter().filter(|lint| !lint.is_policy()) {
        let Some(severity) = settings.severity_looked_for(lint, document.instrument.stage) else { continue };
        match caught(lint, || findings(lint, document, scan)) {
            Ok(mut found) => {
                gathered.ran.insert(Arc::clone(&lint.name));
                found.retain(|finding| !(lint.spares_words && is_spared(finding, document.text(), &settings.words)));
                let write = Writer { ground: Ground::Prose(source, document), lint, severity, lang: settings.lang };
                for finding in &found {
                    gathered.take(write.diagnostic(finding), Some(finding.span.start), settings);
                }
            }
            Err(failure) => gathered.failures.push(failure),
        }
    }
    gathered
}

impl Gathered {
    fn take(&mut self, diagnostic: Diagnostic, at: Option<usize>, settings: &Settings) {
        let is_enough = settings.min_severity.is_none_or(|least| diagnostic.severity >= least);
        let told = if is_enough { &mut self.told } else { &mut self.slight };
        told.push(Told { diagnostic, at, is_ignored: false });
    }

    /// Marks what ignores cover. Findings too slight to be told count: an ignore is of use where it covers one.
    fn mark(&mut self, suppressor: &mut Suppressor<'_>, catalogue: &Catalogue) {
        for told in self.told.iter_mut().chain(&mut self.slight) {
            if let Some(lint) = catalogue.get(&told.diagnostic.lint) {
                told.is_ignored = suppressor.covers(lint, told.at);
            }
        }
    }

    /// Adds what is to be said of the ignores in comments, once all that they could cover is marked.
    fn judge(&mut self, suppressor: &mut Suppressor<'_>, ground: Ground<'_>, settings: &Settings, catalogue: &Catalogue) {
        for (name, finding) in suppressor.findings(&self.ran) {
            let Some(lint) = catalogue.get(name) else { continue };
            let Some(severity) = settings.severity_looked_for(lint, Stage::Draft) else { continue };
            let diagnostic = Writer { ground, lint, severity, lang: settings.lang }.diagnostic(&finding);
            let is_ignored = suppressor.covers(lint, None);
            self.told.push(Told { diagnostic, at: None, is_ignored });
        }
    }

    /// Keeps back what is known.
    fn compare(&mut self, source: &Source, document: &Document<'_>, known: &Known, catalogue: &Catalogue) -> Compared {
        let mut comparison = Comparison::new(document, known);
        self.told.retain(|told| !comparison.knows(&told.diagnostic, told.at, told.outside(source)));
        self.slight.sort_by(|a, b| a.rank().cmp(&b.rank()));
        for told in &self.slight {
            comparison.meets(&told.diagnostic.lint, told.at, told.outside(source));
        }
        let is_policy = |lint: &str| catalogue.get(lint).is_none_or(Lint::is_policy);
        comparison.finish(|lint| self.ran.contains(lint) || is_policy(lint))
    }
}

/// What is to be said of ignores in a configuration that came to nothing: `source` is its file, and the findings are
/// [`suppress::UNUSED`]'s, in bytes of its text.
pub fn useless(source: &Source, settings: &Settings, findings: &[Finding]) -> Report {
    let lint = Catalogue::builtin().get(suppress::UNUSED);
    let severity = lint.and_then(|lint| settings.severity_looked_for(lint, Stage::Draft));
    let (Some(lint), Some(severity)) = (lint, severity) else { return Report::default() };
    let write = Writer { ground: Ground::Text(source), lint, severity, lang: settings.lang };
    Report { diagnostics: findings.iter().map(|finding| write.diagnostic(finding)).collect(), failures: Vec::new() }
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
fn yield_to_others(all: &mut Vec<Told>, catalogue: &Catalogue) {
    for lint in catalogue.lints().iter().filter(|lint| !lint.yields_to.is_empty()) {
        if !all.iter().any(|told| told.diagnostic.lint == lint.name) {
            continue;
        }
        let selected = |to: &Lint| lint.yields_to.iter().any(|selector| to.is_selected_by(selector));
        let others = all.iter().map(|told| &told.diagnostic).filter(|other| other.lint != lint.name);
        let others = others.filter(|other| catalogue.get(&other.lint).is_some_and(selected));
        // In order of their starts, each with the farthest end so far: enough to see whether any reaches a place.
        let mut farthest = 0;
        let reach: Vec<(usize, usize)> = others
            .map(|other| {
                farthest = farthest.max(other.span.end);
                (other.span.start, farthest)
            })
            .collect();
        all.retain(|Told { diagnostic: told, .. }| {
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

/// What a finding's places are bytes of.
#[derive(Clone, Copy)]
enum Ground<'w> {
    /// The prose of a draft.
    Prose(&'w Source, &'w Document<'w>),
    /// The decoded text of a file.
    Text(&'w Source),
}

impl<'w> Ground<'w> {
    const fn source(self) -> &'w Source {
        match self {
            Self::Prose(source, _) | Self::Text(source) => source,
        }
    }

    /// Where a place stands in the decoded text.
    fn to_text(self, span: Span) -> Span {
        match self {
            Self::Prose(source, _) => source.to_text(span),
            Self::Text(_) => span,
        }
    }

    /// Where an edit may be written.
    fn to_text_unbroken(self, span: Span) -> Option<Span> {
        match self {
            Self::Prose(source, _) => source.to_text_unbroken(span),
            Self::Text(_) => Some(span),
        }
    }

    fn str(self, span: Span) -> &'w str {
        match self {
            Self::Prose(_, document) => document.str(span),
            Self::Text(source) => span.of(source.text()),
        }
    }

    fn address(self, offset: usize) -> Option<String> {
        match self {
            Self::Prose(_, document) => document.address(offset),
            Self::Text(_) => None,
        }
    }
}

/// Puts a finding into words.
struct Writer<'w> {
    ground: Ground<'w>,
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
            span: self.ground.to_text(finding.span),
            article: self.ground.address(finding.span.start),
            labels,
            help: self.lint.help.as_ref().map(|words| self.fill(words, finding)),
            authority: Arc::clone(&self.lint.authority),
            fix: self.fix(finding),
        }
    }

    fn label(&self, key: &str, span: Span, finding: &Finding) -> Label {
        let message = self.lint.labels.get(key).map(|words| self.fill(words, finding)).unwrap_or_default();
        Label { span: self.ground.to_text(span), message }
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
                None if name == "match" => out.push_str(self.ground.str(finding.span)),
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
            let span = self.ground.to_text_unbroken(edit.span)?;
            // Rules end lines with \n; the file has its own way.
            Some(Edit { span, replacement: edit.replacement.replace('\n', self.ground.source().line_end()) })
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
