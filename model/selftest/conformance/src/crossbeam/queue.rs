//! `crossbeam::queue`.

pub mod array_queue;
pub mod seg_queue;
