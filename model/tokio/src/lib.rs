//! A stand-in for `tokio`: an answer that is compiled with `--extern tokio=…` of this crate runs, without
//! a changed character, under every schedule.
//!
//! Its runtime is the model's own (see `exec`). Its channels, locks and semaphores are the real ones of tokio
//! behind a step of the explorer's: the real ones know nothing of a runtime but the wakers they are given.
//! Modules list their names one by one; a name that is missing (`net`, `fs`, `process`, `task_local!`, …) does
//! not compile, which is better than a verdict about a real socket.
//!
//! `README.md` beside this crate's folder says what is modelled, and what is left out of the exploration.

mod exec;
mod macros;
pub mod runtime;
pub mod sync;
pub mod task;
pub mod time;

pub use task::spawn;
pub use tokio::{join, main, pin, test, try_join};

/// What the macros need, and model-tokio-util.
#[doc(hidden)]
pub mod __private {
    pub use tokio;

    pub use crate::exec::End;
    pub use crate::macros::{first, which_first};
    pub use crate::sync::object::Object;
    pub use crate::task::end_of;
}

/// For a value that stays on the one OS thread that explores, though its type must be `Send`, or `Sync`.
struct Here<T>(T);

// SAFETY: one OS thread explores, and all model threads are coroutines on it; the value is created, used and
// dropped there.
unsafe impl<T> Send for Here<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for Here<T> {}
