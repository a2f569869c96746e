//! Plants defects into laws, one at a time, and sees whether each is told of where it stands.
//!
//! A law is planted as it is and read as it is rendered; what is told is compared in places of the law.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use falint::diagnostic::{Diagnostic, Severity, Span};
use falint::lint::{Settings, lint};
use falint::source::Source;

use super::draft::{Draft, Planting};
use super::random::Random;
use super::rendering::{Render, Rendering};
use super::{citations, copies, dates, marks, numbering, penalties, references, terms, text};

/// What a class is planted into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The law as it is.
    Law,
    /// The law with a table of contents.
    Contents,
}

/// A kind of defect.
#[derive(Debug, Clone, Copy)]
pub struct Class {
    pub name: &'static str,
    pub ground: Ground,
    /// How many plantings a law gets at most; places that come twice count once.
    pub rounds: usize,
    pub plant: fn(&Draft, &mut Random) -> Option<Planting>,
    /// The least share that must be found.
    #[allow(dead_code, reason = "tests that plant forms of a law ask for nothing")]
    pub least: f64,
}

/// The least share of most classes that must be found.
const RECALL: f64 = 0.95;

/// The least share of doubled words: where two words may meet (人民政府|政府采购), nothing is told.
const DOUBLED: f64 = 0.7;

/// Of penalties that say an item again in other words fewer can be found.
const RESTATED: f64 = 0.8;

const fn class(name: &'static str, rounds: usize, plant: fn(&Draft, &mut Random) -> Option<Planting>) -> Class {
    Class { name, ground: Ground::Law, rounds, plant, least: RECALL }
}

pub const CLASSES: &[Class] = &[
    class("article label dropped", 12, numbering::label_dropped),
    class("article dropped", 12, numbering::article_dropped),
    class("article repeated", 12, numbering::article_repeated),
    class("article malformed", 16, numbering::article_malformed),
    class("article Arabic", 12, numbering::article_arabic),
    class("item dropped", 12, numbering::item_dropped),
    class("item repeated", 12, numbering::item_repeated),
    class("chapter wrong", 12, numbering::chapter_wrong),
    class("articles exchanged", 12, copies::exchanged),
    class("text lost", 12, copies::text_lost),
    class("article copied", 12, copies::article),
    class("paragraph copied", 16, copies::paragraph),
    class("item copied", 12, copies::item),
    class("heading copied", 12, copies::heading),
    class("words copied", 16, copies::words),
    class("clause copied", 16, copies::clause),
    Class { ground: Ground::Contents, ..class("contents differ", 12, text::contents_differ) },
    class("effective day blank", 30, dates::blank),
    class("day impossible", 12, dates::impossible),
    class("effective clause gone", 4, dates::clause_removed),
    class("article beyond", 12, references::article_beyond),
    class("paragraph beyond", 12, references::paragraph_beyond),
    class("item beyond", 12, references::item_beyond),
    class("前款 in first paragraph", 12, references::qiankuan),
    class("self name", 12, references::self_name),
    class("self name of any type", 12, references::any_self_name),
    class("self name in a clause", 12, references::self_name_in_clause),
    Class { least: RESTATED, ..class("another item in a penalty", 30, penalties::wrong_item) },
    Class { least: RESTATED, ..class("another paragraph in a penalty", 30, penalties::wrong_paragraph) },
    class("repealed law", 8, citations::repealed),
    class("misspelt law name", 24, citations::misspelt),
    class("short form twice", 16, terms::short_form_twice),
    class("我市 for 本市", 16, terms::local_self),
    class("half-width comma", 12, marks::narrow_comma),
    class("half-width semicolon", 12, marks::narrow_semicolon),
    class("half-width colon", 12, marks::narrow_colon),
    class("half-width brackets", 12, marks::narrow_brackets),
    class("mixed brackets", 12, marks::mixed_brackets),
    class("unpaired mark", 16, marks::unpaired),
    class("doubled mark", 16, marks::doubled),
    class("paragraph's stop lost", 12, marks::stop_lost),
    class("list's stop lost", 12, marks::list_stop_lost),
    class("broken at comma", 16, text::broken_at_comma),
    class("broken in clause", 24, text::broken_in_clause),
    Class { least: DOUBLED, ..class("doubled word", 24, text::doubled_word) },
];

/// What became of a class.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    pub planted: usize,
    pub found: usize,
    /// Plantings that made a finding elsewhere.
    pub astray: usize,
    pub misses: Vec<String>,
    pub strays: Vec<String>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.planted += other.planted;
        self.found += other.found;
        self.astray += other.astray;
        self.misses.extend(other.misses);
        self.strays.extend(other.strays);
    }

    pub fn recall(&self) -> f64 {
        if self.planted == 0 { 1.0 } else { self.found as f64 / self.planted as f64 }
    }
}

/// A place that something is said of, and by which lint.
pub type Told = (Arc<str>, Span);

/// A law, and what is said of it before anything is planted.
pub struct Bed {
    pub draft: Draft,
    pub told: Vec<Told>,
    render: Render,
}

impl Bed {
    pub fn new(draft: Draft, render: Render) -> Self {
        let told = findings(&draft, render).iter().flat_map(places).collect();
        Self { draft, told, render }
    }

    /// Plants a class at several places.
    fn sow(&self, class: &Class, random: &mut Random) -> Tally {
        let mut tally = Tally::default();
        let mut seen = HashSet::new();
        for _ in 0..class.rounds {
            let Some(planting) = (class.plant)(&self.draft, random) else { continue };
            if seen.insert((planting.edit, planting.with.clone())) {
                tally.add(self.judge(&planting));
            }
        }
        tally
    }

    /// Whether a planted defect is told of, and whether it makes something be told elsewhere.
    fn judge(&self, planting: &Planting) -> Tally {
        let text = planting.apply(&self.draft.text);
        let before: HashSet<Told> =
            self.told.iter().map(|(lint, span)| (Arc::clone(lint), planting.map(*span))).collect();
        let place = planting.place();
        let touches = |span: Span| span.start <= place.end && place.start <= span.end;
        let (mut found, mut strays) = (false, Vec::new());
        for diagnostic in findings(&Draft::new(&self.draft.name, &text, self.draft.encoding), self.render) {
            let new: Vec<Told> = places(&diagnostic).filter(|told| !before.contains(told)).collect();
            if new.iter().any(|&(_, span)| touches(span)) {
                found = true;
            } else if new.iter().any(|&(_, span)| span == diagnostic.span) {
                strays.push(format!("{} {}", diagnostic.lint, self.show(&text, diagnostic.span)));
            }
        }
        let misses = if found {
            Vec::new()
        } else {
            vec![self.show(&text, Span::new(planting.edit.start, planting.edit.start + planting.with.len()))]
        };
        Tally { planted: 1, found: usize::from(found), astray: usize::from(!strays.is_empty()), misses, strays }
    }

    /// A place with what stands around it.
    fn show(&self, text: &str, span: Span) -> String {
        let before: Vec<char> = text[..span.start].chars().rev().take(24).collect();
        let before: String = before.into_iter().rev().collect();
        let behind: String = text[span.end..].chars().take(24).collect();
        let shown = format!("{before}【{}】{behind}", span.of(text));
        format!("{}: {}", self.draft.name, shown.replace('\r', "").replace('\n', "⏎"))
    }
}

/// What falint says of a law as it is rendered, at warning and above, in places of the law.
fn findings(draft: &Draft, render: Render) -> Vec<Diagnostic> {
    let rendering: Rendering = render(draft);
    let report = lint(&rendering.source(), &Settings { min_severity: Some(Severity::Warning), ..Settings::default() });
    assert_eq!(report.failures, [], "{}", draft.name);
    let mut told = report.diagnostics;
    for diagnostic in &mut told {
        diagnostic.span = rendering.original(diagnostic.span);
        for label in &mut diagnostic.labels {
            label.span = rendering.original(label.span);
        }
    }
    told
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = Told> {
    let labels = diagnostic.labels.iter().map(|label| label.span);
    let spans: Vec<Span> = std::iter::once(diagnostic.span).chain(labels).collect();
    let lint = Arc::clone(&diagnostic.lint);
    spans.into_iter().map(move |span| (Arc::clone(&lint), span))
}

/// All .md and .txt files under a folder, in order of their names.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    let inside = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    let all = paths.into_iter().flat_map(inside);
    all.filter(|path| path.extension().is_some_and(|ending| ending == "md" || ending == "txt")).collect()
}

/// A law with articles; texts that amend, interpret or report are no ground for planting.
pub fn load(path: &Path) -> Option<Draft> {
    let name = path.file_name()?.to_str()?;
    let source = Source::from_bytes(name, std::fs::read(path).ok()?, None).ok()?;
    let draft = Draft::new(name, source.text(), source.encoding());
    let counts_up = draft.articles.iter().zip(1..).all(|(article, number)| article.number == number);
    let is_law = draft.articles.len() >= 5 && counts_up && draft.self_name().is_some() && !name.starts_with("最高");
    is_law.then_some(draft)
}

/// All classes whose names hold a word planted into one law.
fn sow_all(number: usize, draft: Draft, render: Render, only: &str) -> Vec<Tally> {
    let contents = text::with_contents(&draft).map(|draft| Bed::new(draft, render));
    let law = Bed::new(draft, render);
    let one = |(at, class): (usize, &Class)| {
        let bed = match class.ground {
            Ground::Law => Some(&law),
            Ground::Contents => contents.as_ref(),
        };
        let bed = bed.filter(|_| class.name.contains(only));
        bed.map(|bed| bed.sow(class, &mut Random::new(at, number))).unwrap_or_default()
    };
    CLASSES.iter().enumerate().map(one).collect()
}

/// All classes whose names hold a word planted into all laws, several laws at a time; the order of laws is kept.
pub fn sow_everywhere(drafts: &[Draft], render: Render, only: &str) -> Vec<Tally> {
    let next = AtomicUsize::new(0);
    let work = || {
        let numbers = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let taken = numbers.map_while(|number| Some((number, drafts.get(number)?)));
        taken.map(|(number, draft)| (number, sow_all(number, draft.clone(), render, only))).collect::<Vec<_>>()
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let mut sown: Vec<(usize, Vec<Tally>)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("planting does not panic")).collect()
    });
    sown.sort_by_key(|(number, _)| *number);
    let mut totals = vec![Tally::default(); CLASSES.len()];
    for (_, tallies) in sown {
        totals.iter_mut().zip(tallies).for_each(|(total, tally)| total.add(tally));
    }
    totals
}
