//! How much of what goes wrong in a draft falint sees: one defect at a time is planted into laws that it has nothing
//! to say of, and must be told of where it stands.
//!
//! The defects are those of real drafting work, the places are chosen by fixed chance, and each class has a least
//! share that must be found. `cargo test --test planted -- --nocapture` prints the table. With `FALINT_PLANT_DIR` set
//! to a folder of laws, a sample of them is planted instead, and nothing is asserted: that is how to measure texts
//! that nobody has looked at.

#[path = "planted/citations.rs"]
mod citations;
#[path = "planted/dates.rs"]
mod dates;
#[path = "planted/draft.rs"]
mod draft;
#[path = "planted/marks.rs"]
mod marks;
#[path = "planted/numbering.rs"]
mod numbering;
#[path = "planted/random.rs"]
mod random;
#[path = "planted/references.rs"]
mod references;
#[path = "planted/terms.rs"]
mod terms;
#[path = "planted/text.rs"]
mod text;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use draft::{Draft, Planting};
use falint::diagnostic::{Diagnostic, Severity, Span};
use falint::lint::{Settings, lint};
use falint::source::Source;
use falint::source::encoding::encode;
use random::Random;

/// The least share of each class that must be found.
const RECALL: f64 = 0.95;

/// Below this share more misses are shown.
const WELL: f64 = 0.97;

/// How many files of a foreign folder are planted.
const SAMPLE: usize = 200;

/// What a class is planted into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// The law as it is.
    Law,
    /// The law with a table of contents.
    Contents,
}

/// A kind of defect.
#[derive(Debug, Clone, Copy)]
struct Class {
    name: &'static str,
    ground: Ground,
    /// How many plantings a law gets at most; places that come twice count once.
    rounds: usize,
    plant: fn(&Draft, &mut Random) -> Option<Planting>,
}

const fn class(name: &'static str, rounds: usize, plant: fn(&Draft, &mut Random) -> Option<Planting>) -> Class {
    Class { name, ground: Ground::Law, rounds, plant }
}

const CLASSES: &[Class] = &[
    class("article label dropped", 12, numbering::label_dropped),
    class("article dropped", 12, numbering::article_dropped),
    class("article repeated", 12, numbering::article_repeated),
    class("article malformed", 16, numbering::article_malformed),
    class("article Arabic", 12, numbering::article_arabic),
    class("item dropped", 12, numbering::item_dropped),
    class("item repeated", 12, numbering::item_repeated),
    class("chapter wrong", 12, numbering::chapter_wrong),
    Class { name: "contents differ", ground: Ground::Contents, rounds: 12, plant: text::contents_differ },
    class("effective day blank", 30, dates::blank),
    class("day impossible", 12, dates::impossible),
    class("effective clause gone", 4, dates::clause_removed),
    class("article beyond", 12, references::article_beyond),
    class("paragraph beyond", 12, references::paragraph_beyond),
    class("item beyond", 12, references::item_beyond),
    class("前款 in first paragraph", 12, references::qiankuan),
    class("self name", 12, references::self_name),
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
    class("doubled word", 24, text::doubled_word),
];

/// What became of a class.
#[derive(Debug, Clone, Default)]
struct Tally {
    planted: usize,
    found: usize,
    /// Plantings that made a finding elsewhere.
    astray: usize,
    misses: Vec<String>,
    strays: Vec<String>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.planted += other.planted;
        self.found += other.found;
        self.astray += other.astray;
        self.misses.extend(other.misses);
        self.strays.extend(other.strays);
    }

    fn recall(&self) -> f64 {
        if self.planted == 0 { 1.0 } else { self.found as f64 / self.planted as f64 }
    }
}

/// A place that something is said of, and by which lint.
type Told = (Arc<str>, Span);

/// A law, and what is said of it before anything is planted.
struct Bed {
    draft: Draft,
    told: Vec<Told>,
}

impl Bed {
    fn new(draft: Draft) -> Self {
        let told = findings(&draft, &draft.text).iter().flat_map(places).collect();
        Self { draft, told }
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
        for diagnostic in findings(&self.draft, &text) {
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

/// What falint says of a text, in the encoding of its file, at warning and above.
fn findings(draft: &Draft, text: &str) -> Vec<Diagnostic> {
    let bytes = encode(text, draft.encoding).expect("a fixture's characters can be written");
    let source = Source::from_bytes(&draft.name, bytes, Some(draft.encoding)).expect("what was written can be read");
    let report = lint(&source, &Settings { min_severity: Some(Severity::Warning), ..Settings::default() });
    assert_eq!(report.failures, [], "{}", draft.name);
    report.diagnostics
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = Told> {
    let labels = diagnostic.labels.iter().map(|label| label.span);
    let spans: Vec<Span> = std::iter::once(diagnostic.span).chain(labels).collect();
    let lint = Arc::clone(&diagnostic.lint);
    spans.into_iter().map(move |span| (Arc::clone(&lint), span))
}

/// All .md and .txt files under a folder, in order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    let inside = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    let all = paths.into_iter().flat_map(inside);
    all.filter(|path| path.extension().is_some_and(|ending| ending == "md" || ending == "txt")).collect()
}

/// A law with articles; texts that amend, interpret or report are no ground for planting.
fn load(path: &Path) -> Option<Draft> {
    let name = path.file_name()?.to_str()?;
    let source = Source::from_bytes(name, std::fs::read(path).ok()?, None).ok()?;
    let draft = Draft::new(name, source.text(), source.encoding());
    let counts_up = draft.articles.iter().zip(1..).all(|(article, number)| article.number == number);
    let is_law = draft.articles.len() >= 5 && counts_up && draft.self_name().is_some() && !name.starts_with("最高");
    is_law.then_some(draft)
}

/// The laws to plant into: the fixtures, or a sample of a foreign folder.
fn drafts(foreign: Option<&Path>) -> Vec<Draft> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/laws");
    let paths = files(foreign.unwrap_or(&own));
    let Some(_) = foreign else { return paths.iter().filter_map(|path| load(path)).collect() };
    let mut left: Vec<PathBuf> = paths;
    let mut random = Random::new(CLASSES.len(), left.len());
    let mut sample = Vec::new();
    while sample.len() < SAMPLE && !left.is_empty() {
        let path = left.swap_remove(random.below(left.len()));
        sample.extend(load(&path));
    }
    sample
}

/// All classes planted into one law.
fn sow_all(number: usize, draft: Draft) -> Vec<Tally> {
    let contents = text::with_contents(&draft).map(Bed::new);
    let law = Bed::new(draft);
    let one = |(at, class): (usize, &Class)| {
        let bed = match class.ground {
            Ground::Law => Some(&law),
            Ground::Contents => contents.as_ref(),
        };
        bed.map(|bed| bed.sow(class, &mut Random::new(at, number))).unwrap_or_default()
    };
    CLASSES.iter().enumerate().map(one).collect()
}

/// All classes planted into all laws, several laws at a time; the order of laws is kept.
fn sow_everywhere(drafts: &[Draft]) -> Vec<Tally> {
    let next = AtomicUsize::new(0);
    let work = || {
        let numbers = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let taken = numbers.map_while(|number| Some((number, drafts.get(number)?)));
        taken.map(|(number, draft)| (number, sow_all(number, draft.clone()))).collect::<Vec<_>>()
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

/// Up to `most` of many, spread over all of them.
fn spread(all: &[String], most: usize) -> impl Iterator<Item = &String> {
    all.iter().step_by(all.len().div_ceil(most).max(1))
}

fn table(tallies: &[Tally]) -> String {
    let mut out = String::from("planted  found  recall  astray  class\n");
    for (class, tally) in CLASSES.iter().zip(tallies) {
        let row = (tally.planted, tally.found, tally.recall(), tally.astray, class.name);
        writeln!(out, "{:>7}  {:>5}  {:>6.3}  {:>6}  {}", row.0, row.1, row.2, row.3, row.4)
            .expect("writing to a string");
    }
    let sum = |part: fn(&Tally) -> usize| tallies.iter().map(part).sum::<usize>();
    let (planted, astray) = (sum(|tally| tally.planted), sum(|tally| tally.astray));
    let share = astray as f64 * 100.0 / planted.max(1) as f64;
    writeln!(out, "{planted:>7}  {:>5}  findings elsewhere: {astray} ({share:.1} %)", sum(|tally| tally.found))
        .expect("writing to a string");
    for (class, tally) in CLASSES.iter().zip(tallies) {
        let most = if tally.recall() < WELL { 6 } else { 3 };
        let misses = spread(&tally.misses, most).map(|miss| ("missed", miss));
        let strays = spread(&tally.strays, 2).map(|stray| ("astray", stray));
        for (what, sample) in misses.chain(strays) {
            writeln!(out, "{}: {what}: {sample}", class.name).expect("writing to a string");
        }
    }
    out
}

#[test]
fn planted_defects_are_found() {
    let foreign = std::env::var_os("FALINT_PLANT_DIR").map(PathBuf::from);
    let drafts = drafts(foreign.as_deref());
    assert!(foreign.is_some() || drafts.len() >= 10, "the fixtures are laws");
    let tallies = sow_everywhere(&drafts);
    let table = table(&tallies);
    println!("{table}");
    if foreign.is_some() {
        return;
    }
    for (class, tally) in CLASSES.iter().zip(&tallies) {
        assert!(tally.planted >= 10, "{}: planted {} times only", class.name, tally.planted);
    }
    let weak: Vec<&str> = CLASSES
        .iter()
        .zip(&tallies)
        .filter(|(_, tally)| tally.recall() < RECALL)
        .map(|(class, _)| class.name)
        .collect();
    assert!(weak.is_empty(), "found too rarely: {}\n{table}", weak.join(", "));
}

/// What is told of the fixtures as they are, each of it right: lint and file, once for all places.
const TOLD: [&str; 12] = [
    "abbr-before-definition 上海市生活垃圾管理条例.md",
    "cite-full-name-required 侵害消费者权益行为处罚办法.md",
    "num-style-profile 北京市小规模食品生产经营管理规定.md",
    "term-outdated-agency 郑州市建设工程施工安全管理条例.md",
    "typo-unlikely 郑州市建设工程施工安全管理条例.md",
    "typo-variant-form 山东省实施《反不正当竞争法》办法.md",
    "word-qita 东莞市零散工业废水管理条例.md",
    "word-qita 石柱土家族自治县西沱国家历史文化名镇保护条例.txt",
    "word-zhang 山东省实施《反不正当竞争法》办法.md",
    "xref-item-bracket 石柱土家族自治县西沱国家历史文化名镇保护条例.txt",
    "xref-merged-ordinals 石柱土家族自治县西沱国家历史文化名镇保护条例.txt",
    "xref-merged-ordinals 郑州市建设工程施工安全管理条例.md",
];

#[test]
fn the_fixtures_are_clean() {
    if std::env::var_os("FALINT_PLANT_DIR").is_some() {
        return;
    }
    let mut said: Vec<String> = Vec::new();
    for bed in drafts(None).into_iter().map(Bed::new) {
        said.extend(bed.told.iter().map(|(lint, _)| format!("{lint} {}", bed.draft.name)));
    }
    said.sort();
    said.dedup();
    assert_eq!(said, TOLD);
}
