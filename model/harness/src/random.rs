//! Reproducible random input for checks.
//!
//! It may not read the clock or the operating system: the same seed gives the same numbers on every machine, because an
//! oracle compares values made in two processes.

use std::ops::Range;

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    /// A generator whose whole output follows from `seed`.
    pub fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 when `n` is 0. The bias of the remainder does not matter for test data.
    pub fn below(&mut self, n: u64) -> u64 {
        if n == 0 { 0 } else { self.next_u64() % n }
    }

    /// A number in `range`; its start when the range is empty.
    pub fn range(&mut self, range: Range<u64>) -> u64 {
        range.start + self.below(range.end.saturating_sub(range.start))
    }

    /// `len` numbers of 64 random bits each.
    pub fn vec(&mut self, len: usize) -> Vec<u64> {
        (0..len).map(|_| self.next_u64()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        assert_eq!(Rng::new(7).vec(5), Rng::new(7).vec(5));
        assert_ne!(Rng::new(7).vec(5), Rng::new(8).vec(5));
    }

    #[test]
    fn ranges_are_half_open_and_empty_ranges_give_their_start() {
        let mut rng = Rng::new(1);
        assert!((0..1_000).all(|_| (3..6).contains(&rng.range(3..6))));
        assert_eq!(rng.range(4..4), 4);
        assert_eq!(rng.below(0), 0);
    }
}
