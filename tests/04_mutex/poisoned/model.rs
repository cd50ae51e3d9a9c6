//! What can other threads see of a posting that breaks off, under every schedule?

use std::thread;

use answer::{Journal, Report};

/// Two threads that come right after a panic find the journal in order, and the panic is counted once.
pub fn two_come_after_a_panic() {
    let journal = Journal::new();
    let first = thread::scope(|scope| {
        let fallen = scope.spawn(|| journal.post(broken(&[1, 2])));
        assert!(fallen.join().is_err(), "the posting panicked, and `post` returned");
        scope.spawn(|| journal.post([30]));
        journal.report()
    });
    let without = Report { lines: vec![1, 2], total: 3, broken: 1 };
    let with = Report { lines: vec![1, 2, 30], total: 33, broken: 1 };
    assert!(first == without || first == with, "a report beside a posting of 30: {first:?}");
    assert_eq!(journal.report(), with, "the journal at the end");
}

/// Of a posting that breaks off while somebody looks, a report shows nothing, or all of it: lines, total and panic.
pub fn no_report_shows_half_a_posting() {
    let journal = Journal::new();
    let seen = thread::scope(|scope| {
        let fallen = scope.spawn(|| journal.post(broken(&[1, 2])));
        let seen = journal.report();
        assert!(fallen.join().is_err(), "the posting panicked, and `post` returned");
        seen
    });
    let shown = (&seen.lines[..], seen.total, seen.broken);
    assert!(
        shown == (&[], 0, 0) || shown == (&[1, 2], 3, 1),
        "a report beside a broken posting: {seen:?}"
    );
    let end = Report { lines: vec![1, 2], total: 3, broken: 1 };
    assert_eq!(journal.report(), end, "the journal at the end");
}

/// The lines of a posting stand together, also beside one that breaks off.
pub fn the_lines_of_a_posting_stand_together() {
    let journal = Journal::new();
    thread::scope(|scope| {
        let fallen = scope.spawn(|| journal.post(broken(&[1, 2])));
        journal.post([10, 20]);
        assert!(fallen.join().is_err(), "the posting panicked, and `post` returned");
    });
    let report = journal.report();
    assert!(
        report.lines == [1, 2, 10, 20] || report.lines == [10, 20, 1, 2],
        "1, 2 are the lines of one posting and 10, 20 of another, and the journal says {:?}",
        report.lines
    );
    assert_eq!((report.total, report.broken), (33, 1), "total, broken postings");
}

/// Two postings that break off at the same time are two.
pub fn two_panics_are_counted_twice() {
    let journal = Journal::new();
    thread::scope(|scope| {
        let fallen = [1, 2].map(|line| {
            let journal = &journal;
            scope.spawn(move || journal.post(broken(&[line])))
        });
        for fallen in fallen {
            assert!(fallen.join().is_err(), "the posting panicked, and `post` returned");
        }
    });
    let report = journal.report();
    assert_eq!((report.total, report.broken), (3, 2), "total, broken postings");
}

/// The lines, and then a panic.
fn broken(lines: &[i64]) -> impl Iterator<Item = i64> {
    lines.iter().copied().chain(std::iter::once_with(|| panic!("broken on purpose")))
}
