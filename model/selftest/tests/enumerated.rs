//! The model explores every outcome of small programs on each primitive, and no other: as many as an enumerator finds that knows
//! nothing of the model (`common/enumerator.rs`), where nothing is reduced.

use std::collections::BTreeSet;

use selftest_answers::program;

#[path = "common/enumerator.rs"]
mod enumerator;
#[path = "common/explored.rs"]
mod explored;

use enumerator::enumerate;
use explored::{End, explore};

/// The primitive, and the programs that are about it.
const PROGRAMS: &[(&str, &[&str])] = &[
    (
        "atomics",
        &[
            "load x; bump x | load x; bump x",
            "add x 1; add x 1 | add x 1; load x",
            "store x 1; load y | store y 1; load x",
            "load x; store y 1 | load y; store x 1",
            "load x; load y | store x 1 | store y 1 | load y; load x",
            "store x 1; store y 2 | store y 1; store x 2 | load x; load y",
            "cas x 0 1; load x | cas x 0 2; load x | swap x 3",
            "load x; load x; load x | store x 1; store x 2; store x 3",
            "add x 1; load y | load x; add y 1; load x",
        ],
    ),
    (
        "Mutex",
        &[
            "lock 0; get 0; unlock 0; lock 0; put 0 1; unlock 0 | lock 0; get 0; unlock 0; lock 0; put 0 2; unlock 0",
            "lock 0; get 0; put 0 1; unlock 0 | lock 0; get 0; put 0 2; unlock 0 | lock 0; get 0; put 0 3; unlock 0",
            "lock 0; lock 1; unlock 1; unlock 0 | lock 1; lock 0; unlock 0; unlock 1",
            "lock 0; lock 1; get 1; unlock 1; unlock 0 | lock 0; lock 1; put 1 1; unlock 1; unlock 0",
            "trylock 0; put 0 1; unlock 0 | trylock 0; get 0; unlock 0 | lock 0; get 0; unlock 0",
            "lock 0; add x 1; poison 0 | lock 0; load x; unlock 0 | poisoned 0; poisoned 0",
            "lock 0; unlock 0; load x | store x 1; lock 0; unlock 0; store x 2",
        ],
    ),
    (
        "RwLock",
        &[
            "read 0; rget 0; leave 0 | write 0; rput 0 1; leave 0 | read 0; rget 0; leave 0",
            "read 0; add x 1; leave 0 | read 0; load x; leave 0 | write 0; add x 4; leave 0",
            "read 0; rget 0; leave 0; write 0; rput 0 1; leave 0 | read 0; rget 0; leave 0; write 0; rput 0 2; leave 0",
            "read 0; read 0; leave 0; leave 0 | write 0; leave 0",
            "read 0; trywrite 0; leave 0; leave 0 | tryread 0; rget 0; leave 0 | write 0; rput 0 1; leave 0",
            "trywrite 0; rput 0 1; leave 0 | tryread 0; rget 0; leave 0 | tryread 0; rget 0; leave 0",
        ],
    ),
    (
        "Condvar",
        &[
            "lock 0; waitwhile 0 0; get 0; unlock 0 | lock 0; put 0 1; unlock 0; one 0",
            "lock 0; waitwhile 0 0; get 0; unlock 0 | lock 0; put 0 1; one 0; unlock 0; lock 0; put 0 2; unlock 0",
            "lock 0; waitwhile 0 0; get 0; put 0 0; unlock 0 | lock 0; put 0 1; unlock 0; all 0; lock 0; put 0 2; unlock 0; all 0",
            "lock 0; wait 0 0; get 0; unlock 0 | lock 0; put 0 1; unlock 0; one 0",
            "lock 0; waitwhile 0 0; add x 1; unlock 0 | lock 0; waitwhile 0 0; add x 1; unlock 0 | lock 0; put 0 1; all 0; unlock 0",
            "lock 0; waitwhile 0 0; add x 1; unlock 0; one 0 | lock 0; waitwhile 0 0; add x 1; unlock 0; one 0 | lock 0; put 0 1; unlock 0; one 0",
            "lock 0; waitwhile 0 0; unlock 0 | lock 0; waitwhile 0 0; unlock 0 | lock 0; put 0 1; unlock 0; one 0",
        ],
    ),
    (
        "Barrier",
        &[
            "add x 1; meet 2; load x | add x 1; meet 2; load x",
            "add x 1; meet 3 | add x 1; meet 3; load x | load x; meet 3",
            "meet 2; add x 1; meet 2; load x | meet 2; add x 1; meet 2",
            "meet 2 | meet 2 | meet 2",
        ],
    ),
    (
        "Once, OnceLock",
        &[
            "once 0 x; load x | once 0 x; load x",
            "once 0 x; load x | done 0; load x; done 0",
            "once 0 x | once 0 x | once 0 x; load x",
            "init 0 1 | init 0 2 | init 0 3",
            "set 0 1 | init 0 2; add x 1 | peek 0; peek 0; load x",
            "set 0 1; peek 0 | set 0 2; peek 0",
            "await 0; load x | add x 1; set 0 1 | set 0 2; add x 1",
        ],
    ),
    (
        "mpsc, unbounded",
        &[
            "recv u; recv u; recv u | send u 1; send u 2 | send u 3",
            "recv u; droprx u | send u 1; send u 2; send u 3",
            "tryrecv u; tryrecv u | send u 1",
            "tryrecv u; recv u; tryrecv u | send u 1; droptx u; add x 1 | send u 2",
            "recvtimeout u; recvtimeout u | send u 1",
            "recv u; recv u; load x | clonetx u; send u 1; droptx u; add x 1; droptx u",
            "load x; tryrecv u | add x 1; droptx u; add x 1 | add x 1; droptx u; add x 1",
        ],
    ),
    (
        "mpsc, rendezvous",
        &[
            "recv r; recv r | send r 1; add x 1 | send r 2; load x",
            "recv r; load x; droprx r | send r 1; add x 1; send r 2",
            "tryrecv r; recv r | send r 1; load x | add x 1",
            "recv r; recv r | trysend r 1; trysend r 2",
            "recvtimeout r; recvtimeout r | send r 1; add x 1",
            "recvtimeout r; load x | trysend r 1; add x 1",
            "tryrecv r | trysend r 1",
        ],
    ),
    (
        "mpsc, one place",
        &[
            "recv b; load x; recv b; load x | send b 1; add x 1; send b 2; add x 1",
            "recv b; recv b; recv b | send b 1; send b 2 | send b 3",
            "recv b; droprx b | send b 1; send b 2; send b 3",
            "tryrecv b; tryrecv b | trysend b 1; trysend b 2 | trysend b 3",
            "load x; recv b; droprx b | send b 1; add x 1 | send b 2; add x 1",
            "recvtimeout b; recvtimeout b | send b 1; send b 2",
        ],
    ),
    (
        "park",
        &[
            "park; load x | add x 1; unpark 0; add x 1",
            "park; load x; park; load x | add x 1; unpark 0; add x 1; unpark 0",
            "park; load x | add x 1; unpark 0 | add x 1; unpark 0",
            "lock 0; unlock 0; park; load x | lock 0; unpark 0; unlock 0; add x 1",
            "unpark 1; unpark 1; load x | park; add x 1; park; add x 1",
        ],
    ),
    (
        "spawn, join",
        &[
            "spawn 1; load x; join 1; load x | add x 1; add x 1",
            "spawn 1; spawn 2; join 2; load x; join 1; load x | add x 1 | add x 2",
            "spawn 1; finished 1; load x; finished 1; join 1; load x | add x 1",
            "add x 1; spawn 1; join 1; spawn 2; load x | load x; add x 1 | load x; add x 1",
        ],
    ),
];

#[test]
fn the_model_explores_exactly_the_outcomes_that_there_are() {
    let mut wrong = Vec::new();
    println!("| primitive | program | outcomes | states enumerated | executions explored |");
    println!("|---|---|---|---|---|");
    for (primitive, programs) in PROGRAMS {
        for text in *programs {
            match compare(text) {
                Ok(Same { outcomes, states, executions }) => {
                    println!(
                        "| {primitive} | `{}` | {outcomes} | {states} | {executions} |",
                        text.replace('|', "‖")
                    )
                }
                Err(difference) => wrong.push(difference),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

struct Same {
    /// How many, or in words.
    outcomes: String,
    states: usize,
    executions: String,
}

/// Not `--sequential` where there is an atomic of the program's own: its operations are all `SeqCst`, which must do. But looking at a
/// `OnceLock` is an acquire load, which may be late.
fn compare(text: &str) -> Result<Same, String> {
    let found = enumerate(&program::parse(text));
    let mut options = vec!["--unbounded", "--max-executions", "400000"];
    if ["peek", "done"].iter().any(|look| text.contains(look)) {
        options.push("--sequential");
    }
    let explored = explore(text, &options);
    let states = found.states;
    match explored.end {
        End::Passed if !found.stuck && explored.outcomes == found.outcomes => Ok(Same {
            outcomes: found.outcomes.len().to_string(),
            states,
            executions: explored.executions.to_string(),
        }),
        // The first failure ends the exploration.
        End::Stuck if found.stuck && explored.outcomes.is_subset(&found.outcomes) => Ok(Same {
            outcomes: format!("{} and a deadlock", found.outcomes.len()),
            states,
            executions: format!("deadlock at {}", explored.executions),
        }),
        end => {
            let missing: BTreeSet<_> = found.outcomes.difference(&explored.outcomes).collect();
            let more: BTreeSet<_> = explored.outcomes.difference(&found.outcomes).collect();
            Err(format!(
                "`{text}`: the model ended by {end:?} ({}); enumerated: a deadlock: {}; not explored {missing:?}; impossible {more:?}",
                explored.said, found.stuck
            ))
        }
    }
}
