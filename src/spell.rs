//! What is known of legislative Chinese as running text, character by character: which pairs of characters occur in
//! published law, and which characters are alike. Data trained or compiled beforehand, used in place.

pub mod alike;
pub mod evidence;
pub mod model;
pub mod own;
pub mod slips;
pub mod symbols;
pub mod table;

use model::Model;

/// The model of legislative Chinese; see lints/data/model/README.md.
static MODEL: &[u8] = include_bytes!("../lints/data/model/model.bin");

/// The odds, as logarithms, from which a slip is worth a look, and from which it is as good as sure.
pub const ADVICE: f32 = 0.55;
/// See [`ADVICE`].
pub const WARNING: f32 = 2.3;

/// The model, where it lies in the program.
pub fn model() -> Model<'static> {
    Model::new(MODEL)
}

/// Length of the filter in bytes; a power of two.
pub const FILTER_BYTES: usize = 1 << 18;

/// The Bloom filter of pairs; see lints/data/README.md.
static PAIRS: &[u8; FILTER_BYTES] = include_bytes!("../lints/data/pairs.bin");

/// How many bits stand for a pair.
const PROBES: u64 = 3;

/// The bits of a pair, each as a byte of the filter and a mask.
fn bits(first: char, second: char) -> impl Iterator<Item = (usize, u8)> {
    let key = (u64::from(u32::from(first)) << 32) | u64::from(u32::from(second));
    // splitmix64's finisher; its two halves give all probes.
    let key = (key ^ (key >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let key = (key ^ (key >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let key = key ^ (key >> 31);
    let (one, two) = (key & 0xffff_ffff, (key >> 32) | 1);
    (0..PROBES).map(move |probe| {
        let bit = one.wrapping_add(probe.wrapping_mul(two)) & (FILTER_BYTES as u64 * 8 - 1);
        ((bit >> 3) as usize, 1 << (bit & 7))
    })
}

/// Whether two characters next to each other are known from published law. Pairs that never occur are taken for known
/// in about one case of a hundred, known ones never for unknown.
pub fn is_known_pair(first: char, second: char) -> bool {
    bits(first, second).all(|(byte, mask)| PAIRS[byte] & mask != 0)
}

/// Makes the filter of pairs. For the training tool.
pub fn filter_of(pairs: impl Iterator<Item = (char, char)>) -> Vec<u8> {
    let mut filter = vec![0_u8; FILTER_BYTES];
    for (first, second) in pairs {
        for (byte, mask) in bits(first, second) {
            filter[byte] |= mask;
        }
    }
    filter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_law_are_known_and_others_are_not() {
        for pair in ["规定", "应当", "科学", "技术", "条例"] {
            let mut letters = pair.chars();
            let (Some(a), Some(b)) = (letters.next(), letters.next()) else { continue };
            assert!(is_known_pair(a, b), "{pair}");
        }
        assert!(!is_known_pair('技', '技'));
        assert!(!is_known_pair('鳖', '馕'));
    }

    #[test]
    fn a_filter_holds_what_was_put_in() {
        let filter = filter_of([('甲', '乙')].into_iter());
        let held = |a, b| bits(a, b).all(|(byte, mask)| filter[byte] & mask != 0);
        assert!(held('甲', '乙'));
        assert!(!held('乙', '甲'));
    }
}
