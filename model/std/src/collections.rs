//! `std::collections`.

pub use std::collections::*;
