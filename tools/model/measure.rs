//! Measures `typo-unlikely` on a part of a folder of law texts, and on pairs of wrong and right sentences; see
//! lints/data/model/README.md.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::learn;
use crate::parts::Part;
use crate::plant::{self, Class, Draw, Letters, Planted};
use crate::texts;
use falint::diagnostic::{Diagnostic, Severity, Span};
use falint::document::Document;
use falint::document::tree::Hints;
use falint::document::tree::label::is_han;
use falint::lint::{Settings, lint};
use falint::source::Source;
use falint::spell::slips::{self, Slip};
use falint::spell::{self, Learnt};

/// How many slips of each class are planted, one a text at a time.
const TIMES: usize = 4;

/// Slips that are seen again and again, and what was meant.
const KNOWN: [(&str, &str); 10] = [
    ("行政区城", "行政区域"),
    ("末经批准", "未经批准"),
    ("责令该正", "责令改正"),
    ("依法追纠", "依法追究"),
    ("徇私舞敝", "徇私舞弊"),
    ("监督管里", "监督管理"),
    ("违法所的", "违法所得"),
    ("构成犯罪得", "构成犯罪的"),
    ("于以", "予以"),
    ("公民、法入", "公民、法人"),
];

/// Measures on one part of a folder, and on files of sentences; prints what it finds.
pub fn run(folder: &Path, part: Part, sentences: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let texts: Vec<_> = texts::of(folder).into_iter().filter(|text| Part::of(text) == part).collect();
    let sources = texts.iter().map(texts::Text::source).collect::<Result<Vec<_>, _>>()?;
    untouched(&sources);
    planted(&sources);
    known(&sources);
    for file in sentences {
        of_sentences(file)?;
    }
    Ok(())
}

/// What a lint or topic finds, from a severity on.
fn found(source: &Source, select: &str, least: Severity) -> Vec<Diagnostic> {
    let settings = Settings { select: vec![select.to_owned()], min_severity: Some(least), ..Settings::default() };
    lint(source, &settings).diagnostics
}

fn untouched(sources: &[Source]) {
    println!("{} texts as published; findings of typo-unlikely:", sources.len());
    let mut all = 0;
    for source in sources {
        for told in found(source, "typo-unlikely", Severity::Advice) {
            all += 1;
            let place = told.article.as_deref().unwrap_or_default();
            println!("  {} {place} {}", source.name, told.message);
        }
    }
    println!("a text: {:.3}", all as f64 / sources.len() as f64);
}

/// How many alarms a text of usual length the tables are for, in hundredths.
const ALARMS: [usize; 4] = [5, 15, 50, 100];

fn planted(sources: &[Source]) {
    let learnt = spell::learnt();
    let Some(network) = learnt.network else { return };
    let limits = ALARMS.map(|alarms| network.limit(alarms));
    let letters = Letters::of(sources.iter().map(Source::text));
    let alarms: Vec<f32> = sources.iter().flat_map(|source| learn::alarms(&learnt, source)).collect();
    let a_text = |limit: f32| alarms.iter().filter(|odds| **odds >= limit).count() as f64 / sources.len() as f64;
    println!("alarms asked for: {ALARMS:?} in a hundred texts; had: {:.3?} a text", limits.map(a_text));
    println!("planted, one in a text: found, and the kind and the first mending of those found right");
    let mut draw = Draw(0x9abc_def0);
    let mut mean = [0.0; ALARMS.len()];
    for class in Class::ALL {
        let mut tally = Tally::default();
        for source in sources {
            let document = Document::parse(source, &Hints::default());
            let stretches = document.running_text();
            let characters: Vec<char> =
                stretches.iter().flat_map(|&span| document.str(span).chars()).filter(|&c| is_han(c)).collect();
            let places: Vec<(Span, usize)> = stretches
                .iter()
                .flat_map(|&span| plant::places(&document, span).into_iter().map(move |at| (span, at)))
                .collect();
            for _ in 0..TIMES {
                let Some(&(stretch, at)) = places.get(draw.below(places.len())) else { continue };
                let text = document.str(stretch);
                if let Some(planted) = plant::plant(text, at, &characters, &letters, class, &mut draw) {
                    tally.add(&learnt, &document, stretch, &planted, class, &limits);
                }
            }
        }
        let found = tally.print(class);
        if matches!(class, Class::Swapped | Class::InsertedOwn | Class::ReplacedOwn | Class::Lost) {
            mean.iter_mut().zip(found).for_each(|(mean, found)| *mean += found / 4.0);
        }
    }
    println!("  mean of Swapped, InsertedOwn, ReplacedOwn, Lost: {mean:.3?}");
}

#[derive(Debug, Default)]
struct Tally {
    planted: usize,
    found: [usize; ALARMS.len()],
    /// Of those found at the third limit.
    kind: usize,
    mended: usize,
}

impl Tally {
    fn add(
        &mut self,
        learnt: &Learnt<'_>,
        document: &Document,
        stretch: Span,
        planted: &Planted,
        class: Class,
        limits: &[f32; ALARMS.len()],
    ) {
        self.planted += 1;
        let text = document.text();
        let spoilt = [&text[..stretch.start], &planted.text, &text[stretch.end..]].concat();
        let longer = planted.text.len() as isize - stretch.len() as isize;
        let moved = |at: usize| if at >= stretch.end { at.wrapping_add_signed(longer) } else { at };
        let spans = document.running_text();
        let spans: Vec<Span> = spans.iter().map(|span| Span::new(moved(span.start), moved(span.end))).collect();
        let (from, to) = (stretch.start + planted.slip.start, stretch.start + planted.slip.end);
        let found = slips::find(learnt, &spoilt, &spans, limits[ALARMS.len() - 1]);
        let near = |slip: &&Slip| slip.span.start <= to && slip.span.end >= from;
        let Some(slip) = found.iter().filter(near).max_by(|a, b| a.odds.total_cmp(&b.odds)) else { return };
        for (found, limit) in self.found.iter_mut().zip(limits) {
            *found += usize::from(slip.odds >= *limit);
        }
        if slip.odds >= limits[2] {
            self.kind += usize::from(slip.kind == class.kind());
            let right = slip.right.as_deref();
            let mended = right.map(|right| [&spoilt[..slip.span.start], right, &spoilt[slip.span.end..]].concat());
            self.mended += usize::from(mended.as_deref() == Some(text));
        }
    }

    /// Prints the shares, and gives those found.
    fn print(&self, class: Class) -> [f64; ALARMS.len()] {
        let share = |count: usize, of: usize| count as f64 / of.max(1) as f64;
        let found = self.found.map(|found| share(found, self.planted));
        let (kind, mended) = (share(self.kind, self.found[2]), share(self.mended, self.found[2]));
        println!("  {class:?}: {} planted, {found:.3?}, {kind:.3}, {mended:.3}", self.planted);
        found
    }
}

/// Slips that are seen again and again, told of by any lint of words.
fn known(sources: &[Source]) {
    let (mut planted, mut told) = (0_usize, 0_usize);
    for (wrong, right) in KNOWN {
        for source in sources {
            let Some(at) = source.text().find(right) else { continue };
            let spoilt = [&source.text()[..at], wrong, &source.text()[at + right.len()..]].concat();
            let spoilt = Source::of_format(&source.name, &spoilt, source.format);
            let here = |told: &Diagnostic| told.span.start <= at + wrong.len() && told.span.end >= at;
            planted += 1;
            told += usize::from(found(&spoilt, "words", Severity::Advice).iter().any(here));
        }
    }
    println!("known slips: {planted} planted, {:.3} told of by lints of words", told as f64 / planted.max(1) as f64);
}

/// A sentence a line: how many characters are wrong, the sentence as written, and as meant, with tabs between.
fn of_sentences(file: &Path) -> Result<(), Box<dyn Error>> {
    let (mut wrong, mut told, mut rightly) = (0_usize, 0_usize, 0_usize);
    for line in fs::read_to_string(file)?.lines() {
        let mut fields = line.split('\t');
        let (Some(count), Some(written)) = (fields.next(), fields.next()) else { continue };
        let is_wrong = count != "0";
        let source = Source::from_text("sentence.txt", &format!("{written}\n"));
        let is_told = !found(&source, "words", Severity::Advice).is_empty();
        wrong += usize::from(is_wrong);
        told += usize::from(is_told);
        rightly += usize::from(is_told && is_wrong);
    }
    let share = |of: usize| rightly as f64 / of.max(1) as f64;
    println!("{}: precision {:.3}, recall {:.3}, a sentence", file.display(), share(told), share(wrong));
    Ok(())
}
