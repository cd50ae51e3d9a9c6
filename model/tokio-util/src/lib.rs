//! A stand-in for `tokio-util`: cancellation and the tracking of tasks, as the real ones do it, behind steps of the
//! explorer's. `model-tokio` says what is a step; the rest of the real crate (`codec`, `io`, `time`, …) does not exist here.

pub mod sync;
pub mod task;
