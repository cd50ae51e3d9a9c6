//! `std::collections`: the real ones, but for the hash map and set, whose order must be the same in every
//! execution (it may decide the order of operations), and with the real ones never is.

pub use std::collections::*;

// Explicit, hence before what `*` brings in.
pub use hash_map::HashMap;
pub use hash_set::HashSet;

pub mod hash_map;
pub mod hash_set;
