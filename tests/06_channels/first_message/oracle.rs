//! The pages, without any thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn every_small_shape_agrees(seed: u64) -> Vec<(usize, Vec<Vec<u64>>)> {
    let rows = numbers(&mut Rng::new(seed), 6);
    (0..=rows.len())
        .flat_map(|len| {
            let rows = &rows;
            (0..=4).map(move |size| pages(&rows[..len], size))
        })
        .collect()
}

/// What the check of the same name must get.
pub fn random_rows_agree(seed: u64) -> Vec<(usize, Vec<Vec<u64>>)> {
    let mut rng = Rng::new(seed);
    (0..4)
        .map(|_| {
            let len = rng.below(500) as usize;
            let size = rng.range(1..40) as usize;
            pages(&numbers(&mut rng, len), size)
        })
        .collect()
}

fn pages(rows: &[u64], size: usize) -> (usize, Vec<Vec<u64>>) {
    let pages: Vec<Vec<u64>> = rows.chunks(size.max(1)).map(<[u64]>::to_vec).collect();
    (pages.len(), pages)
}

fn numbers(rng: &mut Rng, len: usize) -> Vec<u64> {
    (0..len).map(|_| rng.below(1_000)).collect()
}
