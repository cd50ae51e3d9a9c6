//! The author's tools.

pub mod check;
pub mod go;
pub mod new;
pub mod pack;
pub mod sync;
