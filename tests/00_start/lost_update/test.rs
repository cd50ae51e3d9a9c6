//! Does `count_hits` do the job on real threads? The sizes are small on purpose: a few threads that meet for a few
//! nanoseconds are a sample of the schedules, and what a sample misses is the model's business.
//@ deadline: 5s

use answer::count_hits;
use harness::Rng;

/// One worker counts every one of its hits.
pub fn one_worker_counts_every_hit() {
    // Many hits, but one thread: nothing here depends on the schedule. Not a multiple of any likely batch size.
    assert_eq!(count_hits(1, 20_011), 20_011, "hits that one worker recorded, 20011 expected");
}

/// Three workers with one hit each make three hits.
pub fn three_workers_make_three_hits() {
    assert_eq!(count_hits(3, 1), 3, "hits of 3 workers with one hit each");
}

/// No workers, or no hits each, make zero.
pub fn nobody_records_nothing() {
    assert_eq!(count_hits(0, 5), 0, "hits of no workers");
    assert_eq!(count_hits(4, 0), 0, "hits of 4 workers that record nothing");
    assert_eq!(count_hits(0, 0), 0, "hits of no workers that record nothing");
}

/// The totals agree with plain arithmetic for sizes picked at random.
pub fn totals_agree(seed: u64) -> Vec<usize> {
    sizes(seed).into_iter().map(|(workers, hits_each)| count_hits(workers, hits_each)).collect()
}

/// Either one worker with many hits or up to four workers with at most one.
fn sizes(seed: u64) -> Vec<(usize, usize)> {
    let mut rng = Rng::new(seed);
    let mut sizes: Vec<_> = (0..4).map(|_| (1, rng.below(1_000) as usize)).collect();
    sizes.extend((0..4).map(|_| (rng.below(5) as usize, rng.below(2) as usize)));
    sizes
}
