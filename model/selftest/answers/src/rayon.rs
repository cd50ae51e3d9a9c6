//! rayon: `join`, scopes, parallel iterators, pools.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Barrier, Mutex, RwLock, mpsc};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

/// Loads and stores in two steps.
fn bump(hits: &AtomicU32) {
    let seen = hits.load(Relaxed);
    hits.store(seen + 1, Relaxed);
}

pub fn ray_both_halves_are_done() {
    let (a, b) = rayon::join(|| 1, || "two");
    assert_eq!((a, b), (1, "two"));
    assert_eq!(model::tasks_alive(), 0);
    assert_eq!(model::threads_spawned(), 0);
}

pub fn ray_halves_overlap() {
    let inside = AtomicU32::new(0);
    let most = AtomicU32::new(0);
    let half = || {
        most.fetch_max(inside.fetch_add(1, Relaxed) + 1, Relaxed);
        inside.fetch_sub(1, Relaxed);
    };
    rayon::join(half, half);
    model::sometimes("both at once", most.load(Relaxed) == 2);
    model::sometimes("one after the other", most.load(Relaxed) == 1);
}

pub fn ray_lost_update_in_join() {
    let hits = AtomicU32::new(0);
    rayon::join(|| bump(&hits), || bump(&hits));
    assert_eq!(hits.load(Relaxed), 2);
}

fn fibonacci(n: u32, leaf: &(impl Fn() + Sync)) -> u32 {
    if n < 2 {
        leaf();
        return n;
    }
    let (a, b) = rayon::join(|| fibonacci(n - 1, leaf), || fibonacci(n - 2, leaf));
    a + b
}

pub fn ray_recursion_of_depth_two() {
    assert_eq!(fibonacci(3, &|| ()), 2);
}

pub fn ray_recursion_that_counts() {
    let leaves = AtomicU32::new(0);
    fibonacci(3, &|| {
        leaves.fetch_add(1, Relaxed);
    });
    assert_eq!(leaves.load(Relaxed), 3);
}

pub fn ray_lost_update_in_recursion() {
    let leaves = AtomicU32::new(0);
    fibonacci(3, &|| bump(&leaves));
    assert_eq!(leaves.load(Relaxed), 3);
}

pub fn ray_for_each_counts() {
    let hits = AtomicU32::new(0);
    [1, 2, 3, 4].par_iter().for_each(|n| {
        hits.fetch_add(*n, Relaxed);
    });
    assert_eq!(hits.load(Relaxed), 10);
}

pub fn ray_lost_update_in_for_each() {
    let hits = AtomicU32::new(0);
    (0..2).into_par_iter().for_each(|_| bump(&hits));
    assert_eq!(hits.load(Relaxed), 2);
}

/// Only the first two items meet: whoever cuts in the middle has them on one worker.
pub fn ray_any_two_items_run_side_by_side() {
    let slots = [const { AtomicU32::new(0) }; 3];
    [0, 0, 1, 2].par_iter().for_each(|slot: &usize| bump(&slots[*slot]));
    assert_eq!(slots[0].load(Relaxed), 2);
}

pub fn ray_under_a_mutex() {
    let sum = Mutex::new(0);
    (1..=4).into_par_iter().for_each(|n| *sum.lock().unwrap() += n);
    assert_eq!(*sum.lock().unwrap(), 10);
}

pub fn ray_pushes_in_order() {
    let all = Mutex::new(Vec::new());
    (0..3).into_par_iter().for_each(|n| all.lock().unwrap().push(n));
    assert_eq!(all.into_inner().unwrap(), [0, 1, 2]);
}

pub fn ray_collects_in_order() {
    let all: Vec<_> = (0..5).into_par_iter().map(|n| n * n).filter(|n| n % 2 == 0).collect();
    assert_eq!(all, [0, 4, 16]);
}

pub fn ray_sum_of_four() {
    assert_eq!([1, 2, 3, 4].par_iter().sum::<i32>(), 10);
}

pub fn ray_long_chain() {
    let words = ["a", "bb", "ccc", "dddd"];
    let sum: usize = words
        .par_iter()
        .enumerate()
        .map(|(i, word)| i + word.len())
        .zip(words.par_iter().map(|word| word.len()))
        .map(|(a, b)| a * b)
        .filter(|n| n % 2 == 1)
        .chain([100].into_par_iter())
        .inspect(|n| assert!(*n > 0))
        .sum();
    assert_eq!(sum, 1 + 15 + 100);
}

pub fn ray_reduces() {
    let most = [3, 1, 4, 1].par_iter().copied().reduce(|| i32::MIN, i32::max);
    assert_eq!(most, 4);
}

pub fn ray_identity_that_is_not_neutral() {
    let sum = [1, 2, 3].par_iter().copied().reduce(|| 10, |a, b| a + b);
    assert_eq!(sum, 16);
}

/// What two parts give happens to be right.
pub fn ray_identity_that_suits_two_parts() {
    let sum = [1, 2, 3, 4].par_iter().copied().reduce(|| 1, |a, b| a + b);
    assert_eq!(sum, 12);
}

pub fn ray_subtracts() {
    let left = [10, 1, 2, 3].par_iter().copied().reduce_with(|a, b| a - b);
    assert_eq!(left, Some(4));
}

pub fn ray_floats_in_any_order() {
    let sum: f64 = [1e16, 1.0, -1e16, 1.0].par_iter().sum();
    assert_eq!(sum, 1.0);
}

pub fn ray_folds_to_one() {
    let parts = (0..4).into_par_iter().fold(|| 0, |a, b| a + b).count();
    assert_eq!(parts, 1);
}

pub fn ray_folds_then_reduces() {
    let counts = ["a", "b", "a", "a"]
        .par_iter()
        .fold(BTreeMap::new, |mut counts, word| {
            *counts.entry(*word).or_insert(0) += 1;
            counts
        })
        .reduce(BTreeMap::new, |mut all, counts| {
            counts.into_iter().for_each(|(word, n)| *all.entry(word).or_insert(0) += n);
            all
        });
    assert_eq!(counts, BTreeMap::from([("a", 3), ("b", 1)]));
}

/// Looks and inserts under two guards: two of the same word count as one.
pub fn ray_checks_then_inserts() {
    let counts = RwLock::new(HashMap::new());
    ["a", "a", "b"].par_iter().for_each(|word| {
        let seen = counts.read().unwrap().get(word).copied().unwrap_or(0);
        counts.write().unwrap().insert(*word, seen + 1);
    });
    assert_eq!(counts.read().unwrap()["a"], 2);
}

pub fn ray_finds_the_first_as_any() {
    let found = [1, 2, 3, 4].par_iter().find_any(|n| **n > 1);
    assert_eq!(found, Some(&2));
}

pub fn ray_finds_the_first() {
    let found = [1, 2, 3, 4].par_iter().find_first(|n| **n > 1);
    assert_eq!(found, Some(&2));
    assert!([1, 2].par_iter().any(|n| *n == 2));
    assert!([1, 2].par_iter().all(|n| *n > 0));
}

fn positive(n: &i32) -> Result<i32, i32> {
    if *n > 0 { Ok(*n) } else { Err(*n) }
}

pub fn ray_first_error_is_not_promised() {
    let all: Result<Vec<_>, _> = [1, -2, -3, 4].par_iter().map(positive).collect();
    assert_eq!(all, Err(-2));
}

pub fn ray_some_error() {
    let all: Result<Vec<_>, _> = [1, -2, -3].par_iter().map(positive).collect();
    assert!(matches!(all, Err(-2 | -3)));
    model::sometimes("the second one", all == Err(-3));
    let all: Result<Vec<_>, _> = [1, 2, 3].par_iter().map(positive).collect();
    assert_eq!(all, Ok(vec![1, 2, 3]));
}

/// Items after the one that fails may run, and may not.
pub fn ray_stops_early_or_not() {
    let ran = AtomicU32::new(0);
    let result = [-1, 2, 3].par_iter().try_for_each(|n| {
        ran.fetch_add(1, Relaxed);
        positive(n).map(drop)
    });
    assert_eq!(result, Err(-1));
    let ran = ran.load(Relaxed);
    model::sometimes("only the one that fails", ran == 1);
    model::sometimes("all three", ran == 3);
}

pub fn ray_scope_borrows() {
    let mut slots = [0; 2];
    let [a, b] = &mut slots;
    rayon::scope(|s| {
        s.spawn(|_| *a = 1);
        s.spawn(|s| {
            *b = 2;
            s.spawn(|_| *b += 1);
        });
    });
    assert_eq!(slots, [1, 3]);
}

pub fn ray_scope_loses_an_update() {
    let hits = AtomicU32::new(0);
    rayon::scope(|s| {
        for _ in 0..2 {
            s.spawn(|_| bump(&hits));
        }
    });
    assert_eq!(hits.load(Relaxed), 2);
}

/// Three jobs on two workers, in every order.
pub fn ray_scope_promises_no_order() {
    let order = Mutex::new(Vec::new());
    rayon::scope(|s| {
        for n in 0..3 {
            let order = &order;
            s.spawn(move |_| order.lock().unwrap().push(n));
        }
    });
    let order = order.into_inner().unwrap();
    model::sometimes("in order", order == [0, 1, 2]);
    model::sometimes("backwards", order == [2, 1, 0]);
}

pub fn ray_spawned_and_not_waited_for() {
    let done = Arc::new(AtomicU32::new(0));
    let theirs = done.clone();
    rayon::spawn(move || theirs.store(1, Relaxed));
    assert_eq!(done.load(Relaxed), 1);
}

pub fn ray_spawned_and_heard_of() {
    let (tx, rx) = mpsc::channel();
    rayon::spawn(move || tx.send(7).unwrap());
    assert_eq!(rx.recv(), Ok(7));
}

pub fn ray_spawned_job_panics() {
    let (tx, rx) = mpsc::channel::<()>();
    rayon::spawn(move || {
        let _tx = tx;
        panic!("nobody catches this");
    });
    let _ = rx.recv();
}

pub fn ray_panic_passes_through_join() {
    let done = AtomicU32::new(0);
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        rayon::join(|| panic!("on the way"), || done.store(1, Relaxed))
    }));
    let payload = caught.expect_err("one half has panicked");
    assert_eq!(payload.downcast_ref(), Some(&"on the way"));
    assert_eq!(done.load(Relaxed), 1);
}

pub fn ray_panic_fails_the_check() {
    [1, 2, 3].par_iter().for_each(|n| assert_ne!(*n, 3, "three"));
}

/// Whoever drains waits on the only worker that could run the ones who fill.
pub fn ray_drains_inside_of_a_pool_of_one() {
    let pool = ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let (tx, rx) = mpsc::sync_channel(1);
    let sum: u32 = pool.install(move || {
        rayon::spawn(move || (0..3).for_each(|n| tx.send(n).unwrap()));
        rx.iter().sum()
    });
    assert_eq!(sum, 3);
}

/// Both workers are in a send, and the receiver comes after them.
pub fn ray_fills_a_bounded_channel_before_draining() {
    let (tx, rx) = mpsc::sync_channel(1);
    (0..4).into_par_iter().for_each_with(tx, |tx, n| tx.send(n).unwrap());
    assert_eq!(rx.iter().sum::<u32>(), 6);
}

pub fn ray_drains_outside_of_the_pool() {
    let (tx, rx) = mpsc::sync_channel(1);
    rayon::spawn(move || (0..3).into_par_iter().for_each_with(tx, |tx, n| tx.send(n).unwrap()));
    assert_eq!(rx.iter().sum::<u32>(), 3);
}

pub fn ray_halves_wait_for_each_other() {
    let (to_a, from_b) = mpsc::channel::<()>();
    let (to_b, from_a) = mpsc::channel::<()>();
    rayon::join(
        move || {
            from_b.recv().unwrap();
            to_b.send(()).unwrap();
        },
        move || {
            from_a.recv().unwrap();
            to_a.send(()).unwrap();
        },
    );
}

/// The pool has three threads, and needs them; the model has two workers.
pub fn ray_more_threads_than_modelled() {
    let pool = ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    assert_eq!(pool.current_num_threads(), 3);
    let barrier = Barrier::new(3);
    pool.scope(|s| {
        for _ in 0..3 {
            s.spawn(|_| _ = barrier.wait());
        }
    });
}

pub fn ray_pool_of_its_own() {
    let pool = ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let inside = pool.install(|| (rayon::current_num_threads(), rayon::current_thread_index()));
    assert_eq!(inside.0, 2);
    assert!(inside.1.is_some());
    assert_eq!(rayon::current_thread_index(), None);
    assert_eq!(pool.install(|| [1, 2, 3].par_iter().sum::<i32>()), 6);
}

pub fn ray_nested() {
    let sums: Vec<i32> = [2, 3].par_iter().map(|n| (0..*n).into_par_iter().sum::<i32>()).collect();
    assert_eq!(sums, [1, 3]);
}

/// With more workers than two, one that waits for its half may take up another item, and want the same lock.
pub fn ray_lock_held_across_a_join() {
    let lock = Mutex::new(0);
    [1, 2, 3].par_iter().for_each(|n| {
        let mut sum = lock.lock().unwrap();
        let (a, b) = rayon::join(|| *n, || *n);
        *sum += a + b;
    });
}

pub fn ray_bridges_a_channel() {
    let (tx, rx) = mpsc::channel();
    (0..3).for_each(|n| tx.send(n).unwrap());
    drop(tx);
    let order = Mutex::new(Vec::new());
    rx.into_iter().par_bridge().for_each(|n| order.lock().unwrap().push(n));
    let mut order = order.into_inner().unwrap();
    model::sometimes("in order", order == [0, 1, 2]);
    model::sometimes("out of order", order != [0, 1, 2]);
    order.sort();
    assert_eq!(order, [0, 1, 2]);
}

pub fn ray_bridge_keeps_order() {
    let all: Vec<_> = (0..3).par_bridge().collect();
    assert_eq!(all, [0, 1, 2]);
}

pub fn ray_steps_inside_of_a_flat_map() {
    let hits = AtomicU32::new(0);
    let rows = vec![vec![1, 2], vec![3]];
    rows.into_par_iter().flat_map(|row| row).for_each(|n| {
        hits.fetch_add(n, Relaxed);
    });
    assert_eq!(hits.load(Relaxed), 6);
}

pub fn ray_sorts() {
    let mut all: Vec<_> = (0..30).rev().collect();
    all.par_sort_unstable();
    assert!(all.is_sorted());
}
