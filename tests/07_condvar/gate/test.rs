//! Does the gate do its job on real threads? Who comes between whose question and whose waiting is for the model.
//@ deadline: 8s

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use answer::Gate;
use harness::{Rng, seed};

/// A gate says whether it is open, however it is asked.
pub fn a_gate_says_whether_it_is_open(seed: u64) -> Vec<bool> {
    let mut rng = Rng::new(seed);
    let mut said = Vec::new();
    for _ in 0..10 {
        let gate = Gate::new();
        for _ in 0..6 {
            match rng.below(3) {
                0 => said.push(gate.is_open()),
                1 => said.push(gate.wait_for(Duration::ZERO)),
                _ => gate.open(),
            }
        }
        said.push(gate.wait_for(Duration::ZERO));
    }
    said
}

/// An open gate lets everybody through who comes, as often as they come.
pub fn an_open_gate_lets_through() {
    let gate = Gate::default();
    gate.open();
    gate.open();
    gate.wait();
    gate.wait();
    assert!(gate.wait_for(Duration::from_secs(3_600)), "the gate is open");
    assert!(gate.is_open(), "the gate is open");
}

/// A closed gate is waited for as long as the limit says, and not longer.
pub fn a_closed_gate_is_given_up() {
    let gate = Gate::new();
    let limit = Duration::from_millis(Rng::new(seed()).range(5..25));
    let begun = Instant::now();
    assert!(!gate.wait_for(limit), "nobody has opened the gate");
    let waited = begun.elapsed();
    assert!(waited >= limit, "given up after {waited:?}, with a limit of {limit:?}");
    assert!(!gate.is_open(), "nobody has opened the gate");
}

/// A thread that waits gets through when another one opens the gate.
pub fn a_waiting_thread_gets_through() {
    let (gate, config) = (Gate::new(), AtomicU64::new(0));
    let seen = thread::scope(|scope| {
        let handler = scope.spawn(|| {
            gate.wait();
            config.load(Ordering::Relaxed)
        });
        config.store(7, Ordering::Relaxed);
        gate.open();
        handler.join().expect("this thread only waits and looks")
    });
    assert_eq!(seen, 7, "what was written before the gate was opened");
}

/// The longest limit there is is allowed.
pub fn no_limit_is_too_long() {
    let gate = Gate::new();
    let open = thread::scope(|scope| {
        let handler = scope.spawn(|| gate.wait_for(Duration::MAX));
        gate.open();
        handler.join()
    });
    assert_eq!(open.expect("a limit of `Duration::MAX` is no reason to panic"), true);
}
