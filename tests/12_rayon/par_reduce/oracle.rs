//! One loop.

use harness::Rng;

/// The numbers of a summary.
type Numbers = (usize, i64, Option<i32>, Option<i64>, usize);

/// What the check of the same name must get.
pub fn summaries_agree(seed: u64) -> Vec<Numbers> {
    let mut rng = Rng::new(seed);
    let mut summaries = Vec::new();
    for len in [0, 1, 2, 5, 64, 1_500] {
        for _ in 0..2 {
            let (mut total, mut fastest, mut run, mut longest) = (0, None, 0, 0);
            for id in rng.vec(len) {
                let ms = if id % 2 == 0 { id % 1_000 + 5 } else { id % (1 << 31) } as i64;
                total += ms;
                fastest = Some(fastest.unwrap_or(ms).min(ms));
                run = if id % 3 == 0 { run + 1 } else { 0 };
                longest = longest.max(run);
            }
            let mean = if len == 0 { None } else { Some(total / len as i64) };
            summaries.push((len, total, fastest.map(|ms| ms as i32), mean, longest));
        }
    }
    summaries
}

/// What the check of the same name must get.
pub fn outages_of_any_place(seed: u64) -> Vec<usize> {
    let mut rng = Rng::new(seed);
    (0..40)
        .map(|_| {
            let len = rng.range(1..200);
            let (from, until) = (rng.below(len + 1), rng.below(len + 1));
            until.saturating_sub(from) as usize
        })
        .collect()
}
