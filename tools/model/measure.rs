//! Measures `typo-unlikely` on a part of a folder of law texts, and on pairs of wrong and right sentences; see
//! lints/data/model/README.md.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::parts::Part;
use crate::plant::{self, Class, Draw, Letters};
use crate::texts;
use falint::diagnostic::{Diagnostic, Severity, Span};
use falint::document::Document;
use falint::document::tree::Hints;
use falint::lint::{Settings, lint};
use falint::source::Source;

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

fn planted(sources: &[Source]) {
    let letters = Letters::of(sources.iter().map(Source::text));
    println!("planted, one in a text: found by typo-unlikely, by all of words");
    let mut draw = Draw(0x9abc_def0);
    for class in Class::ALL {
        let mut tally = Tally::default();
        for source in sources {
            let document = Document::parse(source, &Hints::default());
            let in_text = |at: usize| source.to_text(Span::new(at, at + 1)).start;
            let places: Vec<usize> = plant::places(&document).into_iter().map(in_text).collect();
            for _ in 0..TIMES {
                if let Some(planted) = plant::plant(source.text(), &places, &letters, class, &mut draw) {
                    tally.add(source, &planted.text, planted.slip);
                }
            }
        }
        tally.print(&format!("{class:?}"));
    }
    let mut all = Tally::default();
    for (wrong, right) in KNOWN {
        let mut tally = Tally::default();
        for source in sources {
            if let Some(at) = source.text().find(right) {
                let spoilt = [&source.text()[..at], wrong, &source.text()[at + right.len()..]].concat();
                tally.add(source, &spoilt, Span::new(at, at + wrong.len()));
            }
        }
        tally.print(wrong);
        all.join(&tally);
    }
    all.print("all known slips");
}

#[derive(Debug, Default)]
struct Tally {
    planted: usize,
    found: usize,
    found_by_any: usize,
}

impl Tally {
    fn add(&mut self, source: &Source, text: &str, slip: Span) {
        let source = Source::of_format(&source.name, text, source.format);
        let told = found(&source, "words", Severity::Advice);
        let here: Vec<&Diagnostic> =
            told.iter().filter(|told| told.span.start <= slip.end && told.span.end >= slip.start).collect();
        self.planted += 1;
        self.found += usize::from(here.iter().any(|told| &*told.lint == "typo-unlikely"));
        self.found_by_any += usize::from(!here.is_empty());
    }

    fn join(&mut self, other: &Self) {
        self.planted += other.planted;
        self.found += other.found;
        self.found_by_any += other.found_by_any;
    }

    fn print(&self, name: &str) {
        let rate = |count: usize| count as f64 / self.planted.max(1) as f64;
        let Self { planted, found, found_by_any } = self;
        println!("  {name}: {planted} planted, {:.3}, {:.3}", rate(*found), rate(*found_by_any));
    }
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
