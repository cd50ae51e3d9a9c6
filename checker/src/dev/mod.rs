//! The author's tools.

pub mod new;
pub mod sync;
