//! What is left out of polling and of time-outs, beside an exploration that leaves nothing out (`--finest`), and beside the
//! enumerator. The other reductions are told by `enumerated.rs`, `families.rs`, `outcomes.rs`, `tokio.rs` and `rayon.rs`:
//! `model/README.md` has the table.

use std::collections::BTreeSet;

use selftest_answers::program;

#[path = "common/enumerator.rs"]
mod enumerator;
#[path = "common/explored.rs"]
mod explored;

use enumerator::enumerate;
use explored::{End, explore};

/// The outcomes, and the number of executions.
fn outcomes(text: &str, options: &[&str]) -> (BTreeSet<String>, usize) {
    let options: Vec<_> =
        ["--unbounded", "--max-executions", "400000"].iter().chain(options).copied().collect();
    let explored = explore(text, &options);
    assert_eq!(explored.end, End::Passed, "`{text}`: {}", explored.said);
    (explored.outcomes, explored.executions)
}

/// Whoever looks again and again lets others go first, once it has been seen to go on.
#[test]
fn turns_of_an_endless_loop_that_are_left_out_change_no_outcome() {
    let mut executions = (0, 0);
    for text in [
        "spin x; load y | store y 1; store x 1",
        "spin x; load y | store y 1; store x 1; store y 2",
        "yielding x; load y | add y 1; store x 1; add y 1",
        "spin x; store y 1 | store x 1; spin y; load x",
        "spin x; add y 1; load y | store x 1 | add y 1",
        "swapping x; add y 1; store x 0 | swapping x; add y 1; store x 0",
        "poll u; load x | add x 1; send u 1; add x 1",
        "poll u; poll u | send u 1; droptx u; add x 1",
    ] {
        let (reduced, few) = outcomes(text, &[]);
        let (finest, many) = outcomes(text, &["--finest"]);
        assert_eq!(reduced, finest, "`{text}`");
        assert_eq!(reduced, enumerate(&program::parse(text)).outcomes, "`{text}`");
        assert!(few <= many, "`{text}`: {few} executions, {many} when nothing is left out");
        println!("{text}: {few}, {many}");
        executions = (executions.0 + few, executions.1 + many);
    }
    assert!(2 * executions.0 < executions.1, "it is hardly worth it: {executions:?}");
}

/// Whoever takes a lock again and again lets others go first, once it has gone on for long. (With nothing left out it would never
/// end.)
#[test]
fn visits_to_a_lock_that_are_left_out_change_no_outcome() {
    for text in [
        "locking y; load x | store x 1; lock y; put y 1; unlock y; store x 2",
        "locking y; load x | lock y; put y 1; unlock y; add x 1; lock y; put y 2; unlock y",
        "locking y; locking z; load x | lock z; put z 1; unlock z; add x 1; lock y; put y 1; unlock y; add x 1",
        "locking y; lock z; put z 1; unlock z | lock y; put y 1; unlock y; locking z; add x 1",
    ] {
        let (reduced, few) = outcomes(text, &[]);
        assert_eq!(reduced, enumerate(&program::parse(text)).outcomes, "`{text}`");
        println!("{text}: {few}");
    }
}

/// A loop that gives up is none that goes on.
#[test]
fn a_loop_that_gives_up_may_do_so_before_anybody_else_has_moved() {
    for text in [
        "load x; hint; load x; hint; load x; hint; load x; hint; load x | add x 1",
        "load x; yield; load x; yield; load x; yield; load x; yield; load x | add x 1; add x 1",
        "yield; yield; yield; yield; yield; load x | yield; yield; yield; yield; add x 1",
        "tryrecv u; yield; tryrecv u; yield; tryrecv u; yield; tryrecv u | send u 1",
    ] {
        let (explored, _) = outcomes(text, &[]);
        assert_eq!(explored, enumerate(&program::parse(text)).outcomes, "`{text}`");
    }
}

/// Attempts that fail in a row, while nothing changes: three are explored. Where there are more, the only outcomes that are left out are
/// those in which a fourth fails while somebody else could act.
#[test]
fn of_attempts_that_time_out_three_in_a_row_are_explored() {
    for (text, left_out) in [
        ("recvtimeout u; recvtimeout u; recvtimeout u | send u 1", &[][..]),
        (
            "recvtimeout u; recvtimeout u; recvtimeout u; recvtimeout u | send u 1",
            &["0 0 0 0 | -1", "0 0 0 0 | 1"],
        ),
        ("parktimeout; load x; parktimeout; load x; parktimeout; load x | add x 1; unpark 0", &[]),
        ("load x; sleep; load x; sleep; load x; sleep; load x | add x 1", &[]),
    ] {
        let (reduced, few) = outcomes(text, &[]);
        let (finest, many) = outcomes(text, &["--finest"]);
        let found = enumerate(&program::parse(text)).outcomes;
        assert_eq!(finest, found, "`{text}`");
        let missing: Vec<_> = finest.difference(&reduced).collect();
        assert_eq!(missing, left_out, "`{text}`");
        assert!(reduced.is_subset(&finest), "`{text}`");
        println!("{text}: {few}, {many}");
    }
}
