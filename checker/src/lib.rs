//! The checker: it asks four questions of an answer and tells what came of them.
//!
//! Data flows one way, and each module uses only what stands above it.

pub mod event;
pub mod explain;
pub mod report;
