//! # The handlers that waited for nothing
//!
//! A service begins to listen before its configuration is loaded. The handlers wait at a gate, and the
//! loader opens it. Once in some weeks, after a deployment, one handler of one instance never answers. Its
//! stack says that it waits at a gate that has been open for hours. And once a handler went through while
//! the gate was closed.
//!
//! In Go a `chan struct{}` that is closed would be the gate, or a `sync.Cond`, and its `Wait` returns only
//! when somebody has woken it. Rust's `Condvar` may also wake for no reason at all. It promises you nothing
//! but this: giving back the lock and beginning to wait are one step.
//!
//! Before you edit: the handler has asked, and the gate was closed. The loader opens the gate and wakes
//! everybody who waits. Now the handler begins to wait. Who wakes it?
//!
//! What must hold:
//!
//! - Keep all signatures. `Gate::new()` is closed. Threads share one `&Gate`.
//! - `open()` opens the gate, for good. To open it again changes nothing.
//! - `wait()` returns when the gate is open, at once if it is open already, and never before. Everybody who
//!   waits gets through.
//! - Whoever has got through, or was told that the gate is open, sees all that was written before `open()`.
//! - `wait_for(limit)` waits until the gate is open, but no longer than `limit`, and says whether the gate was open
//!   in the end. It does not give up earlier. If the gate is open already it says so, also with a limit of
//!   zero. No limit is too long: `Duration::MAX` is allowed.
//!
//! Whoever waits should sleep, not ask in a loop. (No check can see that; your colleagues can.)

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// Closed at first, and open from then on.
pub struct Gate {
    open: AtomicBool,
    waiting: Mutex<()>,
    opened: Condvar,
}

impl Gate {
    /// A closed gate.
    pub fn new() -> Gate {
        Gate { open: AtomicBool::new(false), waiting: Mutex::new(()), opened: Condvar::new() }
    }

    /// Opens the gate, and lets everybody through.
    pub fn open(&self) {
        // TODO: whoever has just asked, and does not wait yet, is not woken by this.
        self.open.store(true, Ordering::SeqCst);
        self.opened.notify_all();
    }

    /// Whether the gate is open.
    pub fn is_open(&self) -> bool {
        self.open.load(Ordering::SeqCst)
    }

    /// Waits until the gate is open.
    pub fn wait(&self) {
        let guard = self.waiting.lock().unwrap();
        // TODO: what is known when `wait` returns?
        if !self.is_open() {
            let _woken = self.opened.wait(guard).unwrap();
        }
    }

    /// Waits until the gate is open, but no longer than `limit`; whether it was open in the end.
    pub fn wait_for(&self, limit: Duration) -> bool {
        let guard = self.waiting.lock().unwrap();
        if self.is_open() {
            return true;
        }
        // TODO: what does it mean that the time was *not* up?
        let (_woken, result) = self.opened.wait_timeout(guard, limit).unwrap();
        !result.timed_out()
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate::new()
    }
}
