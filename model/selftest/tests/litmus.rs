//! Litmus tests: which outcomes of a few loads and stores the model shows, each with what the memory model of Rust (C++20's)
//! allows. What is allowed must be seen and nothing else, but for what [`Seen`] names with its reason.
//!
//! What is allowed was found by hand, with the standard's rules; loads of one thread are written in the order of the program.

use std::collections::BTreeSet;

use selftest_answers::program;

#[path = "common/enumerator.rs"]
#[allow(dead_code, reason = "only its outcomes are used")]
mod enumerator;
#[path = "common/explored.rs"]
#[allow(dead_code, reason = "executions are counted elsewhere")]
mod explored;

use explored::{End, explore};

/// How what is seen differs from what is allowed.
enum Seen {
    /// It does not.
    All,
    /// These are allowed and never seen, for this reason.
    But(&'static [&'static str], &'static str),
    /// These are not allowed and seen all the same, for this reason.
    And(&'static [&'static str], &'static str),
}
use Seen::{All, And, But};

const NO_LOAD_BUFFERING: &str = "a load never sees a store that comes later in time";
const ONE_ORDER: &str = "stores to one atomic are ordered as they run";
const NEWEST: &str = "a failing compare-exchange reads the newest value";
/// A failure that rests on it is told as not modelled (`engine/src/rt/atomic.rs`).
const MIXED: &str = "behind a `SeqCst` fence, the explorer cannot forbid what is older than a `SeqCst` store alone when an ordinary store came after that";
const SEVEN: &str = "seven values of history an atomic";

struct Litmus {
    name: &'static str,
    program: &'static str,
    /// Threads' notes, in words of `program::show`.
    allowed: &'static [&'static str],
    seen: Seen,
}

const TESTS: &[Litmus] = &[
    // Message passing: x is the data, y the flag; the reader looks at the flag first.
    Litmus {
        name: "message passing, relaxed",
        program: "store x 1 rlx; store y 1 rlx | load y rlx; load x rlx",
        allowed: &[" | 0 0", " | 0 1", " | 1 0", " | 1 1"],
        seen: All,
    },
    Litmus {
        name: "message passing, release only",
        program: "store x 1 rlx; store y 1 rel | load y rlx; load x rlx",
        allowed: &[" | 0 0", " | 0 1", " | 1 0", " | 1 1"],
        seen: All,
    },
    Litmus {
        name: "message passing, acquire only",
        program: "store x 1 rlx; store y 1 rlx | load y acq; load x rlx",
        allowed: &[" | 0 0", " | 0 1", " | 1 0", " | 1 1"],
        seen: All,
    },
    Litmus {
        name: "message passing, release and acquire",
        program: "store x 1 rlx; store y 1 rel | load y acq; load x rlx",
        allowed: &[" | 0 0", " | 0 1", " | 1 1"],
        seen: All,
    },
    Litmus {
        name: "message passing, `SeqCst`",
        program: "store x 1; store y 1 | load y; load x",
        allowed: &[" | 0 0", " | 0 1", " | 1 1"],
        seen: All,
    },
    Litmus {
        name: "message passing, two fences",
        program: "store x 1 rlx; fence rel; store y 1 rlx | load y rlx; fence acq; load x rlx",
        allowed: &[" | 0 0", " | 0 1", " | 1 1"],
        seen: All,
    },
    Litmus {
        name: "message passing, a release fence and an acquire load",
        program: "store x 1 rlx; fence rel; store y 1 rlx | load y acq; load x rlx",
        allowed: &[" | 0 0", " | 0 1", " | 1 1"],
        seen: All,
    },
    Litmus {
        name: "message passing, a release store and an acquire fence",
        program: "store x 1 rlx; store y 1 rel | load y rlx; fence acq; load x rlx",
        allowed: &[" | 0 0", " | 0 1", " | 1 1"],
        seen: All,
    },
    Litmus {
        name: "message passing, fences on the wrong side",
        program: "store x 1 rlx; fence acq; store y 1 rlx | load y rlx; fence rel; load x rlx",
        allowed: &[" | 0 0", " | 0 1", " | 1 0", " | 1 1"],
        seen: All,
    },
    Litmus {
        name: "message passing, through a third",
        program: "store x 1 rlx; store y 1 rel | load y acq; store z 1 rel | load z acq; load x rlx",
        allowed: &[
            " | 0 | 0 0",
            " | 0 | 0 1",
            " | 0 | 1 0",
            " | 0 | 1 1",
            " | 1 | 0 0",
            " | 1 | 0 1",
            " | 1 | 1 1",
        ],
        seen: All,
    },
    // Store buffering.
    Litmus {
        name: "store buffering, relaxed",
        program: "store x 1 rlx; load y rlx | store y 1 rlx; load x rlx",
        allowed: &["0 | 0", "0 | 1", "1 | 0", "1 | 1"],
        seen: All,
    },
    Litmus {
        name: "store buffering, release and acquire",
        program: "store x 1 rel; load y acq | store y 1 rel; load x acq",
        allowed: &["0 | 0", "0 | 1", "1 | 0", "1 | 1"],
        seen: All,
    },
    Litmus {
        name: "store buffering, read-modify-writes that acquire and release",
        program: "swap x 1 acqrel; load y acq | swap y 1 acqrel; load x acq",
        allowed: &["0 0 | 0 0", "0 0 | 0 1", "0 1 | 0 0", "0 1 | 0 1"],
        seen: All,
    },
    Litmus {
        name: "store buffering, `SeqCst`",
        program: "store x 1; load y | store y 1; load x",
        allowed: &["0 | 1", "1 | 0", "1 | 1"],
        seen: All,
    },
    Litmus {
        name: "store buffering, only one side `SeqCst`",
        program: "store x 1; load y | store y 1 rel; load x acq",
        allowed: &["0 | 0", "0 | 1", "1 | 0", "1 | 1"],
        seen: All,
    },
    Litmus {
        name: "store buffering, `SeqCst` fences",
        program: "store x 1 rlx; fence sc; load y rlx | store y 1 rlx; fence sc; load x rlx",
        allowed: &["0 | 1", "1 | 0", "1 | 1"],
        seen: All,
    },
    Litmus {
        name: "store buffering, acquire-release fences",
        program: "store x 1 rlx; fence acqrel; load y rlx | store y 1 rlx; fence acqrel; load x rlx",
        allowed: &["0 | 0", "0 | 1", "1 | 0", "1 | 1"],
        seen: All,
    },
    Litmus {
        name: "store buffering, one `SeqCst` fence",
        program: "store x 1 rlx; fence sc; load y rlx | store y 1 rlx; load x rlx",
        allowed: &["0 | 0", "0 | 1", "1 | 0", "1 | 1"],
        seen: All,
    },
    Litmus {
        name: "store buffering, a fence on one side, `SeqCst` accesses on the other",
        program: "store x 1 rlx; fence sc; load y rlx | store y 1; load x",
        allowed: &["0 | 1", "1 | 0", "1 | 1"],
        seen: All,
    },
    Litmus {
        name: "store buffering, a fence on one side, `SeqCst` additions on the other",
        program: "store x 1 rlx; fence sc; load y rlx | add y 1; add x 0",
        allowed: &["0 | 0 1", "1 | 0 0", "1 | 0 1"],
        seen: All,
    },
    Litmus {
        name: "store buffering, a fence on one side, a `SeqCst` load after an ordinary store on the other",
        program: "store x 1 rlx; fence sc; load y rlx | store y 1 rlx; load x",
        allowed: &["0 | 0", "0 | 1", "1 | 0", "1 | 1"],
        seen: All,
    },
    Litmus {
        name: "store buffering, a fence on one side, ordinary stores after `SeqCst` ones on the other",
        program: "store x 1 rlx; fence sc; load y rlx | store y 1; store y 2 rlx; load x",
        allowed: &["0 | 1", "1 | 0", "1 | 1", "2 | 0", "2 | 1"],
        seen: And(&["0 | 0"], MIXED),
    },
    // Load buffering.
    Litmus {
        name: "load buffering, relaxed",
        program: "load x rlx; store y 1 rlx | load y rlx; store x 1 rlx",
        allowed: &["0 | 0", "0 | 1", "1 | 0", "1 | 1"],
        seen: But(&["1 | 1"], NO_LOAD_BUFFERING),
    },
    Litmus {
        name: "load buffering, release and acquire",
        program: "load x acq; store y 1 rel | load y acq; store x 1 rel",
        allowed: &["0 | 0", "0 | 1", "1 | 0"],
        seen: All,
    },
    // Independent reads of independent writes.
    Litmus {
        name: "independent reads, `SeqCst`",
        program: "load x; load y | store x 1 | store y 1 | load y; load x",
        allowed: &[
            "0 0 |  |  | 0 0",
            "0 0 |  |  | 0 1",
            "0 0 |  |  | 1 0",
            "0 0 |  |  | 1 1",
            "0 1 |  |  | 0 0",
            "0 1 |  |  | 0 1",
            "0 1 |  |  | 1 0",
            "0 1 |  |  | 1 1",
            "1 0 |  |  | 0 0",
            "1 0 |  |  | 0 1",
            "1 0 |  |  | 1 1",
            "1 1 |  |  | 0 0",
            "1 1 |  |  | 0 1",
            "1 1 |  |  | 1 0",
            "1 1 |  |  | 1 1",
        ],
        seen: All,
    },
    Litmus {
        name: "independent reads, release and acquire",
        program: "load x acq; load y acq | store x 1 rel | store y 1 rel | load y acq; load x acq",
        allowed: &[
            "0 0 |  |  | 0 0",
            "0 0 |  |  | 0 1",
            "0 0 |  |  | 1 0",
            "0 0 |  |  | 1 1",
            "0 1 |  |  | 0 0",
            "0 1 |  |  | 0 1",
            "0 1 |  |  | 1 0",
            "0 1 |  |  | 1 1",
            "1 0 |  |  | 0 0",
            "1 0 |  |  | 0 1",
            "1 0 |  |  | 1 0",
            "1 0 |  |  | 1 1",
            "1 1 |  |  | 0 0",
            "1 1 |  |  | 0 1",
            "1 1 |  |  | 1 0",
            "1 1 |  |  | 1 1",
        ],
        seen: All,
    },
    // Coherence: one atomic has one order of stores, which nobody sees backwards.
    Litmus {
        name: "coherence, two reads",
        program: "store x 1 rlx | load x rlx; load x rlx",
        allowed: &[" | 0 0", " | 0 1", " | 1 1"],
        seen: All,
    },
    Litmus {
        name: "coherence, two writes of one thread",
        program: "store x 1 rlx; store x 2 rlx | load x rlx; load x rlx",
        allowed: &[" | 0 0", " | 0 1", " | 0 2", " | 1 1", " | 1 2", " | 2 2"],
        seen: All,
    },
    Litmus {
        name: "coherence, a read and then a write",
        program: "load x rlx; store x 1 rlx | store x 2 rlx; load x rlx",
        allowed: &["0 | 1", "0 | 2", "2 | 1", "2 | 2"],
        seen: All,
    },
    Litmus {
        name: "coherence, a write and then a read",
        program: "store x 1 rlx; load x rlx | store x 2 rlx",
        allowed: &["1 | ", "2 | "],
        seen: All,
    },
    Litmus {
        name: "coherence, two readers of two writers",
        program: "store x 1 rlx | store x 2 rlx | load x rlx; load x rlx | load x rlx; load x rlx",
        allowed: &[
            " |  | 0 0 | 0 0",
            " |  | 0 0 | 0 1",
            " |  | 0 0 | 0 2",
            " |  | 0 0 | 1 1",
            " |  | 0 0 | 1 2",
            " |  | 0 0 | 2 1",
            " |  | 0 0 | 2 2",
            " |  | 0 1 | 0 0",
            " |  | 0 1 | 0 1",
            " |  | 0 1 | 0 2",
            " |  | 0 1 | 1 1",
            " |  | 0 1 | 1 2",
            " |  | 0 1 | 2 1",
            " |  | 0 1 | 2 2",
            " |  | 0 2 | 0 0",
            " |  | 0 2 | 0 1",
            " |  | 0 2 | 0 2",
            " |  | 0 2 | 1 1",
            " |  | 0 2 | 1 2",
            " |  | 0 2 | 2 1",
            " |  | 0 2 | 2 2",
            " |  | 1 1 | 0 0",
            " |  | 1 1 | 0 1",
            " |  | 1 1 | 0 2",
            " |  | 1 1 | 1 1",
            " |  | 1 1 | 1 2",
            " |  | 1 1 | 2 1",
            " |  | 1 1 | 2 2",
            " |  | 1 2 | 0 0",
            " |  | 1 2 | 0 1",
            " |  | 1 2 | 0 2",
            " |  | 1 2 | 1 1",
            " |  | 1 2 | 1 2",
            " |  | 1 2 | 2 2",
            " |  | 2 1 | 0 0",
            " |  | 2 1 | 0 1",
            " |  | 2 1 | 0 2",
            " |  | 2 1 | 1 1",
            " |  | 2 1 | 2 1",
            " |  | 2 1 | 2 2",
            " |  | 2 2 | 0 0",
            " |  | 2 2 | 0 1",
            " |  | 2 2 | 0 2",
            " |  | 2 2 | 1 1",
            " |  | 2 2 | 1 2",
            " |  | 2 2 | 2 1",
            " |  | 2 2 | 2 2",
        ],
        seen: All,
    },
    // Two threads write both, in opposite orders, and read at last.
    Litmus {
        name: "2+2W, relaxed",
        program: "spawn 1; spawn 2; join 1; join 2; load x rlx; load y rlx | store x 1 rlx; store y 2 rlx | store y 1 rlx; store x 2 rlx",
        allowed: &["1 1 |  | ", "1 2 |  | ", "2 1 |  | ", "2 2 |  | "],
        seen: But(&["1 1 |  | "], ONE_ORDER),
    },
    Litmus {
        name: "2+2W, `SeqCst`",
        program: "spawn 1; spawn 2; join 1; join 2; load x; load y | store x 1; store y 2 | store y 1; store x 2",
        allowed: &["1 2 |  | ", "2 1 |  | ", "2 2 |  | "],
        seen: All,
    },
    // Read-modify-writes.
    Litmus {
        name: "two additions, relaxed",
        program: "add x 1 rlx | add x 1 rlx",
        allowed: &["0 | 1", "1 | 0"],
        seen: All,
    },
    Litmus {
        name: "an addition and a store, relaxed",
        program: "spawn 1; spawn 2; join 1; join 2; load x rlx | add x 1 rlx | store x 5 rlx",
        allowed: &["5 | 0 | ", "6 | 5 | "],
        seen: All,
    },
    Litmus {
        name: "a swap reads the newest, a load need not",
        program: "store x 1 rlx; swap y 1 rlx | swap y 2 rlx; load x rlx",
        allowed: &["0 | 1 0", "0 | 1 1", "2 | 0 0", "2 | 0 1"],
        seen: All,
    },
    Litmus {
        name: "one of two compare-exchanges succeeds",
        program: "cas x 0 1 rlx | cas x 0 2 rlx",
        allowed: &["0 | 1", "2 | 0"],
        seen: All,
    },
    Litmus {
        name: "a failing compare-exchange after a message, relaxed",
        program: "store x 1 rlx; store y 1 rlx | load y rlx; cas x 5 6 rlx",
        allowed: &[" | 0 0", " | 0 1", " | 1 0", " | 1 1"],
        seen: But(&[" | 1 0"], NEWEST),
    },
    // Release sequences.
    Litmus {
        name: "release sequence, a relaxed addition in between",
        program: "store x 1 rlx; store y 1 rel | add y 1 rlx | load y acq; load x rlx",
        allowed: &[
            " | 0 | 0 0",
            " | 0 | 0 1",
            " | 0 | 1 0",
            " | 0 | 1 1",
            " | 1 | 0 0",
            " | 1 | 0 1",
            " | 1 | 1 1",
            " | 1 | 2 1",
        ],
        seen: All,
    },
    Litmus {
        name: "release sequence, broken by a store",
        program: "store x 1 rlx; store y 1 rel | load y rlx; store y 2 rlx | load y acq; load x rlx",
        allowed: &[
            " | 0 | 0 0",
            " | 0 | 0 1",
            " | 0 | 1 1",
            " | 0 | 2 0",
            " | 0 | 2 1",
            " | 1 | 0 0",
            " | 1 | 0 1",
            " | 1 | 1 1",
            " | 1 | 2 0",
            " | 1 | 2 1",
        ],
        seen: All,
    },
    Litmus {
        name: "a relaxed addition publishes nothing of its own",
        program: "store x 1 rlx; add y 1 rlx | load y acq; load x rlx",
        allowed: &["0 | 0 0", "0 | 0 1", "0 | 1 0", "0 | 1 1"],
        seen: All,
    },
    Litmus {
        name: "a fence before an addition publishes",
        program: "store x 1 rlx; fence rel; add y 1 rlx | load y rlx; fence acq; load x rlx",
        allowed: &["0 | 0 0", "0 | 0 1", "0 | 1 1"],
        seen: All,
    },
    // History.
    Litmus {
        name: "the oldest of eight values",
        program: "store x 1 rlx; store x 2 rlx; store x 3 rlx; store x 4 rlx; store x 5 rlx; store x 6 rlx; store x 7 rlx; store y 1 rlx | load y rlx; load x rlx",
        allowed: &[
            " | 0 0", " | 0 1", " | 0 2", " | 0 3", " | 0 4", " | 0 5", " | 0 6", " | 0 7",
            " | 1 0", " | 1 1", " | 1 2", " | 1 3", " | 1 4", " | 1 5", " | 1 6", " | 1 7",
        ],
        seen: But(&[" | 1 0"], SEVEN),
    },
];

#[test]
fn what_the_memory_model_allows_is_seen_and_nothing_else() {
    let mut wrong = Vec::new();
    println!("| litmus test | program | allowed | seen | difference |");
    println!("|---|---|---|---|---|");
    for Litmus { name, program, allowed, seen } in TESTS {
        let allowed: BTreeSet<String> = allowed.iter().map(ToString::to_string).collect();
        let set = |outcomes: &[&str]| -> BTreeSet<String> {
            outcomes.iter().map(ToString::to_string).collect()
        };
        let (missing, more, why) = match seen {
            All => (set(&[]), set(&[]), ""),
            But(missing, why) => (set(missing), set(&[]), *why),
            And(more, why) => (set(&[]), set(more), *why),
        };
        assert!(missing.is_subset(&allowed), "{name}: what is missing is allowed");
        assert!(more.is_disjoint(&allowed), "{name}: what is too much is not allowed");
        let expected: BTreeSet<_> = allowed.difference(&missing).chain(&more).cloned().collect();
        let explored = explore(program, &["--unbounded", "--max-executions", "400000"]);
        if explored.end != End::Passed || explored.outcomes != expected {
            let less: Vec<_> = expected.difference(&explored.outcomes).collect();
            let more: Vec<_> = explored.outcomes.difference(&expected).collect();
            wrong.push(format!(
                "{name}: `{program}`: {}: not seen {less:?}; seen {more:?}",
                explored.said
            ));
        }
        // Whatever the orderings, what one order of the operations explains is allowed, and seen.
        let in_order = enumerator::enumerate(&program::parse(program)).outcomes;
        let hidden: Vec<_> =
            in_order.difference(&explored.outcomes).filter(|o| !missing.contains(*o)).collect();
        if !hidden.is_empty() {
            wrong.push(format!("{name}: {hidden:?} need no reordering"));
        }
        let show = |o: &String| format!("`{}`", o.replace('|', "‖"));
        let never: Vec<_> = (missing.iter().map(|o| format!("never {}: {why}", show(o))))
            .chain(more.iter().map(|o| format!("also {}, which is not: {why}", show(o))))
            .collect();
        println!(
            "| {name} | `{}` | {} | {} | {} |",
            program.replace('|', "‖"),
            allowed.len(),
            explored.outcomes.len(),
            never.join("; ")
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_acquires_and_releases_everywhere_has_no_stale_reads() {
    for Litmus { name, program, .. } in TESTS {
        let explored =
            explore(program, &["--unbounded", "--max-executions", "400000", "--sequential"]);
        let in_order = enumerator::enumerate(&program::parse(program)).outcomes;
        assert!(explored.end == End::Passed, "{name}: {}", explored.said);
        assert_eq!(explored.outcomes, in_order, "{name}");
    }
}
