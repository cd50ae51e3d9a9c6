//! `Barrier`.

use std::fmt;
use std::panic::Location;
use std::sync::{Mutex, PoisonError};

use model::rt::lock::Gate;
use model::rt::{self, Event, Value};

/// Lets threads through `n` at a time.
pub struct Barrier {
    gate: Gate,
    size: usize,
    /// Who waits. A real lock, held between two steps; empty whenever an execution has ended.
    waiting: Mutex<Vec<usize>>,
}

/// Whether this thread was the one that completed the round.
pub struct BarrierWaitResult(bool);

impl Barrier {
    /// A barrier for `n` threads.
    #[track_caller]
    pub const fn new(n: usize) -> Barrier {
        Barrier { gate: Gate::new("Barrier"), size: n, waiting: Mutex::new(Vec::new()) }
    }

    /// Waits until `n` threads wait.
    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        let loc = Location::caller();
        self.gate.pass("wait", loc);
        let others = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            if waiting.len() + 1 < self.size {
                waiting.push(rt::me());
                None
            } else {
                Some(std::mem::take(&mut *waiting))
            }
        };
        let leads = others.is_some();
        match others {
            None => rt::wait(self.gate.pending("wait", loc)),
            Some(others) => {
                rt::changed();
                others.into_iter().for_each(rt::grant);
            }
        }
        let came = Value::Text(if leads { "leader" } else { "let through" });
        rt::log(Event::new("wait", loc).object(self.gate.id()).value(came));
        BarrierWaitResult(leads)
    }
}

impl BarrierWaitResult {
    /// Exactly one thread of a round is its leader.
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}

impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult").field("is_leader", &self.is_leader()).finish()
    }
}
