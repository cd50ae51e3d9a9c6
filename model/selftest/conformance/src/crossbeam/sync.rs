//! `crossbeam::sync`.

pub mod parker;
pub mod sharded_lock;
pub mod wait_group;
