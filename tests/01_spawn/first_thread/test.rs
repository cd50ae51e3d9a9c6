//! Two closures, two threads, at the same time, and no result read before it exists.
use answer::in_background;
use harness::{Rendezvous, Rng};
use std::hint::black_box;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

/// The report has a thread of its own, and serving stays on the caller's thread.
pub fn the_report_leaves_and_serving_stays() {
    let (note, notes) = mpsc::channel();
    let from_report = note.clone();
    let both = in_background(
        move || {
            // The receiver lives until the end of this check, so neither send can fail.
            from_report.send(("report", thread::current().id())).expect("the check listens");
            1
        },
        move || {
            note.send(("serve", thread::current().id())).expect("the check listens");
            2
        },
    );
    assert_eq!(both, (1, 2), "(report, serve)");
    let caller = thread::current().id();
    let notes: Vec<_> = notes.try_iter().collect();
    assert_eq!(notes.len(), 2, "each closure runs exactly once");
    for (who, thread) in notes {
        match who {
            "report" => assert_ne!(thread, caller, "report ran on the caller's own thread"),
            _ => assert_eq!(thread, caller, "serve was taken away from the caller's thread"),
        }
    }
}

/// The report is in the making while requests are served: each meets the other halfway.
pub fn report_and_serve_meet() {
    let halfway = Arc::new(Rendezvous::new(2));
    let in_report = Arc::clone(&halfway);
    let in_serve = Arc::clone(&halfway);
    let both = in_background(
        move || {
            in_report.meet();
            10
        },
        move || {
            in_serve.meet();
            20
        },
    );
    assert_eq!(both, (10, 20), "(report, serve)");
    assert_eq!(halfway.meetings(), 1);
}

/// A long report is waited for, however soon the serving ends.
pub fn a_long_report_is_waited_for() {
    for round in 0..8 {
        let both = in_background(move || long_report(round), || 5);
        assert_eq!(both, (long_report(round), 5), "round {round}: (report, serve)");
    }
}

/// A report of 0 rows is a report.
//@ deadline: 5s
pub fn zero_is_a_result() {
    assert_eq!(in_background(|| 0, || 0), (0, 0), "(report, serve)");
}

/// Both results come back, each in its place, for random numbers.
pub fn both_results_come_back(seed: u64) -> Vec<(u64, u64)> {
    let mut rng = Rng::new(seed);
    (0..4)
        .map(|_| {
            let (rows, served) = (rng.next_u64(), rng.next_u64());
            in_background(move || rows, move || served)
        })
        .collect()
}

/// Work that takes far longer than reading its result too early would. It offers its processor to
/// others again and again, so that a caller that does not wait gets ahead on one processor too.
fn long_report(seed: u64) -> u64 {
    let mut rng = Rng::new(seed);
    let mut sum: u64 = 0;
    for _ in 0..10 {
        for _ in 0..10_000 {
            sum = black_box(sum.wrapping_add(rng.next_u64()));
        }
        thread::yield_now();
    }
    sum
}
