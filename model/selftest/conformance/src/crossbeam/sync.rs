//! `crossbeam::sync`.

pub mod parker;
pub mod wait_group;
