//! A stand-in for `rayon`: an answer that is compiled with `--extern rayon=…` of this crate runs, without a
//! changed character, under every schedule.
//!
//! Its pools are the model's own (see `pool`): two workers each, of loom's five threads. A parallel iterator is cut in
//! two (see `iter::drive`), and the closures of its adaptors run one inside the other, so a long chain needs no
//! more threads than a short one. Modules list their names one by one; what is missing does not compile.
//!
//! `README.md` beside this crate's folder says what is modelled, and what is left out of the exploration.

pub mod iter;
mod pool;
pub mod prelude;
pub mod slice;
pub mod str;

pub use pool::builder::{ThreadPoolBuildError, ThreadPoolBuilder};
pub use pool::scope::{Scope, ScopeFifo, in_place_scope, in_place_scope_fifo, scope, scope_fifo};
pub use pool::thread_pool::{
    ThreadPool, current_num_threads, current_thread_index, join, spawn, spawn_fifo,
};

/// For what stays on the one OS thread that explores, though its type must be `Send`, or `Sync`.
struct Here<T>(T);

// SAFETY: one OS thread explores, and all model threads are coroutines on it; the value is created, used and
// dropped there.
unsafe impl<T> Send for Here<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for Here<T> {}
