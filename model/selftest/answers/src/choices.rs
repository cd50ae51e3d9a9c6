//! The engine's choices, as the stand-ins make them: which arm, which waiter, whether for no reason.

use std::panic::Location;
use std::sync::Mutex;
use std::thread;

use model::rt;

/// The labels of outcomes, so that `sometimes` can ask for every one of them.
const LABELS: [&str; 36] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32",
    "33", "34", "35",
];

/// Demands that the outcomes of all executions are exactly `0..n`.
fn every_one_of(n: usize, outcome: usize) {
    assert!(outcome < n, "{outcome} is none of {n}");
    for (i, label) in LABELS[..n].iter().enumerate() {
        model::sometimes(label, i == outcome);
    }
}

#[track_caller]
fn choose(n: usize) -> usize {
    rt::choose("choose", None, n, Location::caller())
}

pub fn one_of_two() {
    every_one_of(2, choose(2));
}

pub fn one_of_three() {
    every_one_of(3, choose(3));
}

/// More than an atomic's history of loom's would hold.
pub fn one_of_nine() {
    assert_eq!(choose(1), 0);
    every_one_of(9, choose(9));
}

pub fn chosen_again_and_again() {
    every_one_of(36, choose(3) + 3 * choose(2) + 6 * choose(3) + 18 * choose(2));
}

/// In three threads besides main: each of the 2 × 3 × 2 × 3 outcomes.
pub fn chosen_by_each() {
    let outcome = thread::scope(|s| {
        let two = s.spawn(|| choose(2));
        let three = s.spawn(|| choose(3));
        let both = s.spawn(|| choose(2) + 2 * choose(3));
        two.join().unwrap() + 2 * three.join().unwrap() + 6 * both.join().unwrap()
    });
    every_one_of(36, outcome);
}

/// Choices between steps that race: both threads choose, and the other's choice is seen or is not.
/// Each order of the two critical sections comes with each pair of choices.
pub fn choices_and_steps() {
    let last = Mutex::new(0);
    let write = |me: usize| {
        let choice = choose(3);
        let mut last = last.lock().unwrap();
        let before = *last;
        *last = 3 * me + choice;
        (choice, before)
    };
    let (a, b) = thread::scope(|s| {
        let other = s.spawn(|| write(2));
        (write(1), other.join().unwrap())
    });
    let b_came_first = a.1 != 0;
    assert_eq!(if b_came_first { a.1 } else { b.1 }, if b_came_first { 6 + b.0 } else { 3 + a.0 });
    every_one_of(18, a.0 + 3 * b.0 + 9 * usize::from(b_came_first));
}

pub fn choice_that_fails() {
    assert_ne!((choose(4), choose(2)), (2, 1));
}

/// Choosing differently does not excuse from doing the same when the choice is the same.
pub fn choice_outside_state() {
    static COUNT: core::sync::atomic::AtomicU32 = core::sync::atomic::AtomicU32::new(0);
    let odd = COUNT.fetch_add(1, core::sync::atomic::Ordering::Relaxed) % 2 == 1;
    let m = Mutex::new(());
    if odd {
        drop(m.lock());
    } else {
        drop(m.try_lock());
    }
    choose(2);
}

pub fn choices_for_ever() {
    while choose(2) < 2 {}
}

/// Bad luck does not last.
pub fn chosen_until_it_is_the_other() {
    while choose(2) == 0 {}
    while choose(2) == 1 {}
}

/// All of loom's threads are the answer's.
pub fn five_threads_choose() {
    let sum: usize = thread::scope(|s| {
        let others: Vec<_> = (0..4).map(|_| s.spawn(|| choose(2))).collect();
        others.into_iter().map(|other| other.join().unwrap()).sum()
    });
    every_one_of(6, sum + choose(2));
}
