//! Rows in batches, cut from a slice.

use harness::Rng;

fn batches(seed: u64) -> Vec<Vec<u64>> {
    let mut rng = Rng::new(seed);
    let size = rng.below(5) as usize;
    let len = rng.below(24) as usize;
    let rows = rng.vec(len);
    rows.chunks(size.max(1)).map(<[u64]>::to_vec).collect()
}

/// What the check of the same name must get.
pub fn a_patient_caller(seed: u64) -> (Vec<Vec<u64>>, Vec<usize>) {
    let batches = batches(seed);
    let lens = batches.iter().map(Vec::len).collect();
    (batches, lens)
}

/// What the check of the same name must get.
pub fn an_impatient_caller(seed: u64) -> Vec<Vec<Vec<u64>>> {
    (0..40).map(|round| batches(seed.wrapping_add(round))).collect()
}
