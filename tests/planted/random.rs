//! Chance without a clock: the same constant gives the same plantings on every machine.

/// xorshift64*, small and good enough to choose places.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Two numbers that name a stream: which class, which draft.
    pub fn new(class: usize, draft: usize) -> Self {
        let seed = 0x9E37_79B9_7F4A_7C15_u64 ^ ((class as u64) << 32) ^ (draft as u64 + 1);
        let mut random = Self(seed);
        for _ in 0..8 {
            random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from((self.next() >> 16) % end as u64).expect("below a usize")
    }

    /// One of several, `None` of none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() { None } else { Some(&from[self.below(from.len())]) }
    }
}
