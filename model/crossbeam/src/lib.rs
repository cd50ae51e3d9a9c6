//! A stand-in for `crossbeam`: channels with `select!`, `sync`, `thread`, `utils`, `atomic` and `queue`. Other names
//! (`deque`, `epoch`) are missing on purpose, as in the stand-in `std`: what is not modelled must not compile.

pub mod atomic;
pub mod channel;
pub mod queue;
mod select_macro;
pub mod sync;
pub mod thread;
pub mod utils;

pub use thread::scope;
