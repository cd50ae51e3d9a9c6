//! The model explores every outcome of small programs on each primitive, and no other: as many as an enumerator finds that knows
//! nothing of the model (`common/enumerator.rs`), where nothing is reduced.

#[path = "common/compare.rs"]
mod compare;
#[path = "common/enumerator.rs"]
mod enumerator;
#[path = "common/explored.rs"]
mod explored;

use compare::{Extent, Same, compare};

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
            // A load of one's own between another's and a write hides neither.
            "load x acq; add x 5 acqrel | store x 2 rel; load x acq",
            "load x rlx; store x 1 rlx | store x 2 rlx; load x rlx",
            "load x acq; cas x 0 1 acqrel | load x acq; cas x 0 2 acqrel | load x acq",
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
            "peek 0; set 0 1 | set 0 2; peek 0",
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
        "crossbeam, unbounded",
        &[
            "recv U; recv U; recv U | send U 1; send U 2 | send U 3",
            "recv U; recv U | send U 1; send U 2 | recv U",
            "tryrecv U; recv U; tryrecv U | send U 1; droptx U; add x 1 | send U 2",
            "load x; tryrecv U | add x 1; droptx U; add x 1 | add x 1; droptx U; add x 1",
            "send U 1; load x; send U 2; load x | add x 1; droprx U; add x 1 | add x 1; droprx U; add x 1",
            "recvtimeout U; recvtimeout U | send U 1",
        ],
    ),
    (
        "crossbeam, rendezvous",
        &[
            "recv R; recv R | send R 1; add x 1 | send R 2; load x",
            "recv R; load x; droprx R | send R 1; add x 1; send R 2",
            "recv R; recv R | trysend R 1; trysend R 2",
            "recvtimeout R; load x | trysend R 1; add x 1",
            "recv R | send R 1; droptx R | recvtimeout R",
        ],
    ),
    (
        "crossbeam, one place",
        &[
            "recv B; load x; recv B; load x | send B 1; add x 1; send B 2; add x 1",
            "recv B; droprx B | send B 1; send B 2; send B 3",
            "tryrecv B; tryrecv B | trysend B 1; trysend B 2 | trysend B 3",
            "send B 1; send B 2; load x | droprx B; add x 1 | recv B; add x 1",
            "load x; tryrecv B | add x 1; droptx B; add x 1 | add x 1; droptx B",
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
        "time-outs",
        &[
            "lock 0; waittimeout 0 0; waittimeout 0 0; get 0; unlock 0 | lock 0; put 0 1; one 0; unlock 0",
            "load x; sleep; load x; sleep; load x; sleep; load x | add x 1",
            "parktimeout; load x; parktimeout; load x; parktimeout; load x | add x 1; unpark 0",
            "recvtimeout u; recvtimeout u; recvtimeout u | send u 1",
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
            match compare(text, options(text), Extent::Exactly) {
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

/// Not `--sequential` where there is an atomic of the program's own: its operations are all `SeqCst`, which must do. But looking at a
/// `OnceLock` is an acquire load, which may be late.
fn options(text: &str) -> &'static [&'static str] {
    if ["peek", "done"].iter().any(|look| text.contains(look)) { &["--sequential"] } else { &[] }
}
