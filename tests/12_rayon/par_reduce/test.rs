//! Is the summary right on real threads, in pools of several sizes? Where it is cut is for the model.
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use answer::{Answer, Summary, summarize};
use harness::{Rendezvous, Rng, seed};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// The numbers of a summary.
type Numbers = (usize, i64, Option<i32>, Option<i64>, usize);

/// Random answers, long and short ones, with outages of any length.
pub fn summaries_agree(seed: u64) -> Vec<Numbers> {
    let mut rng = Rng::new(seed);
    let mut summaries = Vec::new();
    for len in [0, 1, 2, 5, 64, 1_500] {
        for threads in [1, 4] {
            let ids = rng.vec(len);
            summaries.push(numbers(pool(threads).install(|| summarize(&ids, answer))));
        }
    }
    summaries
}

/// The longest time that there is is a time like any other.
pub fn as_long_as_can_be() {
    for calls in [1_usize, 2, 9] {
        let ids: Vec<u64> = (0..calls as u64).collect();
        let summary = pool(2).install(|| summarize(&ids, |_| Answer { ms: i32::MAX, ok: true }));
        let longest = i64::from(i32::MAX);
        assert_eq!(
            numbers(summary),
            (calls, longest * calls as i64, Some(i32::MAX), Some(longest), 0),
            "{calls} calls of {longest} ms each"
        );
    }
}

/// Outages at both ends, across all cuts, and nothing but outage.
pub fn outages_of_any_place(seed: u64) -> Vec<usize> {
    let mut rng = Rng::new(seed);
    let mut longest = Vec::new();
    for _ in 0..40 {
        let len = rng.range(1..200);
        let (from, until) = (rng.below(len + 1), rng.below(len + 1));
        let ids: Vec<u64> = (0..len).collect();
        let load = |id| Answer { ms: 1, ok: !(from..until).contains(&id) };
        longest.push(pool(4).install(|| summarize(&ids, load)).longest_outage);
    }
    longest
}

/// Each id is loaded once, in the caller's pool.
pub fn each_id_is_loaded_once() {
    let len = Rng::new(seed()).range(50..300);
    let ids: Vec<u64> = (0..len).collect();
    let calls: Vec<AtomicUsize> = ids.iter().map(|_| AtomicUsize::new(0)).collect();
    let pool = pool(5);
    let its: Vec<_> = pool.broadcast(|_| thread::current().id());
    let summary = pool.install(|| {
        summarize(&ids, |id| {
            let own = thread::current().id();
            assert!(its.contains(&own), "`load` runs on a thread that is not of the caller's pool");
            calls[id as usize].fetch_add(1, Ordering::Relaxed);
            Answer { ms: i32::MAX, ok: true }
        })
    });
    let calls: Vec<_> = calls.into_iter().map(AtomicUsize::into_inner).collect();
    assert_eq!(calls, vec![1; ids.len()], "calls of `load` for each id");
    assert_eq!(summary.total_ms, i64::from(i32::MAX) * len as i64, "{len} times the longest time");
    assert_eq!(summary.mean_ms, Some(i64::from(i32::MAX)), "the mean of equal times");
}

/// Two loads run at the same time.
pub fn two_loads_at_the_same_time() {
    let together = Rendezvous::new(2);
    let load = |id| {
        together.meet();
        Answer { ms: id as i32, ok: false }
    };
    let summary = pool(2).install(|| summarize(&[3, 4], load));
    assert_eq!(numbers(summary), (2, 7, Some(3), Some(3), 2));
}

/// A panic of `load` is a panic of the call.
pub fn a_panic_goes_on_to_the_caller() {
    let ids: Vec<u64> = (0..50).collect();
    let load = |id| {
        assert_ne!(id, 33, "broken on purpose");
        Answer { ms: 1, ok: true }
    };
    let died = catch_unwind(AssertUnwindSafe(|| pool(2).install(|| summarize(&ids, load))));
    assert!(died.is_err(), "a load panicked, and there is a summary: {died:?}");
}

fn numbers(summary: Summary) -> Numbers {
    let Summary { calls, total_ms, fastest_ms, mean_ms, longest_outage } = summary;
    (calls, total_ms, fastest_ms, mean_ms, longest_outage)
}

/// A third of them fail. Many times are long.
fn answer(id: u64) -> Answer {
    let ms = if id % 2 == 0 { id % 1_000 + 5 } else { id % (1 << 31) };
    Answer { ms: ms as i32, ok: id % 3 > 0 }
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started")
}
