//! What a list of wrong forms would have said wrongly, had it been made without the texts at hand.
//!
//! A form stands rightly in a text where one of its exceptions covers it. Each fold is left out in turn: an exception
//! counts as known where another fold shows it; what only the fold itself shows would have been a false alarm. Forms
//! that are saved by many exceptions, each seen once, will meet with more that nobody has seen.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{FOLDS, fold, texts};

/// How many of a list's rows are shown, the worst first.
const SHOWN: usize = 20;

/// A row of a list: the wrong form, and where in which longer strings it is right.
struct Row {
    form: String,
    /// The exceptions, each with the place of the form in it, in bytes.
    exceptions: Vec<(String, usize)>,
}

impl Row {
    /// Reads `form right exceptions…`; `~` in an exception is the form, and fields with `=` are none.
    fn read(line: &str) -> Option<Self> {
        let mut fields = line.split_whitespace();
        let form = fields.next().filter(|form| !form.starts_with('#'))?.to_owned();
        let written = fields.skip(1).filter(|field| !field.contains('='));
        let exceptions = written.map(|field| field.replace('~', &form));
        let exceptions = exceptions.filter_map(|whole| whole.find(&form).map(|at| (whole, at))).collect();
        Some(Self { form, exceptions })
    }

    /// The exceptions that cover each place of the form in a text.
    fn places(&self, text: &str) -> Vec<Vec<usize>> {
        let covers = |at: usize, (whole, offset): &(String, usize)| {
            at.checked_sub(*offset).and_then(|from| text.get(from..)).is_some_and(|rest| rest.starts_with(whole))
        };
        let places = text.match_indices(&self.form).map(|(at, _)| {
            let all = self.exceptions.iter().enumerate();
            all.filter(|(_, exception)| covers(at, exception)).map(|(index, _)| index).collect()
        });
        places.filter(|covered: &Vec<usize>| !covered.is_empty()).collect()
    }
}

/// Prints for each list how many false alarms its exceptions would not have foreseen.
pub fn run(laws: &Path, lists: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let texts = texts::of(laws);
    let read = texts.iter().filter_map(|text| Some((fold(text), text.source().ok()?)));
    let texts: Vec<(usize, String)> = read.map(|(fold, source)| (fold, source.text().to_owned())).collect();
    if texts.is_empty() {
        return Err(format!("no texts in {}", laws.display()).into());
    }
    for list in lists {
        let rows: Vec<Row> = fs::read_to_string(list)?.lines().filter_map(Row::read).collect();
        let mut missed: Vec<(usize, &str)> = rows.iter().map(|row| (unforeseen(row, &texts), &*row.form)).collect();
        missed.sort_by(|one, other| other.cmp(one));
        let sum: usize = missed.iter().map(|(count, _)| count).sum();
        let rate = sum as f64 * 1000.0 / texts.len() as f64;
        println!("{}: {} rows, {sum} places unforeseen, {rate:.1} per 1,000 texts", list.display(), rows.len());
        for (count, form) in missed.iter().take(SHOWN).filter(|(count, _)| *count > 0) {
            println!("{count:>6}  {form}");
        }
    }
    Ok(())
}

/// In how many places of all folds a row would have been wrong, each fold being judged by the exceptions of the others.
fn unforeseen(row: &Row, texts: &[(usize, String)]) -> usize {
    let mut shown: HashMap<usize, [bool; FOLDS]> = HashMap::new();
    let mut places: Vec<(usize, Vec<usize>)> = Vec::new();
    for (fold, text) in texts {
        for covered in row.places(text) {
            for &exception in &covered {
                shown.entry(exception).or_default()[*fold] = true;
            }
            places.push((*fold, covered));
        }
    }
    let elsewhere = |fold: usize, exception: &usize| {
        shown.get(exception).is_some_and(|folds| (0..FOLDS).any(|other| other != fold && folds[other]))
    };
    places.iter().filter(|(fold, covered)| !covered.iter().any(|exception| elsewhere(*fold, exception))).count()
}
