//! Programs that nobody thought of: every small one of a family, or as many as there is time for, compared with the enumerator.
//!
//! `enumerated.rs` has the programs that a person would write to try a primitive. What breaks an explorer is more often a
//! pattern that nobody would: a thread's own access between two of others'. So here programs are put together from parts.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;

#[path = "common/compare.rs"]
mod compare;
#[path = "common/enumerator.rs"]
mod enumerator;
#[path = "common/explored.rs"]
mod explored;

use compare::{Extent, compare, covers};

/// What threads of a program are put together from. `#` is a number that no other part of the program has.
struct Family {
    name: &'static str,
    /// Of each thread, the parts, and at most how many of them it has.
    threads: &'static [(&'static [&'static str], usize)],
    /// More than a sequentially consistent machine shows may be seen.
    extent: Extent,
    /// How many programs of it, where there are more.
    sample: usize,
}

const ONE_ATOMIC: &[&str] = &[
    "load x acq",
    "load x rlx",
    "store x # rel",
    "store x # rlx",
    "add x # acqrel",
    "swap x # rlx",
    "cas x 0 # acqrel",
];
const LOADS: &[&str] = &["load x acq", "load x", "add x # acqrel", "store x # rel", "store x #"];
const TWO_ATOMICS: &[&str] = &[
    "load x acq",
    "load y acq",
    "store x # rel",
    "store y # rel",
    "add x # acqrel",
    "cas y 0 # acqrel",
];
const TWO_SEQ_CST: &[&str] =
    &["load x", "load y", "store x #", "store y #", "add x #", "cas y 0 #"];
const MUTEX: &[&str] = &[
    "lock 0; get 0; unlock 0",
    "lock 0; put 0 #; unlock 0",
    "trylock 0; get 0; put 0 #; unlock 0",
    "add x 1",
];
const TWO_MUTEXES: &[&str] = &[
    "lock 0; put 0 #; lock 1; get 1; unlock 1; unlock 0",
    "lock 1; put 1 #; unlock 1",
    "lock 0; get 0; unlock 0",
    "trylock 1; put 1 #; unlock 1",
];
const RWLOCK: &[&str] = &[
    "read 0; rget 0; leave 0",
    "write 0; rput 0 #; leave 0",
    "tryread 0; rget 0; leave 0",
    "trywrite 0; rget 0; rput 0 #; leave 0",
];
const ONCE: &[&str] = &["set 0 #", "init 0 #", "peek 0"];
const ONCES: &[&str] = &["once 0 x", "load x", "once 1 x"];
const CONDVAR: &[&str] = &[
    "lock 0; waitwhile 0 0; get 0; unlock 0",
    "lock 0; put 0 #; unlock 0; one 0",
    "lock 0; put 0 #; all 0; unlock 0",
    "add x 1",
];

const FAMILIES: &[Family] = &[
    Family {
        name: "one atomic, two threads",
        threads: &[(ONE_ATOMIC, 2), (ONE_ATOMIC, 2)],
        extent: Extent::Exactly,
        sample: 400,
    },
    Family {
        name: "one atomic, up to three operations each",
        threads: &[(ONE_ATOMIC, 3), (ONE_ATOMIC, 3)],
        extent: Extent::Exactly,
        sample: 300,
    },
    Family {
        name: "one atomic, three threads",
        threads: &[(ONE_ATOMIC, 2), (ONE_ATOMIC, 2), (ONE_ATOMIC, 2)],
        extent: Extent::Exactly,
        sample: 150,
    },
    Family {
        name: "one atomic, weak and `SeqCst`",
        threads: &[(LOADS, 3), (LOADS, 3)],
        extent: Extent::Exactly,
        sample: 200,
    },
    Family {
        name: "two atomics, weaker than `SeqCst`",
        threads: &[(TWO_ATOMICS, 3), (TWO_ATOMICS, 3)],
        extent: Extent::AtLeast,
        sample: 300,
    },
    Family {
        name: "two atomics, three threads",
        threads: &[(TWO_ATOMICS, 2), (TWO_ATOMICS, 2), (TWO_ATOMICS, 2)],
        extent: Extent::AtLeast,
        sample: 100,
    },
    Family {
        name: "two atomics, `SeqCst`",
        threads: &[(TWO_SEQ_CST, 3), (TWO_SEQ_CST, 3)],
        extent: Extent::Exactly,
        sample: 200,
    },
    Family {
        name: "Mutex",
        threads: &[(MUTEX, 2), (MUTEX, 2), (MUTEX, 1)],
        extent: Extent::Exactly,
        sample: 150,
    },
    Family {
        name: "two Mutexes",
        threads: &[(TWO_MUTEXES, 2), (TWO_MUTEXES, 2)],
        extent: Extent::Exactly,
        sample: 150,
    },
    Family {
        name: "RwLock",
        threads: &[(RWLOCK, 2), (RWLOCK, 2), (RWLOCK, 1)],
        extent: Extent::Exactly,
        sample: 150,
    },
    Family {
        name: "OnceLock",
        threads: &[(ONCE, 3), (ONCE, 2), (ONCE, 2)],
        extent: Extent::Exactly,
        sample: 150,
    },
    Family {
        name: "Once",
        threads: &[(ONCES, 3), (ONCES, 3)],
        extent: Extent::Exactly,
        sample: 100,
    },
    Family {
        name: "Condvar",
        threads: &[(CONDVAR, 1), (CONDVAR, 2), (CONDVAR, 1)],
        extent: Extent::Exactly,
        sample: 80,
    },
    Family {
        name: "mpsc, unbounded",
        threads: &[
            (&["recv u", "tryrecv u", "add x 1", "load x"], 3),
            (&["send u #", "droptx u", "add x 1"], 2),
            (&["send u #", "add x 1", "load x"], 2),
        ],
        extent: Extent::Exactly,
        sample: 120,
    },
    Family {
        name: "mpsc, rendezvous",
        threads: &[
            (&["recv r", "tryrecv r", "load x"], 3),
            (&["send r #", "trysend r #", "add x 1"], 2),
            (&["send r #", "add x 1"], 1),
        ],
        extent: Extent::Exactly,
        sample: 120,
    },
    Family {
        name: "mpsc, one place",
        threads: &[
            (&["recv b", "tryrecv b", "load x"], 3),
            (&["send b #", "trysend b #", "add x 1"], 2),
            (&["send b #", "add x 1"], 2),
        ],
        extent: Extent::Exactly,
        sample: 120,
    },
    Family {
        name: "crossbeam, unbounded",
        threads: &[
            (&["recv U", "tryrecv U", "load x"], 2),
            (&["send U #", "add x 1"], 2),
            (&["send U #", "tryrecv U", "recv U"], 2),
        ],
        extent: Extent::Exactly,
        sample: 120,
    },
    Family {
        name: "crossbeam, rendezvous",
        threads: &[
            (&["recv R", "tryrecv R", "load x"], 2),
            (&["send R #", "trysend R #", "add x 1"], 2),
            (&["tryrecv R", "trysend R #", "load x"], 1),
        ],
        extent: Extent::Exactly,
        sample: 120,
    },
    Family {
        name: "crossbeam, one place",
        threads: &[
            (&["recv B", "tryrecv B", "load x"], 2),
            (&["send B #", "trysend B #", "add x 1"], 2),
            (&["send B #", "droprx B", "add x 1"], 2),
        ],
        extent: Extent::Exactly,
        sample: 120,
    },
    Family {
        name: "park",
        threads: &[
            (&["park", "load x"], 3),
            (&["unpark 0", "add x 1"], 3),
            (&["unpark 0", "add x 1"], 1),
        ],
        extent: Extent::Exactly,
        sample: 100,
    },
    Family {
        name: "time-outs",
        threads: &[
            (
                &[
                    "lock 0; waittimeout 0 0; get 0; unlock 0",
                    "parktimeout; load x",
                    "load x; sleep",
                    "recvtimeout u",
                ],
                3,
            ),
            (&["lock 0; put 0 #; one 0; unlock 0", "add x 1", "unpark 0", "send u #"], 2),
        ],
        extent: Extent::Exactly,
        sample: 150,
    },
    Family {
        name: "polling",
        threads: &[
            (&["spin x", "yielding y", "busy x", "load y", "store y #"], 2),
            (&["store x #", "yielding y", "add x 1", "load y", "store y #"], 2),
            (&["spin y", "add x 1", "load x"], 1),
        ],
        extent: Extent::Exactly,
        sample: 90,
    },
    Family {
        name: "polling by sleeping",
        threads: &[
            (&["sleeping x", "load y", "store y #"], 2),
            (&["store x #", "sleeping y", "add x 1", "load y", "store y #"], 2),
        ],
        extent: Extent::Exactly,
        sample: 60,
    },
    Family {
        name: "polling channels",
        threads: &[
            (&["poll u", "load x", "add x 1"], 3),
            (&["send u #", "spin x", "droptx u", "add x 1"], 2),
            (&["send u #", "load x"], 1),
        ],
        extent: Extent::Exactly,
        sample: 80,
    },
    Family {
        name: "spin locks",
        threads: &[
            (&["swapping x; load y; store y #; store x 0", "load y"], 2),
            (&["swapping x; load y; store y #; store x 0", "add y 1"], 2),
        ],
        extent: Extent::Exactly,
        sample: 60,
    },
    Family {
        name: "looks with a hint in between",
        threads: &[
            (&["load x", "hint; load x", "yield; load x", "hint; hint; load x", "store y #"], 4),
            (&["add x 1", "hint; load y", "yield; add x 1", "yield; yield; load y"], 3),
        ],
        extent: Extent::Exactly,
        sample: 150,
    },
    Family {
        name: "spawn, join",
        threads: &[
            (&["load x", "add x 1", "finished 1", "finished 2"], 3),
            (&["add x 1", "load x"], 2),
            (&["add x 1"], 1),
        ],
        extent: Extent::Exactly,
        sample: 60,
    },
    Family {
        name: "a lock, an atomic, a channel",
        threads: &[
            (&["lock 0; get 0; unlock 0", "recv u", "load x acq", "tryrecv u"], 3),
            (&["lock 0; put 0 #; unlock 0", "send u #", "add x 1 acqrel", "load x acq"], 3),
        ],
        extent: Extent::AtLeast,
        sample: 150,
    },
];

/// All lists of at most `most` parts, without the empty one.
fn lists(parts: &[&str], most: usize) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    let mut last = all.clone();
    for _ in 0..most {
        last = last
            .iter()
            .flat_map(|list| {
                parts.iter().map(|part| {
                    let mut list = list.clone();
                    list.push((*part).to_owned());
                    list
                })
            })
            .collect();
        all.extend(last.iter().cloned());
    }
    all.remove(0);
    all
}

/// Programs of this family: all, or some from everywhere among them.
fn programs(family: &Family, sample: usize) -> Vec<String> {
    let threads: Vec<_> = family.threads.iter().map(|(parts, most)| lists(parts, *most)).collect();
    let total: usize = threads.iter().map(Vec::len).product();
    // A step that has no divisor in common with their number visits each once.
    let sample = sample.max(1);
    let step = (total / sample).max(1);
    let gcd = |mut a: usize, mut b: usize| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let step = (step * 7 + 1..).find(|step| gcd(*step, total) == 1).expect("there is a prime");
    let picked = (0..sample.min(total)).map(|i| i * step % total);
    let mut programs: Vec<_> = picked
        .map(|mut which| {
            let text = threads.iter().map(|lists| {
                let list = &lists[which % lists.len()];
                which /= lists.len();
                list.join("; ")
            });
            let mut text = text.collect::<Vec<_>>().join(" | ");
            for number in 1.. {
                match text.contains('#') {
                    true => text = text.replacen('#', &number.to_string(), 1),
                    false => break,
                }
            }
            text
        })
        .filter(|text| makes_sense(text))
        .collect();
    programs.sort();
    programs.dedup();
    programs
}

/// An end of a channel that is dropped is not used later, and only once.
fn makes_sense(text: &str) -> bool {
    text.split(" | ").all(|thread| {
        let ops: Vec<_> = thread.split("; ").collect();
        let used_later = |drop: &str, uses: &[&str]| {
            let at = ops.iter().position(|op| op.starts_with(drop));
            at.is_some_and(|at| {
                ops[at + 1..].iter().any(|op| uses.iter().any(|u| op.starts_with(u)))
            })
        };
        !used_later("droptx", &["send", "trysend", "droptx"])
            && !used_later("droprx", &["recv", "tryrecv", "droprx"])
    })
}

/// Two at a time; all errors.
fn all_of<T: Sync>(items: &[T], f: impl Fn(&T) -> Result<(), String> + Sync) -> Vec<String> {
    let (next, errors) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(item) = items.get(next.fetch_add(1, Relaxed)) {
                    if let Err(error) = f(item) {
                        eprintln!("{error}");
                        errors.lock().expect("nobody panics with it").push(error);
                    }
                }
            });
        }
    });
    errors.into_inner().expect("nobody panicked with it")
}

/// `FAMILY=mpsc` compares those families alone whose names contain that.
fn only() -> String {
    std::env::var("FAMILY").unwrap_or_default()
}

/// `SHARE=1` compares all that `sample` says; without it, a part, since there are many.
fn share() -> usize {
    std::env::var("SHARE").map_or(6, |share| share.parse().expect("SHARE is a number"))
}

#[test]
fn every_program_of_each_family_shows_the_outcomes_that_there_are() {
    let mut wrong = Vec::new();
    println!("| family | programs compared |");
    println!("|---|---|");
    for family in FAMILIES.iter().filter(|family| family.name.contains(&only())) {
        let programs = programs(family, family.sample / share());
        let errors = all_of(&programs, |text| compare(text, &[], family.extent).map(|_| ()));
        println!("| {} | {} |", family.name, programs.len());
        wrong.extend(errors.into_iter().map(|error| format!("{}: {error}", family.name)));
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// With one preemption less, that is, and where nobody is handed anything: whoever waits at a channel is given the message at once, so that
/// somebody else's taking it first is the schedule in which the waiting thread came later, which is a preemption more. The explorer tries nothing more once a schedule has used its bound up; so where a thread then waits or
/// ends, who goes on is not varied, and of the schedules with as many preemptions as the bound allows some are left out.
#[test]
fn what_there_is_with_fewer_preemptions_than_the_bound_is_explored() {
    let mut wrong = Vec::new();
    let handed = |family: &&Family| {
        ["mpsc", "crossbeam", "channel", "time-outs"].iter().any(|part| family.name.contains(part))
    };
    let families = FAMILIES.iter().filter(|family| family.name.contains(&only()));
    for family in families.filter(|family| !handed(family)) {
        let programs = programs(family, family.sample / (share() * 3));
        let all: Vec<_> =
            programs.iter().flat_map(|text| (1..=3).map(move |bound| (text, bound))).collect();
        wrong.extend(all_of(&all, |(text, bound)| covers(text, *bound, bound - 1)));
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
