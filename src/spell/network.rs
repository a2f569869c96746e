//! The small neural network that weighs the signs of a place: members that were trained apart, of which each has two
//! hidden layers between the signs and the kinds of slip, and the mean of what they say. One file, made by the training
//! tool, used where it lies in the binary.
//!
//! The same text gives the same odds on every platform: weights are whole numbers of eight bits with a scale for each
//! layer, and all sums are made in 32-bit floats, one after the other in a fixed order. There is no fused step and no
//! function of the platform's.

use super::kind::SlipKind;
use super::signs::{GLANCE, PLAIN, SHOWN};
use super::symbols::Symbol;

/// How many numbers stand for a character.
pub const LETTER: usize = 12;

/// What the first layer takes: the plain signs, then the characters shown.
pub const INPUTS: usize = PLAIN + SHOWN * LETTER;

/// What comes out: that nothing happened, and each kind of slip.
pub const OUTPUTS: usize = 1 + SlipKind::ALL.len();

/// How many networks are asked; what one of them has learnt by chance the others have not.
pub const MEMBERS: usize = 4;

/// What each layer of a member takes, and what the last gives.
pub const WIDTHS: [usize; 4] = [INPUTS, 80, 24, OUTPUTS];

/// The widest of the hidden layers.
const WIDEST: usize = 80;

/// How many limits there are; see [`Network::limit`].
pub const LIMITS: usize = 10;

/// The fewest alarms that a limit is known for, in a text of usual length; each further limit is for twice as many.
const FEWEST: f32 = 1.0 / 64.0;

/// Bytes of a float.
const FLOAT: usize = 4;

/// A network where it lies.
#[derive(Debug, Clone, Copy)]
pub struct Network<'n> {
    limits: &'n [u8],
    /// The regression on the few signs of a glance, and that on all plain signs: for each output the weights of its
    /// signs, and what is added.
    glance: &'n [u8],
    regression: &'n [u8],
    /// The characters that have numbers of their own, in order.
    letters: &'n [u8],
    members: [Member<'n>; MEMBERS],
}

/// One of the networks.
#[derive(Debug, Clone, Copy)]
struct Member<'n> {
    /// The numbers of any other character, then those of each.
    numbers: Whole<'n>,
    layers: [Layer<'n>; 3],
}

/// Whole numbers of eight bits that share a scale.
#[derive(Debug, Clone, Copy)]
struct Whole<'n> {
    scale: f32,
    bytes: &'n [u8],
}

/// Weights, those of one input after those of another, and what is added to each output.
#[derive(Debug, Clone, Copy)]
struct Layer<'n> {
    weights: Whole<'n>,
    added: &'n [u8],
}

/// What the network makes of a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// The likeliest kind.
    pub kind: SlipKind,
    /// The logarithm of the odds that anything happened against nothing, were slips as frequent as in training.
    pub odds: f32,
}

/// Takes bytes off the front.
fn take<'n>(bytes: &mut &'n [u8], len: usize) -> Option<&'n [u8]> {
    let (head, rest) = bytes.split_at_checked(len)?;
    *bytes = rest;
    Some(head)
}

fn float(bytes: &[u8], at: usize) -> f32 {
    let four = bytes.get(at * FLOAT..).and_then(|bytes| bytes.first_chunk());
    four.map_or(0.0, |four| f32::from_le_bytes(*four))
}

impl<'n> Network<'n> {
    /// A network made by [`Parts::bytes`]; none where the bytes are no such file.
    pub fn new(mut bytes: &'n [u8]) -> Option<Self> {
        let count = usize::from(u16::from_le_bytes(*take(&mut bytes, 2)?.first_chunk()?));
        let limits = take(&mut bytes, LIMITS * FLOAT)?;
        let glance = take(&mut bytes, OUTPUTS * (GLANCE + 1) * FLOAT)?;
        let regression = take(&mut bytes, OUTPUTS * (PLAIN + 1) * FLOAT)?;
        let letters = take(&mut bytes, count * 2)?;
        let whole = |bytes: &mut &'n [u8], len: usize| {
            Some(Whole { scale: float(take(bytes, FLOAT)?, 0), bytes: take(bytes, len)? })
        };
        let layer = |bytes: &mut &'n [u8], from: usize| {
            let weights = whole(bytes, WIDTHS[from] * WIDTHS[from + 1])?;
            Some(Layer { weights, added: take(bytes, WIDTHS[from + 1] * FLOAT)? })
        };
        let mut member = || {
            let numbers = whole(&mut bytes, (count + 1) * LETTER)?;
            let layers = [layer(&mut bytes, 0)?, layer(&mut bytes, 1)?, layer(&mut bytes, 2)?];
            Some(Member { numbers, layers })
        };
        let mut members = [member()?; MEMBERS];
        for next in &mut members[1..] {
            *next = member()?;
        }
        bytes.is_empty().then_some(Self { limits, glance, regression, letters, members })
    }

    /// The odds from which so many places of a published law of usual length are told of, in hundredths.
    pub fn limit(&self, hundredths: usize) -> f32 {
        let alarms = hundredths as f32 / 100.0;
        let mut known = FEWEST;
        for at in 0..LIMITS - 1 {
            if alarms < known * 2.0 {
                let (here, next) = (float(self.limits, at), float(self.limits, at + 1));
                return here + (next - here) * (alarms - known).max(0.0) / known;
            }
            known *= 2.0;
        }
        float(self.limits, LIMITS - 1)
    }

    /// What a glance says of a place; only before what is no character can one only be lost.
    pub fn glance(&self, signs: &[f32; GLANCE], is_character: bool) -> Verdict {
        regress(self.glance, signs, is_character)
    }

    /// What the regression on all plain signs says of a place.
    pub fn regress(&self, signs: &[f32; PLAIN], is_character: bool) -> Verdict {
        regress(self.regression, signs, is_character)
    }

    /// What the network makes of a place: of its plain signs, and of the symbols shown.
    pub fn judge(&self, plain: &[f32; PLAIN], shown: &[Symbol; SHOWN], is_character: bool) -> Verdict {
        let rows = shown.map(|symbol| self.row(symbol));
        let mut mean = [0.0; OUTPUTS];
        for member in &self.members {
            let outputs = member.outputs(plain, &rows);
            mean.iter_mut().zip(outputs).for_each(|(mean, output)| *mean += output / MEMBERS as f32);
        }
        verdict(&mean, is_character)
    }

    /// The row of a character's numbers.
    fn row(&self, symbol: Symbol) -> usize {
        let (letters, _) = self.letters.as_chunks::<2>();
        letters.binary_search_by_key(&symbol, |letter| u16::from_le_bytes(*letter)).map_or(0, |at| at + 1)
    }
}

impl Member<'_> {
    /// What it gives for plain signs, and for the characters of these rows.
    fn outputs(&self, plain: &[f32; PLAIN], rows: &[usize; SHOWN]) -> [f32; OUTPUTS] {
        let mut inputs = [0.0; INPUTS];
        inputs[..PLAIN].copy_from_slice(plain);
        for (letter, row) in inputs[PLAIN..].chunks_exact_mut(LETTER).zip(rows) {
            for (number, &byte) in letter.iter_mut().zip(&self.numbers.bytes[row * LETTER..]) {
                *number = f32::from(byte as i8) * self.numbers.scale;
            }
        }
        let (mut first, mut second, mut outputs) = ([0.0; WIDTHS[1]], [0.0; WIDTHS[2]], [0.0; OUTPUTS]);
        self.layers[0].pass(&inputs, &mut first);
        rectify(&mut first);
        self.layers[1].pass(&first, &mut second);
        rectify(&mut second);
        self.layers[2].pass(&second, &mut outputs);
        outputs
    }
}

/// The outputs of a regression.
fn regress(weights: &[u8], signs: &[f32], is_character: bool) -> Verdict {
    let width = signs.len() + 1;
    let mut outputs: [f32; OUTPUTS] = std::array::from_fn(|output| float(weights, output * width + signs.len()));
    for (at, sign) in signs.iter().enumerate().filter(|(_, sign)| **sign != 0.0) {
        for (output, sum) in outputs.iter_mut().enumerate() {
            *sum += sign * float(weights, output * width + at);
        }
    }
    verdict(&outputs, is_character)
}

impl Layer<'_> {
    fn pass(&self, inputs: &[f32], outputs: &mut [f32]) {
        let mut sums = [0.0; WIDEST];
        let sums = &mut sums[..outputs.len()];
        for (input, weights) in inputs.iter().zip(self.weights.bytes.chunks_exact(outputs.len())) {
            // Most signs are not there.
            if *input != 0.0 {
                for (sum, &weight) in sums.iter_mut().zip(weights) {
                    *sum += input * f32::from(weight as i8);
                }
            }
        }
        for (at, (output, sum)) in outputs.iter_mut().zip(sums).enumerate() {
            *output = *sum * self.weights.scale + float(self.added, at);
        }
    }
}

fn rectify(values: &mut [f32]) {
    values.iter_mut().for_each(|value| *value = value.max(0.0));
}

/// The likeliest kind, and the odds that it is any of them. What is no character cannot have changed; before it one may
/// be lost.
pub fn verdict(outputs: &[f32; OUTPUTS], is_character: bool) -> Verdict {
    let odds = |kind: SlipKind| outputs[1 + kind as usize] - outputs[0];
    let mut best = Verdict { kind: SlipKind::Lost, odds: odds(SlipKind::Lost) };
    let mut any = best.odds;
    for kind in SlipKind::ALL.into_iter().filter(|kind| is_character && *kind != SlipKind::Lost) {
        let odds = odds(kind);
        any = either(any, odds);
        if odds > best.odds {
            best = Verdict { kind, odds };
        }
    }
    Verdict { odds: any, ..best }
}

/// The logarithm of the sum of two odds given by their logarithms, within a twentieth.
fn either(one: f32, other: f32) -> f32 {
    let apart = ((one - other).abs() * 0.2).min(1.0);
    let left = 1.0 - apart;
    one.max(other) + std::f32::consts::LN_2 * left * left * left
}

/// What a network is made of. For the training tool.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// The odds from which 1/64, 1/32, … places of a text are told of.
    pub limits: [f32; LIMITS],
    /// For each output the weights of the signs of a glance, then what is added.
    pub glance: Vec<f32>,
    /// The same of all plain signs.
    pub regression: Vec<f32>,
    /// The characters with numbers of their own, in order.
    pub letters: Vec<Symbol>,
    /// The networks.
    pub members: [MemberParts; MEMBERS],
}

/// What one of the networks is made of.
#[derive(Debug, Clone, Default)]
pub struct MemberParts {
    /// The numbers of any other character, then those of each.
    pub numbers: Vec<f32>,
    /// For each layer its weights, those of one input after those of another, and what is added to each output.
    pub layers: [(Vec<f32>, Vec<f32>); 3],
}

impl Parts {
    /// The network as a file; none where there are too many letters.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = u16::try_from(self.letters.len()).ok()?.to_le_bytes().to_vec();
        let floats =
            |bytes: &mut Vec<u8>, floats: &[f32]| bytes.extend(floats.iter().flat_map(|float| float.to_le_bytes()));
        floats(&mut bytes, &self.limits);
        floats(&mut bytes, &self.glance);
        floats(&mut bytes, &self.regression);
        bytes.extend(self.letters.iter().flat_map(|letter| letter.to_le_bytes()));
        let whole = |bytes: &mut Vec<u8>, values: &[f32]| {
            let largest = values.iter().fold(f32::MIN_POSITIVE, |largest, value| largest.max(value.abs()));
            let scale = largest / f32::from(i8::MAX);
            floats(bytes, &[scale]);
            bytes.extend(values.iter().map(|value| (value / scale).round() as i8 as u8));
        };
        for MemberParts { numbers, layers } in &self.members {
            whole(&mut bytes, numbers);
            for (weights, added) in layers {
                whole(&mut bytes, weights);
                floats(&mut bytes, added);
            }
        }
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static FILE: &[u8] = include_bytes!("../../lints/data/model/network.bin");

    fn network() -> Network<'static> {
        Network::new(FILE).expect("a network")
    }

    #[test]
    fn all_files_of_the_model_together_are_small() {
        let others = [
            include_bytes!("../../lints/data/model/model.bin").len(),
            include_bytes!("../../lints/data/model/words.bin").len(),
            include_bytes!("../../lints/data/model/rare.bin").len(),
        ];
        let len = FILE.len() + others.into_iter().sum::<usize>();
        assert!(len <= 11_000_000, "{len} bytes");
    }

    #[test]
    fn bytes_that_are_no_network_are_none() {
        assert!(Network::new(&[]).is_none());
        assert!(Network::new(&FILE[1..]).is_none());
        assert!(Network::new(&FILE[..FILE.len() - 1]).is_none());
    }

    #[test]
    fn the_more_alarms_the_lower_the_limit() {
        let limits: Vec<f32> = (1..=900).map(|hundredths| network().limit(hundredths)).collect();
        assert!(limits.is_sorted_by(|one, next| one >= next));
        assert!(limits[0] > limits[49] && limits[49] > limits[799]);
    }

    #[test]
    fn parts_are_read_back_as_they_were_written() {
        let layer = |at: usize| (vec![1.0; WIDTHS[at] * WIDTHS[at + 1]], vec![0.5; WIDTHS[at + 1]]);
        let parts = Parts {
            limits: [2.0; LIMITS],
            glance: vec![0.0; OUTPUTS * (GLANCE + 1)],
            regression: vec![0.0; OUTPUTS * (PLAIN + 1)],
            letters: vec![5, 9],
            members: std::array::from_fn(|_| MemberParts {
                numbers: vec![-1.0; 3 * LETTER],
                layers: [layer(0), layer(1), layer(2)],
            }),
        };
        let bytes = parts.bytes().expect("few letters");
        let network = Network::new(&bytes).expect("a network");
        assert_eq!(network.limit(50), 2.0);
        assert_eq!([5, 9, 7].map(|symbol| network.row(symbol)), [1, 2, 0]);
        let verdict = network.judge(&[1.0; PLAIN], &[9; SHOWN], true);
        // All outputs are alike: each of the four kinds is as likely as nothing.
        assert!((verdict.odds - 4.0_f32.ln()).abs() < 0.1, "{verdict:?}");
    }
}
