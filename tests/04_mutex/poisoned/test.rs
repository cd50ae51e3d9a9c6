//! Does the journal do its job on real threads, with postings that break off?
//!
//! Here postings come one after the other. What another thread can see of a broken one is for the model.
//@ deadline: 5s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use answer::{Journal, Report};
use harness::{Rng, seed};

/// Random postings, some of them broken, leave the right journal.
pub fn the_journal_agrees(seed: u64) -> Vec<(Vec<i64>, i64, u64)> {
    let mut rng = Rng::new(seed);
    let journal = Journal::new();
    let mut seen = Vec::new();
    for posting in 0..30 {
        let lines = amounts(&mut rng);
        if posting == 0 {
            // Before all others, one that breaks off after a few lines: whoever comes next is a report, twice.
            post_broken(&journal, &[1, -2, 4]);
            for report in [journal.report(), journal.report()] {
                seen.push((report.lines, report.total, report.broken));
            }
        }
        if rng.below(3) == 0 {
            post_broken(&journal, &lines);
        } else {
            journal.post(lines);
        }
        if rng.below(2) == 0 {
            let report = journal.report();
            seen.push((report.lines, report.total, report.broken));
        }
    }
    seen
}

/// Without a panic: an empty journal, an empty posting, a posting of one line.
pub fn good_postings() {
    let journal = Journal::new();
    assert_eq!(journal.report(), Report::default(), "a new journal");
    journal.post([]);
    journal.post(None);
    assert_eq!(journal.report(), Report::default(), "the journal after two postings without lines");
    journal.post([-7]);
    journal.post(vec![3, 4].into_iter().rev());
    let report = Report { lines: vec![-7, 4, 3], total: 0, broken: 0 };
    assert_eq!(journal.report(), report, "the journal after two postings");
    assert_eq!(Journal::new().report(), Report::default(), "another journal");
}

/// The panic of a broken posting reaches whoever posted it.
pub fn the_panic_reaches_the_caller() {
    let journal = Journal::new();
    post_broken(&journal, &[1, 2]);
    let report = Report { lines: vec![1, 2], total: 3, broken: 1 };
    assert_eq!(journal.report(), report, "the journal after a broken posting");
}

/// A broken posting is counted once, however often somebody looks.
pub fn each_panic_is_counted_once() {
    let journal = Journal::new();
    post_broken(&journal, &[5]);
    for look in 1..=3 {
        assert_eq!(journal.report().broken, 1, "broken postings, on look {look}");
    }
    journal.post([6]);
    assert_eq!(journal.report().broken, 1, "broken postings after a good one");
    post_broken(&journal, &[]);
    post_broken(&journal, &[7]);
    let report = Report { lines: vec![5, 6, 7], total: 18, broken: 3 };
    assert_eq!(journal.report(), report, "the journal after two more broken postings");
}

/// A posting that ends well is not broken, also if its thread is panicking for another reason.
pub fn a_good_posting_on_the_way_out() {
    struct PostsAtTheEnd<'a>(&'a Journal);
    impl Drop for PostsAtTheEnd<'_> {
        fn drop(&mut self) {
            self.0.post([8, 9]);
        }
    }
    let journal = Journal::new();
    let result = catch_unwind(AssertUnwindSafe(|| {
        let _end = PostsAtTheEnd(&journal);
        panic!("a panic that is not the journal's, on purpose");
    }));
    assert!(result.is_err(), "somebody panicked, and no panic came out");
    let report = Report { lines: vec![8, 9], total: 17, broken: 0 };
    assert_eq!(journal.report(), report, "the journal after a good posting");
}

/// A thread that panics in the middle of its posting harms no other thread.
pub fn a_broken_thread_harms_no_other() {
    let amounts = Rng::new(seed()).range(1..1_000) as i64;
    let journal = Journal::new();
    for round in 1..=2 {
        let fallen = thread::scope(|scope| scope.spawn(|| journal.post(broken(&[amounts]))).join());
        assert!(fallen.is_err(), "the thread posted a broken posting, and did not panic");
        thread::scope(|scope| {
            scope.spawn(|| journal.post([-amounts]));
        });
        let report = journal.report();
        assert_eq!(report.lines, [amounts, -amounts].repeat(round), "lines in round {round}");
        assert_eq!((report.total, report.broken), (0, round as u64), "total, broken postings");
    }
}

/// The lines, and then a panic.
fn broken(lines: &[i64]) -> impl Iterator<Item = i64> {
    lines.iter().copied().chain(std::iter::once_with(|| panic!("broken on purpose")))
}

fn post_broken(journal: &Journal, lines: &[i64]) {
    let result = catch_unwind(AssertUnwindSafe(|| journal.post(broken(lines))));
    assert!(result.is_err(), "the posting panicked, and `post` returned");
}

fn amounts(rng: &mut Rng) -> Vec<i64> {
    let len = rng.below(4) as usize;
    (0..len).map(|_| rng.below(2_000) as i64 - 1_000).collect()
}
