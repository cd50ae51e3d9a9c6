//! A stand-in for `crossbeam`: so far `sync::WaitGroup` and `thread::scope`. Other names are missing on
//! purpose, as in the stand-in `std`: what is not modelled must not compile.

pub mod channel;
mod select_macro;
pub mod sync;
pub mod thread;

pub use thread::scope;
