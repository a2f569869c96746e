//! The network in floats, as it is trained: step by step down the slope of its errors, by Adam, in a fixed order.

use falint::spell::network::{INPUTS, LETTER, OUTPUTS, WIDTHS};
use falint::spell::signs::PLAIN;

use crate::plant::Draw;
use crate::samples::Sample;

/// How many samples are weighed before a step.
pub const BATCH: usize = 128;

/// How fast means forget, of the slope and of its square.
const FORGETS: f32 = 0.1;
const FORGETS_SQUARE: f32 = 0.001;

/// How strongly weights are held near nothing.
const HELD: f32 = 0.02;

/// The weights: those of each layer and what is added to its outputs, one after the other; then the numbers of the
/// characters.
#[derive(Debug, Clone)]
pub struct Weights {
    pub layers: [(Vec<f32>, Vec<f32>); 3],
    pub numbers: Vec<f32>,
}

impl Weights {
    /// All nothing, for so many characters.
    pub fn zero(characters: usize) -> Self {
        let layer = |at: usize| (vec![0.0; WIDTHS[at] * WIDTHS[at + 1]], vec![0.0; WIDTHS[at + 1]]);
        Self { layers: [layer(0), layer(1), layer(2)], numbers: vec![0.0; characters * LETTER] }
    }

    /// Small and random, to begin with.
    pub fn random(characters: usize, draw: &mut Draw) -> Self {
        let mut weights = Self::zero(characters);
        // Of the first layer's inputs fewer than half are there at a time.
        let scales = [0.16, (6.0 / WIDTHS[1] as f32).sqrt(), (1.0 / WIDTHS[2] as f32).sqrt()];
        for ((layer, _), scale) in weights.layers.iter_mut().zip(scales) {
            layer.iter_mut().for_each(|weight| *weight = draw.around_nothing() * scale);
        }
        weights.numbers.iter_mut().for_each(|number| *number = draw.around_nothing() * 0.3);
        weights
    }

    /// All of them, one list after the other.
    pub fn lists(&mut self) -> [&mut Vec<f32>; 7] {
        let [(a, b), (c, d), (e, f)] = &mut self.layers;
        [a, b, c, d, e, f, &mut self.numbers]
    }
}

/// Weights in training.
#[derive(Debug, Clone)]
pub struct Training {
    pub weights: Weights,
    /// The means of the slope and of its square.
    pub means: Weights,
    pub squares: Weights,
    slope: Weights,
}

/// What each layer gives for a sample.
struct Pass {
    inputs: [f32; INPUTS],
    first: [f32; WIDTHS[1]],
    second: [f32; WIDTHS[2]],
    outputs: [f32; OUTPUTS],
}

impl Training {
    /// Begins with random weights for so many characters.
    pub fn new(characters: usize, draw: &mut Draw) -> Self {
        let zero = Weights::zero(characters);
        Self { weights: Weights::random(characters, draw), means: zero.clone(), squares: zero.clone(), slope: zero }
    }

    /// Learns from a batch, the `step`th from 1, at a rate; gives the sum of the errors.
    pub fn learn(&mut self, batch: &[Sample], step: usize, rate: f32) -> f64 {
        let mut errors = 0.0;
        let mut touched: Vec<u16> = Vec::new();
        for sample in batch {
            errors += self.weigh(sample);
            touched.extend(sample.signs.shown);
        }
        touched.sort_unstable();
        touched.dedup();
        let power = |forgets: f32| 1.0 - (1.0 - forgets).powi(i32::try_from(step.min(20_000)).unwrap_or(i32::MAX));
        let stride = rate * power(FORGETS_SQUARE).sqrt() / power(FORGETS);
        let Self { weights, means, squares, slope } = self;
        let lists = weights.lists().into_iter().zip(slope.lists()).zip(means.lists()).zip(squares.lists());
        for (at, (((weights, slope), means), squares)) in lists.enumerate() {
            // Of the characters, those of the batch.
            let all = 0..weights.len();
            let rows = touched.iter().map(|&row| usize::from(row) * LETTER..(usize::from(row) + 1) * LETTER);
            let ranges: Vec<_> = if at < 6 { vec![all] } else { rows.collect() };
            for range in ranges {
                let (weights, slope) = (&mut weights[range.clone()], &mut slope[range.clone()]);
                let (means, squares) = (&mut means[range.clone()], &mut squares[range]);
                descend(weights, slope, means, squares, stride, rate * HELD);
            }
        }
        errors
    }

    fn pass(&self, sample: &Sample) -> Pass {
        let mut pass =
            Pass { inputs: [0.0; INPUTS], first: [0.0; WIDTHS[1]], second: [0.0; WIDTHS[2]], outputs: [0.0; OUTPUTS] };
        pass.inputs[..PLAIN].copy_from_slice(&sample.signs.plain());
        for (letter, &row) in pass.inputs[PLAIN..].chunks_exact_mut(LETTER).zip(&sample.signs.shown) {
            letter.copy_from_slice(&self.weights.numbers[usize::from(row) * LETTER..][..LETTER]);
        }
        let [one, two, three] = &self.weights.layers;
        forth(&pass.inputs, one, &mut pass.first);
        pass.first.iter_mut().for_each(|value| *value = value.max(0.0));
        forth(&pass.first, two, &mut pass.second);
        pass.second.iter_mut().for_each(|value| *value = value.max(0.0));
        forth(&pass.second, three, &mut pass.outputs);
        pass
    }

    /// Adds a sample's part to the slope; gives its error.
    fn weigh(&mut self, sample: &Sample) -> f64 {
        let pass = self.pass(sample);
        let mut off = shares(&pass.outputs);
        let target = usize::from(sample.kind);
        let error = -f64::from(off[target].max(1e-9).ln() * sample.weight);
        off[target] -= 1.0;
        off.iter_mut().for_each(|off| *off *= sample.weight / BATCH as f32);
        let (mut first, mut second) = ([0.0; WIDTHS[1]], [0.0; WIDTHS[2]]);
        let ([one, two, three], slope) = (&self.weights.layers, &mut self.slope);
        back(&pass.second, &off, &mut slope.layers[2]);
        through(&pass.second, &off, &three.0, &mut second);
        back(&pass.first, &second, &mut slope.layers[1]);
        through(&pass.first, &second, &two.0, &mut first);
        back(&pass.inputs, &first, &mut slope.layers[0]);
        for (place, &row) in sample.signs.shown.iter().enumerate() {
            let weights = one.0[(PLAIN + place * LETTER) * WIDTHS[1]..].chunks_exact(WIDTHS[1]);
            let slope = &mut slope.numbers[usize::from(row) * LETTER..][..LETTER];
            for (slope, weights) in slope.iter_mut().zip(weights) {
                *slope += weights.iter().zip(&first).map(|(weight, off)| weight * off).sum::<f32>();
            }
        }
        error
    }
}

/// The shares of the outputs, which add up to one.
pub fn shares(outputs: &[f32; OUTPUTS]) -> [f32; OUTPUTS] {
    let highest = outputs.iter().copied().fold(f32::MIN, f32::max);
    let raised = outputs.map(|output| (output - highest).exp());
    let sum: f32 = raised.iter().sum();
    raised.map(|one| one / sum)
}

fn forth(inputs: &[f32], (weights, added): &(Vec<f32>, Vec<f32>), outputs: &mut [f32]) {
    outputs.copy_from_slice(added);
    for (input, weights) in inputs.iter().zip(weights.chunks_exact(outputs.len())).filter(|(input, _)| **input != 0.0) {
        for (output, weight) in outputs.iter_mut().zip(weights) {
            *output += input * weight;
        }
    }
}

/// Adds to the slope of a layer that was given `inputs` and is `off` by so much.
fn back(inputs: &[f32], off: &[f32], (weights, added): &mut (Vec<f32>, Vec<f32>)) {
    added.iter_mut().zip(off).for_each(|(added, off)| *added += off);
    for (input, slope) in inputs.iter().zip(weights.chunks_exact_mut(off.len())).filter(|(input, _)| **input != 0.0) {
        for (slope, off) in slope.iter_mut().zip(off) {
            *slope += input * off;
        }
    }
}

/// How much the inputs of a layer are off, those that are not nothing.
fn through(inputs: &[f32], off: &[f32], weights: &[f32], before: &mut [f32]) {
    let rows = inputs.iter().zip(weights.chunks_exact(off.len()));
    for (before, (input, weights)) in before.iter_mut().zip(rows) {
        let sum = || weights.iter().zip(off).map(|(weight, off)| weight * off).sum();
        *before = if *input == 0.0 { 0.0 } else { sum() };
    }
}

/// Goes a step down, and forgets the slope.
fn descend(weights: &mut [f32], slope: &mut [f32], means: &mut [f32], squares: &mut [f32], stride: f32, held: f32) {
    for (((weight, slope), mean), square) in weights.iter_mut().zip(slope).zip(means).zip(squares) {
        *mean += FORGETS * (*slope - *mean);
        *square += FORGETS_SQUARE * (*slope * *slope - *square);
        *weight -= stride * *mean / (square.sqrt() + 1e-8) + held * *weight;
        *slope = 0.0;
    }
}
