//! # The last lines before the restart
//!
//! After every deploy the end of the access log is missing. The log is shipped in the background,
//! and when the service stops, `main` returns and the process ends with whatever has not been
//! shipped. In Go the same happens, so a Go service keeps a wait group for it, and each way out of
//! `main` has to remember `wg.Wait()`. In Rust a value can remember for you: it can do something
//! when its owner lets go of it, on every way out. What does a `JoinHandle` do then?
//!
//! ## What must hold
//!
//! - `Background::start(work)` starts `work` on a thread of its own and returns at once,
//! - when the `Background` is dropped (by `drop`, at the end of a scope, on an early `return` or
//!   `?`, while a panic unwinds) the drop returns only after `work` has returned, and not before the
//!   caller can see everything that `work` wrote,
//! - `work` runs exactly once, to its end, however early the `Background` is dropped,
//! - when `work` panics, the drop waits as well and does not panic. (The panic has been reported on
//!   stderr already, and a second panic in a drop would abort the process.)
//!
//! The checks use `Background` and `Background::start`. The fields and the bounds on `work` are
//! yours; work that borrows from the caller, or shares an `Rc` with it, must be refused.

use std::thread::{self, JoinHandle};

/// Work in the background that is over when its owner lets go of this value.
pub struct Background {
    // TODO: joining takes the handle away, and a value that is being dropped only lends its fields.
    _handle: JoinHandle<()>,
}

impl Background {
    /// Starts `work` on a thread of its own.
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        Background { _handle: thread::spawn(work) }
    }
}

// TODO: dropping a handle waits for nobody. Make dropping a `Background` wait.
