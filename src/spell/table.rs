//! How often sequences of symbols occur, as a hash table of 16 bits an entry that is used where it lies.
//!
//! A sequence is known by its 64-bit hash. It lies in one of two buckets of four entries; an entry holds twelve bits of
//! the hash and four bits of the count, as a level. One unknown sequence in five hundred is taken for a known one; a
//! known one is always found.

use super::symbols::Symbol;

/// Entries of a bucket.
const SLOTS: usize = 4;

/// Bytes of a bucket.
const BUCKET: usize = SLOTS * 2;

/// A one in each entry of a bucket.
const EACH: u64 = 0x0001_0001_0001_0001;

/// How full a table is made, at most: above, building it would take very long.
const FULL: f64 = 0.96;

/// The steps in which a place is sought for an entry, at most.
const STEPS: usize = 100_000;

/// Bits of a level.
const LEVEL_BITS: u32 = 4;

/// The highest level.
pub const HIGHEST: u8 = 15;

/// Levels to a doubling of the count.
pub const LEVELS_A_BIT: f64 = 1.4;

/// The hash of a sequence, symbol by symbol.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u64);

impl Key {
    /// The sequence with one more symbol behind it.
    #[must_use]
    pub const fn and(self, symbol: Symbol) -> Self {
        Self((self.0.rotate_left(23) ^ symbol as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// The hash of a whole sequence.
    pub fn of(symbols: &[Symbol]) -> Self {
        symbols.iter().fold(Self::default(), |key, &symbol| key.and(symbol))
    }

    /// Its bits, each dependent on all symbols.
    pub const fn mixed(self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        mixed ^ (mixed >> 32)
    }

    /// Its two buckets of so many, and its bits of an entry, which are never 0.
    const fn places(self, buckets: usize) -> ([usize; 2], u16) {
        let mixed = self.mixed();
        let other = mixed.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let bits = (mixed & 0xfff) as u16;
        let buckets = buckets as u64;
        let (one, two) = (((mixed >> 32) * buckets) >> 32, ((other >> 32) * buckets) >> 32);
        ([one as usize, two as usize], if bits == 0 { 1 } else { bits })
    }
}

/// A table where it lies.
#[derive(Debug, Clone, Copy)]
pub struct Table<'t> {
    bytes: &'t [u8],
}

impl<'t> Table<'t> {
    /// A table made by [`build`].
    pub const fn new(bytes: &'t [u8]) -> Self {
        Self { bytes }
    }

    /// The level of a sequence's count, from 0; none where it is unknown.
    pub fn level(&self, key: Key) -> Option<u8> {
        let (places, bits) = key.places(self.bytes.len() / BUCKET);
        places.into_iter().find_map(|bucket| {
            let entries = self.entries(bucket);
            let same = same(entries, bits);
            (same != 0).then(|| (entries >> (same.trailing_zeros() - 15) & 0xf) as u8)
        })
    }

    /// Whether a sequence is known. Both buckets are read at once: which of them holds it cannot be foretold.
    pub fn knows(&self, key: Key) -> bool {
        let ([one, other], bits) = key.places(self.bytes.len() / BUCKET);
        same(self.entries(one), bits) | same(self.entries(other), bits) != 0
    }

    fn entries(&self, bucket: usize) -> u64 {
        let bytes = self.bytes.get(bucket * BUCKET..).and_then(|bytes| bytes.first_chunk());
        bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }
}

/// The highest bit of the lowest entry that agrees in all bits but its level, if any; those above it mean nothing.
const fn same(entries: u64, bits: u16) -> u64 {
    let differing = (entries ^ ((bits << LEVEL_BITS) as u64 * EACH)) & (EACH * 0xfff0);
    differing.wrapping_sub(EACH) & !differing & (EACH << 15)
}

/// The level of a count from 1: 0 to 15.
pub fn level_of(count: u32) -> u8 {
    (f64::from(count.max(1)).log2() * LEVELS_A_BIT).round().min(f64::from(HIGHEST)) as u8
}

/// Makes a table of sequences and their levels; the same entries in the same order give the same bytes. For the
/// training tool. None where no place is found for an entry.
pub fn build(entries: &[(Key, u8)]) -> Option<Vec<u8>> {
    let buckets = (entries.len() as f64 / FULL / SLOTS as f64).ceil().max(1.0) as usize;
    // What lies in a slot: the position of its entry from 1, or 0.
    let mut slots = vec![0_u32; buckets * SLOTS];
    for at in 0..entries.len() {
        let mut moving = u32::try_from(at + 1).ok()?;
        let mut bucket = entries[at].0.places(buckets).0[0];
        let mut placed = false;
        for step in 0..STEPS {
            let places = entries[moving as usize - 1].0.places(buckets).0;
            let free = places
                .into_iter()
                .find_map(|bucket| (bucket * SLOTS..(bucket + 1) * SLOTS).find(|&slot| slots[slot] == 0));
            if let Some(slot) = free {
                slots[slot] = moving;
                placed = true;
                break;
            }
            // The one that lay there goes on to its other bucket.
            let slot = bucket * SLOTS + step.wrapping_mul(0x9e37_79b1) / 8 % SLOTS;
            std::mem::swap(&mut slots[slot], &mut moving);
            let places = entries[moving as usize - 1].0.places(buckets).0;
            bucket = if places[0] == bucket { places[1] } else { places[0] };
        }
        if !placed {
            return None;
        }
    }
    let mut bytes = vec![0; buckets * BUCKET];
    for (slot, &entry) in slots.iter().enumerate().filter(|(_, entry)| **entry > 0) {
        let (key, level) = entries[entry as usize - 1];
        let value = (key.places(buckets).1 << LEVEL_BITS) | u16::from(level.min(HIGHEST));
        bytes[slot * 2..slot * 2 + 2].copy_from_slice(&value.to_le_bytes());
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u32) -> Key {
        Key::of(&[(number >> 16) as Symbol, number as Symbol])
    }

    #[test]
    fn what_is_put_in_is_found_with_its_level() {
        let entries: Vec<(Key, u8)> = (0..20_000).map(|number| (key(number), (number % 16) as u8)).collect();
        let bytes = build(&entries).expect("there is room");
        assert_eq!(bytes, build(&entries).expect("there is room"));
        let table = Table::new(&bytes);
        let mistaken = entries.iter().filter(|(key, level)| table.level(*key) != Some(*level)).count();
        // Another entry may lie in the way.
        assert!(mistaken < 60, "{mistaken} of 20000");
        let unknown = (20_000..40_000).filter(|&number| table.level(key(number)).is_some()).count();
        assert!(unknown < 80, "{unknown} of 20000");
    }

    #[test]
    fn levels_grow_with_counts_and_keep_to_four_bits() {
        assert_eq!([1, 2, 4, 64, u32::MAX].map(level_of), [0, 1, 3, 8, 15]);
    }

    #[test]
    fn an_empty_table_knows_nothing() {
        assert_eq!(Table::new(&[]).level(key(1)), None);
        assert_eq!(Table::new(&build(&[]).expect("there is room")).level(key(1)), None);
    }
}
