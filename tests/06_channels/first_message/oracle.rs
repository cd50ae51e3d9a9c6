//! The pages, without any thread.

use harness::Rng;

/// What the check of the same name must get.
pub fn every_small_shape_agrees(seed: u64) -> Vec<(usize, Vec<Vec<u64>>)> {
    let rows = numbers(&mut Rng::new(seed), 6);
    (0..=rows.len())
        .flat_map(|len| {
            let rows = &rows;
            (0..=4).chain([usize::MAX]).map(move |size| pages(&rows[..len], size))
        })
        .collect()
}

/// What the check of the same name must get.
pub fn random_rows_agree(seed: u64) -> Vec<(usize, Vec<Vec<u64>>)> {
    let mut rng = Rng::new(seed);
    (0..4)
        .map(|export| {
            let (len, size) = shape(&mut rng, export);
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

/// How many rows, and how many to a page: every other export fills its last page exactly.
fn shape(rng: &mut Rng, export: u64) -> (usize, usize) {
    let size = rng.range(2..40);
    let rest = if export % 2 == 0 { 0 } else { rng.range(1..size) };
    ((rng.range(1..12) * size + rest) as usize, size as usize)
}
