//! `crossbeam::atomic`.

pub mod atomic_cell;
pub mod atomic_consume;
