//! Trains the network, each of its members on one thread, and the two regressions before it: the same texts give the
//! same bytes.
//!
//! After each round the state of a member is kept, so that an interrupted training goes on where it was.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::thread;

use falint::document::Document;
use falint::document::tree::Hints;
use falint::source::Source;
use falint::spell::network::{LIMITS, MEMBERS, MemberParts, Network, OUTPUTS, Parts};
use falint::spell::{self, Learnt, slips};

use crate::layers::{self, BATCH, Training};
use crate::parts::Part;
use crate::plant::Draw;
use crate::samples::{Sample, Samples};
use crate::texts;

/// How often every sample is learnt from.
const ROUNDS: usize = 8;

/// The highest rate of learning; it falls to a hundredth.
const RATE: f32 = 2e-3;

/// The steps in which the rate rises at first.
const RISES: f32 = 500.0;

/// How many of a thousand characters are hidden while it learns: the counts must do without them, too.
const HIDDEN: usize = 150;

/// Steps of a regression, and its rate.
const STEPS: usize = 3_000_000;
const STRIDE: f32 = 0.05;

/// How much more a slip counts for a regression: what it passes over is lost.
const SLIPS: f32 = 3.0;

/// How rare the rarest alarms of the limits are, in a text.
const RAREST: f64 = 1.0 / 64.0;

/// Learns from the texts of a folder, with a list of words as the model's; keeps the state of the training in a folder,
/// and writes the network.
pub fn run(folder: &Path, words: &Path, state: &Path, output: &Path) -> Result<(), Box<dyn Error>> {
    let learnt = spell::learnt();
    let samples = Samples::of(folder, &fs::read_to_string(words)?, &learnt)?;
    let slips = samples.places.iter().filter(|sample| sample.kind > 0).count();
    println!("{} places, {slips} of them slips", samples.places.len());
    fs::create_dir_all(state)?;
    let (members, [glance, regression]) = thread::scope(|scope| {
        let samples = &samples;
        let trained: [_; MEMBERS] = std::array::from_fn(|member| {
            let state = state.join(format!("{member}.state"));
            // A thread carries no boxed error home.
            scope.spawn(move || train(samples, member, &state).map_err(|error| error.to_string()))
        });
        (trained.map(thread::ScopedJoinHandle::join), regressions(samples))
    });
    let mut parts = Parts { glance, regression, letters: samples.letters, ..Parts::default() };
    for (part, member) in parts.members.iter_mut().zip(members) {
        let weights = member.map_err(|_| "a training broke off")??.weights;
        *part = MemberParts { numbers: weights.numbers, layers: weights.layers };
    }
    parts.limits = limits(folder, &learnt, &parts.bytes().ok_or("too many letters")?)?;
    let bytes = parts.bytes().ok_or("too many letters")?;
    println!("{} bytes, limits {:?}", bytes.len(), parts.limits);
    fs::write(output, bytes)?;
    Ok(())
}

/// The weights of the regression at a glance, and of that on all plain signs.
fn regressions(samples: &Samples) -> [Vec<f32>; 2] {
    let glance = regression(samples.glances.len(), |at| {
        let glance = &samples.glances[at];
        (glance.signs, glance.kind, glance.weight)
    });
    let plain = regression(samples.places.len(), |at| {
        let place = &samples.places[at];
        (place.signs.plain(), place.kind, place.weight)
    });
    [glance, plain]
}

/// The weights of a regression on `count` samples.
fn regression<const N: usize>(count: usize, sample: impl Fn(usize) -> ([f32; N], u8, f32)) -> Vec<f32> {
    let mut weights = vec![0.0; OUTPUTS * (N + 1)];
    let mut draw = Draw(0x0bad_cafe);
    for step in 0..STEPS {
        let (signs, kind, weight) = sample(draw.below(count));
        let output = |row: &[f32]| row[N] + row.iter().zip(&signs).map(|(weight, sign)| weight * sign).sum::<f32>();
        let mut rows = weights.chunks_exact(N + 1);
        let outputs = std::array::from_fn(|_| rows.next().map_or(0.0, output));
        let mut off = layers::shares(&outputs);
        off[usize::from(kind)] -= 1.0;
        let weight = if kind > 0 { SLIPS } else { weight };
        let rate = STRIDE * (1.0 - step as f32 / STEPS as f32) * weight;
        for (row, off) in weights.chunks_exact_mut(N + 1).zip(off) {
            for (weight, sign) in row.iter_mut().zip(signs.iter().chain([&1.0])) {
                *weight -= rate * off * sign;
            }
        }
    }
    weights
}

/// Trains a member, from where its state was left; each begins elsewhere and learns in another order.
fn train(samples: &Samples, member: usize, state: &Path) -> Result<Training, Box<dyn Error>> {
    let mut training = Training::new(samples.letters.len() + 1, &mut Draw(0x5555_1234 * (member as u64 + 1)));
    let begun = fs::read(state).ok().and_then(|bytes| restore(&mut training, &bytes)).unwrap_or(0);
    let steps_a_round = samples.places.len().div_ceil(BATCH);
    let steps = ROUNDS * steps_a_round;
    for round in begun..ROUNDS {
        let mut draw = Draw(0x2468_ace1 * (ROUNDS * member + round + 1) as u64);
        let mut order: Vec<usize> = (0..samples.places.len()).collect();
        (1..order.len()).rev().for_each(|at| order.swap(at, draw.below(at + 1)));
        let mut errors = 0.0;
        for (at, batch) in order.chunks(BATCH).enumerate() {
            let step = round * steps_a_round + at + 1;
            let batch: Vec<Sample> = batch.iter().map(|&at| hidden(samples.places[at], &mut draw)).collect();
            let fall = 0.5 * (1.0 + (std::f32::consts::PI * step as f32 / steps as f32).cos());
            let rate = RATE * fall.max(0.01) * (step as f32 / RISES).min(1.0);
            errors += training.learn(&batch, step, rate);
        }
        println!("network {}, round {}: error {:.5}", member + 1, round + 1, errors / samples.places.len() as f64);
        fs::write(state, kept(&mut training, round + 1))?;
    }
    Ok(training)
}

/// A sample with some of its characters hidden.
fn hidden(mut sample: Sample, draw: &mut Draw) -> Sample {
    for row in &mut sample.signs.shown {
        if draw.below(1000) < HIDDEN {
            *row = 0;
        }
    }
    sample
}

/// A training and how many rounds it had, as bytes.
fn kept(training: &mut Training, rounds: usize) -> Vec<u8> {
    let mut bytes = (rounds as u64).to_le_bytes().to_vec();
    for weights in [&mut training.weights, &mut training.means, &mut training.squares] {
        bytes.extend(weights.lists().into_iter().flatten().flat_map(|weight| weight.to_le_bytes()));
    }
    bytes
}

/// Goes back to what was kept, and tells how many rounds it had; none where the bytes are of another network.
fn restore(training: &mut Training, bytes: &[u8]) -> Option<usize> {
    let (rounds, rest) = bytes.split_first_chunk()?;
    if kept(training, 0).len() != bytes.len() {
        return None;
    }
    let (floats, _) = rest.as_chunks();
    let mut floats = floats.iter().map(|bytes| f32::from_le_bytes(*bytes));
    for weights in [&mut training.weights, &mut training.means, &mut training.squares] {
        for weight in weights.lists().into_iter().flatten() {
            *weight = floats.next()?;
        }
    }
    usize::try_from(u64::from_le_bytes(*rounds)).ok()
}

/// The odds from which 1/64, 1/32, … places are told of in a published text, on the part for tuning.
fn limits(folder: &Path, learnt: &Learnt<'_>, network: &[u8]) -> Result<[f32; LIMITS], Box<dyn Error>> {
    let learnt = Learnt { network: Network::new(network), ..*learnt };
    let mut odds = Vec::new();
    let mut count = 0;
    for text in texts::of(folder).into_iter().filter(|text| Part::of(text) == Part::Tune) {
        count += 1;
        odds.extend(alarms(&learnt, &text.source()?));
    }
    odds.sort_unstable_by(|a, b| b.total_cmp(a));
    Ok(std::array::from_fn(|at| {
        let rank = f64::from(count) * RAREST * f64::from(1_u32 << at);
        odds.get(rank as usize).or(odds.last()).copied().unwrap_or_default()
    }))
}

/// The odds of all that looks like a slip in a published text, outside quotations and titles.
pub fn alarms(learnt: &Learnt<'_>, source: &Source) -> Vec<f32> {
    let document = Document::parse(source, &Hints::default());
    let found = slips::find(learnt, document.text(), &document.running_text(), f32::MIN);
    found.into_iter().filter(|slip| !document.quotes().mention(slip.span.start)).map(|slip| slip.odds).collect()
}
