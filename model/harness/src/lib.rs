//! The support that every generated test runner links: it runs ONE check of `test.rs` (or one function of `oracle.rs`)
//! in a process of its own and reports the verdict on a channel that is not stdout.
//!
//! It may not know about exercises, stages or files, and it decides nothing but "returned", "panicked" or "the value is
//! this": what a verdict means is the checker's business.

mod channel;
mod random;
mod rendezvous;
mod rest;
mod run;
mod stuck;

pub use random::Rng;
pub use rendezvous::Rendezvous;
pub use rest::all_come_to_rest;
pub use run::{Check, assert_form, main, oracle_form, seed};
