//! Fits what the signs of a slip weigh, on the part of a folder of law texts that is for tuning; see
//! lints/data/model/README.md. Prints the table for src/spell/evidence.rs.

use std::error::Error;
use std::path::Path;

use crate::parts::Part;
use crate::plant::{self, Class, Draw, Letters, Planted};
use crate::texts;
use falint::diagnostic::Span;
use falint::document::Document;
use falint::document::tree::Hints;
use falint::spell::evidence::{SIGNS, SlipKind};
use falint::spell::model;
use falint::spell::slips::{self, Slip};

/// How many slips of each class are planted in a text.
const TIMES: usize = 6;

/// The least odds of what is looked at: nothing is left out.
const ALL: f32 = -20.0;

/// Rounds of fitting; the weights no longer change behind them.
const ROUNDS: usize = 25;

/// How strongly weights are held near nothing.
const HELD: f64 = 2.0;

/// Signs, whether they are a planted slip's, and how much they count.
type Sample = ([f64; SIGNS + 1], bool, f64);

/// Fits the weights on the texts of a folder, and prints them.
pub fn run(folder: &Path) -> Result<(), Box<dyn Error>> {
    let texts: Vec<_> = texts::of(folder).into_iter().filter(|text| Part::of(text) == Part::Tune).collect();
    let sources = texts.iter().map(texts::Text::source).collect::<Result<Vec<_>, _>>()?;
    let letters = Letters::of(sources.iter().map(|source| source.text()));
    let mut samples: [Vec<Sample>; 4] = Default::default();
    let mut draw = Draw(0x1234_5678);
    for source in &sources {
        let document = Document::parse(source, &Hints::default());
        let stretches = document.running_text();
        let quiet = |slip: &Slip| document.quotes().mention(slip.span.start);
        for slip in slips::find(&model(), document.text(), &stretches, ALL) {
            if !quiet(&slip) {
                samples[slip.kind as usize].push(sample(&slip, false, 6.0));
            }
        }
        let places = plant::places(&document);
        for class in Class::ALL.into_iter().flat_map(|class| [class; TIMES]) {
            let Some(planted) = plant::plant(document.text(), &places, &letters, class, &mut draw) else { continue };
            // Slips of the hand and of character recognition are of alike characters before all others.
            let counts = match class {
                Class::Alike => 2.6,
                Class::Lost => 3.2,
                Class::InsertedOwn | Class::ReplacedOwn => 0.4,
                Class::Replaced => 3.0,
                Class::Swapped | Class::Inserted => 0.6,
            };
            if let Some(slip) = likeliest(&planted, &stretches) {
                samples[slip.kind as usize].push(sample(&slip, true, counts));
            }
        }
    }
    for (kind, samples) in SlipKind::ALL.into_iter().zip(&samples) {
        let weights = fit(samples);
        let signs: Vec<String> = weights[1..].iter().map(|weight| format!("{weight:.2}")).collect();
        println!("    // {kind:?}\n    Weights {{ start: {:.2}, signs: [{}] }},", weights[0], signs.join(", "));
    }
    Ok(())
}

/// The likeliest of the slips found where one was planted.
fn likeliest(planted: &Planted, stretches: &[Span]) -> Option<Slip> {
    let moved = |at: usize| if at > planted.slip.start { at.wrapping_add_signed(planted.longer) } else { at };
    let stretches: Vec<Span> = stretches.iter().map(|span| Span::new(moved(span.start), moved(span.end))).collect();
    let found = slips::find(&model(), &planted.text, &stretches, ALL);
    let near = |slip: &Slip| slip.span.start <= planted.slip.end && slip.span.end >= planted.slip.start;
    found.into_iter().filter(near).max_by(|a, b| a.odds.total_cmp(&b.odds))
}

fn sample(slip: &Slip, planted: bool, counts: f64) -> Sample {
    let mut signs = [1.0; SIGNS + 1];
    for (sign, value) in signs[1..].iter_mut().zip(slip.evidence.signs()) {
        *sign = f64::from(value);
    }
    (signs, planted, counts)
}

/// Logistic regression by Newton's method.
fn fit(samples: &[Sample]) -> [f64; SIGNS + 1] {
    const N: usize = SIGNS + 1;
    let mut weights = [0.0; N];
    for _ in 0..ROUNDS {
        let mut slope = [0.0; N];
        let mut bend = [[0.0; N]; N];
        for at in 0..N {
            // A sign that never shows weighs nothing.
            slope[at] = -HELD * weights[at];
            bend[at][at] = HELD;
        }
        for (signs, planted, counts) in samples {
            let odds: f64 = signs.iter().zip(&weights).map(|(sign, weight)| sign * weight).sum();
            let chance = 1.0 / (1.0 + (-odds).exp());
            let off = f64::from(u8::from(*planted)) - chance;
            for row in 0..N {
                slope[row] += counts * off * signs[row];
                for column in 0..N {
                    bend[row][column] += counts * chance * (1.0 - chance) * signs[row] * signs[column];
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solved(bend, slope)) {
            *weight += step;
        }
    }
    weights
}

/// Solves a system of equations by elimination.
fn solved<const N: usize>(mut of: [[f64; N]; N], mut to: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        let best = (pivot..N).max_by(|&a, &b| of[a][pivot].abs().total_cmp(&of[b][pivot].abs())).unwrap_or(pivot);
        of.swap(pivot, best);
        to.swap(pivot, best);
        for row in 0..N {
            if row != pivot {
                let share = of[row][pivot] / of[pivot][pivot];
                let above = of[pivot];
                for (value, above) in of[row].iter_mut().zip(above).skip(pivot) {
                    *value -= share * above;
                }
                to[row] -= share * to[pivot];
            }
        }
    }
    std::array::from_fn(|at| to[at] / of[at][at])
}
