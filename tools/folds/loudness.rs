//! How many texts of each group a lint speaks on, and how often.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use falint::catalogue::Catalogue;
use falint::diagnostic::Severity;
use falint::lint::{Settings, lint};

use crate::texts::{self, Text};
use crate::{FOLDS, fold};

/// Some texts that are judged together.
struct Group {
    name: String,
    texts: usize,
    titles: HashSet<String>,
    /// By lint, the texts with findings and the findings.
    told: BTreeMap<String, (usize, usize)>,
}

impl Group {
    fn of<'t>(name: &str, texts: impl Iterator<Item = &'t Text>) -> Self {
        let mut group = Self { name: name.to_owned(), texts: 0, titles: HashSet::new(), told: BTreeMap::new() };
        let settings = Settings { min_severity: Some(Severity::Advice), ..Settings::default() };
        for text in texts {
            // What cannot be read is no text.
            let Ok(source) = text.source() else { continue };
            group.texts += 1;
            group.titles.insert(text.title.clone());
            let mut findings: BTreeMap<String, usize> = BTreeMap::new();
            for told in lint(&source, &settings).diagnostics {
                *findings.entry(key(&told.lint, told.severity)).or_default() += 1;
            }
            for (lint, count) in findings {
                let told = group.told.entry(lint).or_default();
                told.0 += 1;
                told.1 += count;
            }
        }
        group
    }

    fn told(&self, lint: &str) -> (usize, usize) {
        self.told.get(lint).copied().unwrap_or_default()
    }

    /// Whether twice as many of these texts are told of as of others, by more than chance.
    fn is_loud(&self, lint: &str, seen: &Self) -> bool {
        let (here, there) = (self.told(lint).0 as f64, seen.told(lint).0 as f64);
        let expected = there * self.texts as f64 / seen.texts.max(1) as f64;
        here >= 2.0 * expected && here - 2.0 * here.sqrt() > expected
    }
}

/// A lint at a severity.
fn key(lint: &str, severity: Severity) -> String {
    format!("{severity:<7}  {lint}")
}

/// Prints, for the seen folds, the unseen one and each further folder, what every lint says.
pub fn run(laws: &Path, others: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let texts = texts::of(laws);
    if texts.is_empty() {
        return Err(format!("no texts in {}", laws.display()).into());
    }
    let is_unseen = |text: &&Text| fold(text) == FOLDS - 1;
    let seen = Group::of("seen", texts.iter().filter(|text| !is_unseen(text)));
    let mut unseen = vec![Group::of("unseen", texts.iter().filter(is_unseen))];
    for folder in others {
        let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
        unseen.push(Group::of(&name, texts::of(folder).iter()));
    }
    print(&seen, &unseen);
    Ok(())
}

fn print(seen: &Group, unseen: &[Group]) {
    let groups: Vec<&Group> = std::iter::once(seen).chain(unseen).collect();
    for group in &groups {
        println!("{}: {} texts of {} titles", group.name, group.texts, group.titles.len());
    }
    println!("for each: texts told of, findings, findings per 1,000 texts; * twice as loud as on the seen");
    let mut sums = vec![(0, 0); groups.len()];
    for severity in [Severity::Error, Severity::Warning, Severity::Advice] {
        for lint in Catalogue::builtin().lints() {
            let lint = key(&lint.name, severity);
            if groups.iter().all(|group| group.told(&lint) == (0, 0)) {
                continue;
            }
            for (group, sum) in groups.iter().zip(&mut sums) {
                let (texts, findings) = group.told(&lint);
                let loud = if group.is_loud(&lint, seen) { '*' } else { ' ' };
                print!("{texts:>5} {findings:>5} {:>6.0}{loud}", per_thousand(findings, group.texts));
                if severity > Severity::Advice {
                    sum.0 += findings;
                    sum.1 += usize::from(loud == '*');
                }
            }
            println!("  {lint}");
        }
    }
    for (group, (findings, loud)) in groups.iter().zip(sums) {
        let rate = findings as f64 / group.texts.max(1) as f64;
        println!("{}: {rate:.2} errors and warnings a text; {loud} lints twice as loud", group.name);
    }
}

fn per_thousand(findings: usize, texts: usize) -> f64 {
    findings as f64 * 1000.0 / texts.max(1) as f64
}
