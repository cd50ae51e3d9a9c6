//! The executor: tasks, the threads that poll them, and what wakes whom.
//!
//! A runtime has up to two workers, model threads that the engine does not show; a `current_thread` runtime
//! has none, and whoever is in `block_on` does the work. Everything here happens between two steps
//! of the explorer's, except where a function says that it takes one.
//!
//! # What is a step, and when
//!
//! With no more tasks than workers, each task keeps a worker of its own, and nothing about scheduling is a
//! step: a woken task simply goes on. With more tasks (`CROWDED`), which of them gets a worker depends on
//! who was woken first and who was done first, so every wake-up and every end of a poll is a step, in one
//! order. The same holds for a `current_thread` runtime once other threads wake its tasks.
//!
//! When a task is polled matters to nobody but the task itself, unless it may be cancelled at that very
//! moment: from the first `abort` on (`ABORTED`), and from the first time that a runtime was dropped
//! before all its tasks were joined (`CUT_SHORT`), the beginning of a poll is a step, too.
//!
//! The queue is first come, first served. A wake-up of a task that is to be polled anyway changes nothing.

mod context;
mod job;
mod park;
mod pool;
mod shared;
mod timer;
mod wake;

pub(crate) use context::{Entered, enter, entered};
pub use job::End;
pub(crate) use job::{Completion, Task, spawned};
pub(crate) use park::blocking;
pub(crate) use pool::spawn_blocking;
pub(crate) use shared::{Flavor, Shared, current, with_timers};
pub(crate) use timer::Timer;
pub(crate) use wake::real;
