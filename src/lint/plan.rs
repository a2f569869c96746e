//! What a run asks of each lint, resolved once: whether it is looked for, how grave its findings are at each stage, its
//! options, its code, the lints that it yields to.
//!
//! Settings speak in words; a plan speaks by the lint's place in the catalogue, so that no word is compared while files
//! are linted.

use std::sync::Arc;

use super::Settings;
use crate::baseline::Known;
use crate::catalogue::{Catalogue, Lint};
use crate::diagnostic::Severity;
use crate::document::tree::Hints;
use crate::document::tree::front::Stage;
use crate::lang::Lang;
use crate::options::Options;
use crate::rules::{self, Rule};
use crate::suppress::{Suppression, SuppressionMode};

/// What to do with the files of a run. Cheap to clone: what is resolved is shared, and what holds for one file only
/// (its ignores, what is known of it) stands beside it.
#[derive(Debug, Clone)]
pub struct Plan {
    resolved: Arc<Resolved>,
    ignores: Arc<[Suppression]>,
    known: Option<Arc<Known>>,
}

#[derive(Debug)]
struct Resolved {
    catalogue: Option<Arc<Catalogue>>,
    /// One a lint, in the order of the catalogue.
    tasks: Vec<Task>,
    hints: Hints,
    words: Vec<String>,
    min_severity: Option<Severity>,
    ignoring: SuppressionMode,
    lang: Lang,
}

/// What is asked of one lint.
#[derive(Debug)]
pub(super) struct Task {
    /// How grave its findings are, in the order of [`Stage::ALL`]; `None` where it is not looked for.
    severity: [Option<Severity>; Stage::ALL.len()],
    /// What is set, and what holds where nothing is.
    pub(super) options: Options,
    /// Its code, where it has some.
    pub(super) rule: Option<Rule>,
    /// The places in the catalogue of the lints that it yields to.
    pub(super) yields_to: Vec<usize>,
}

impl Task {
    fn new(lint: &Lint, settings: &Settings, catalogue: &Catalogue) -> Self {
        let is_selected = is_selected(lint, settings);
        let set = settings.severity.iter().rev().find(|(name, _)| *name == *lint.name).map(|&(_, severity)| severity);
        let severity = Stage::ALL.map(|stage| {
            let severity = set.unwrap_or_else(|| lint.severity(stage));
            let is_enough = settings.min_severity.is_none_or(|least| severity >= least);
            (is_selected && is_enough).then_some(severity)
        });
        if severity.iter().all(Option::is_none) {
            return Self { severity, options: Options::default(), rule: None, yields_to: Vec::new() };
        }
        let yields_to = |other: &Lint| lint.yields_to.iter().any(|selector| other.is_selected_by(selector));
        let all = catalogue.lints().iter().enumerate();
        let yields_to = all.filter(|(_, other)| other.name != lint.name && yields_to(other)).map(|(at, _)| at);
        let yields_to = if lint.yields_to.is_empty() { Vec::new() } else { yields_to.collect() };
        Self { severity, options: options(lint, settings, catalogue), rule: rules::find(&lint.name), yields_to }
    }

    /// How grave its findings are at a stage; `None` where it is not looked for.
    pub(super) fn severity(&self, stage: Stage) -> Option<Severity> {
        Stage::ALL.into_iter().zip(self.severity).find(|(at, _)| *at == stage).and_then(|(_, severity)| severity)
    }
}

/// Whether a lint is selected: of the selectors that name it, the narrowest decides; between equals, the later place; in
/// one place, `ignore`.
fn is_selected(lint: &Lint, settings: &Settings) -> bool {
    let narrowest = |selectors: &[String]| selectors.iter().filter_map(|selector| lint.rank(selector)).max();
    // What is run without a word of anyone: everything.
    let mut select = Some((0, 0));
    let mut ignore = None;
    for (place, selection) in (1..).zip(&settings.configured) {
        if let Some(selectors) = &selection.select {
            select = narrowest(selectors).map(|rank| (rank, place));
        }
        ignore = ignore.max(narrowest(&selection.ignore).map(|rank| (rank, place)));
    }
    let last = settings.configured.len() + 1;
    if !settings.select.is_empty() {
        select = narrowest(&settings.select).map(|rank| (rank, last));
    }
    select = select.max(narrowest(&settings.extend_select).map(|rank| (rank, last)));
    ignore = ignore.max(narrowest(&settings.ignore).map(|rank| (rank, last)));
    select.is_some() && select > ignore
}

fn options(lint: &Lint, settings: &Settings, catalogue: &Catalogue) -> Options {
    let owner = lint.options_of.as_ref().and_then(|name| catalogue.get(name)).unwrap_or(lint);
    let mut options = owner.default_options();
    for (_, name, value) in settings.options.iter().filter(|(lint, ..)| *lint == *owner.name) {
        options.set(name, value.clone());
    }
    options
}

impl Default for Plan {
    /// All lints that come with falint, as they are.
    fn default() -> Self {
        Self::new(&Settings::default())
    }
}

impl Plan {
    /// Resolves settings. Lints and options that the catalogue does not know are nothing to it.
    pub fn new(settings: &Settings) -> Self {
        let catalogue = settings.catalogue.as_deref().unwrap_or_else(|| Catalogue::builtin());
        let tasks = catalogue.lints().iter().map(|lint| Task::new(lint, settings, catalogue)).collect();
        let resolved = Resolved {
            catalogue: settings.catalogue.clone(),
            tasks,
            hints: settings.hints.clone(),
            words: settings.words.clone(),
            min_severity: settings.min_severity,
            ignoring: settings.ignoring,
            lang: settings.lang,
        };
        let (ignores, known) = (settings.ignores.clone().into(), settings.known.clone());
        Self { resolved: Arc::new(resolved), ignores, known }
    }

    /// The same for a file of which this is not to be told.
    #[must_use]
    pub fn with_ignores(self, ignores: impl IntoIterator<Item = Suppression>) -> Self {
        Self { ignores: ignores.into_iter().collect(), ..self }
    }

    /// The same for a file of which this is known.
    #[must_use]
    pub fn with_known(self, known: Option<Arc<Known>>) -> Self {
        Self { known, ..self }
    }

    /// The lints.
    pub fn catalogue(&self) -> &Catalogue {
        self.resolved.catalogue.as_deref().unwrap_or_else(|| Catalogue::builtin())
    }

    /// What is known of the texts better than their titles tell.
    pub fn hints(&self) -> &Hints {
        &self.resolved.hints
    }

    /// How grave a lint's findings are at a stage; `None` where it is not looked for.
    pub fn severity(&self, lint: &str, stage: Stage) -> Option<Severity> {
        let at = self.catalogue().lints().iter().position(|one| *one.name == *lint)?;
        self.resolved.tasks[at].severity(stage)
    }

    /// Whether two plans ask the same of every lint because they were resolved together.
    pub fn is_shared_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.resolved, &other.resolved)
    }

    /// What is not to be told of the file, besides what its comments say.
    pub(super) fn ignores(&self) -> &[Suppression] {
        &self.ignores
    }

    /// Whether ignores hold.
    pub(super) fn ignoring(&self) -> SuppressionMode {
        self.resolved.ignoring
    }

    /// What is known of the file; `None` where nobody asks.
    pub(crate) fn known(&self) -> Option<&Arc<Known>> {
        self.known.as_ref()
    }

    /// Words that the user says are right.
    pub(super) fn words(&self) -> &[String] {
        &self.resolved.words
    }

    /// The language of messages.
    pub(super) fn lang(&self) -> Lang {
        self.resolved.lang
    }

    /// Whether a finding is grave enough to be told.
    pub(super) fn tells(&self, severity: Severity) -> bool {
        self.resolved.min_severity.is_none_or(|least| severity >= least)
    }

    /// The lints, each with what is asked of it, in the order of the catalogue.
    pub(super) fn tasks(&self) -> impl Iterator<Item = (&Lint, &Task)> {
        self.catalogue().lints().iter().zip(&self.resolved.tasks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::Selection;
    use crate::options::Value;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    fn selects(settings: &Settings) -> bool {
        Plan::new(settings).severity("article-number-gap", Stage::Draft).is_some()
    }

    #[test]
    fn the_narrowest_selector_decides() {
        let selects = |select: &[&str], extend: &[&str], ignore: &[&str]| {
            selects(&Settings {
                select: words(select),
                extend_select: words(extend),
                ignore: words(ignore),
                ..Settings::default()
            })
        };
        assert!(selects(&[], &[], &[]));
        assert!(!selects(&["dates"], &[], &[]));
        assert!(selects(&["dates"], &["numbering"], &[]));
        assert!(!selects(&["all"], &[], &["numbering"]));
        assert!(selects(&["article-number-gap"], &[], &["numbering"]));
        assert!(!selects(&["numbering"], &[], &["article-number-gap"]));
        assert!(!selects(&["all"], &[], &["all"]));
    }

    #[test]
    fn later_places_win_where_they_name_a_lint_as_narrowly() {
        let place =
            |select: Option<&[&str]>, ignore: &[&str]| Selection { select: select.map(words), ignore: words(ignore) };
        let selects = |configured: &[Selection], select: &[&str], ignore: &[&str]| {
            let configured = configured.to_vec();
            let (select, ignore) = (words(select), words(ignore));
            selects(&Settings { configured, select, ignore, ..Settings::default() })
        };
        let ignored = place(None, &["numbering"]);
        assert!(!selects(std::slice::from_ref(&ignored), &[], &[]));
        assert!(!selects(&[ignored.clone(), place(Some(&["all"]), &[])], &[], &[]));
        assert!(selects(&[ignored.clone(), place(Some(&["numbering"]), &[])], &[], &[]));
        assert!(selects(std::slice::from_ref(&ignored), &["numbering"], &[]));
        assert!(selects(&[ignored], &["article-number-gap"], &[]));
        // A selection replaces the one before, an empty one with nothing.
        assert!(!selects(&[place(Some(&["numbering"]), &[]), place(Some(&["dates"]), &[])], &[], &[]));
        assert!(!selects(&[place(Some(&[]), &[])], &[], &[]));
        assert!(!selects(&[place(Some(&["numbering"]), &[])], &[], &["numbering"]));
        assert!(selects(&[place(Some(&["article-number-gap"]), &[])], &[], &["numbering"]));
    }

    #[test]
    fn what_is_too_slight_is_looked_for_at_the_stages_where_it_is_not() {
        let lint = "effective-date-placeholder";
        let mut settings = Settings { min_severity: Some(Severity::Error), ..Settings::default() };
        let severities = |settings: &Settings| Stage::ALL.map(|stage| Plan::new(settings).severity(lint, stage));
        assert_eq!(severities(&settings), [None, Some(Severity::Error), Some(Severity::Error)]);
        settings.severity.push((lint.to_owned(), Severity::Advice));
        assert_eq!(severities(&settings), [None; 3]);
        settings.severity.push((lint.to_owned(), Severity::Error));
        assert_eq!(severities(&settings), [Some(Severity::Error); 3]);
    }

    #[test]
    fn options_are_those_that_were_set_last() {
        let number = |undivided| ("chapters-threshold".to_owned(), "undivided".to_owned(), Value::Number(undivided));
        let options = |options: Vec<(String, String, Value)>| {
            let plan = Plan::new(&Settings { options, ..Settings::default() });
            let task = plan.tasks().find(|(lint, _)| &*lint.name == "chapters-threshold").expect("it exists").1;
            task.options.number("undivided")
        };
        assert_ne!(options(Vec::new()), 8);
        assert_eq!(options(vec![number(9), number(8)]), 8);
    }
}
