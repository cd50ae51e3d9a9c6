//! `std::hint`: the one hint that concerns scheduling is the model's.

pub use std::hint::{
    assert_unchecked, black_box, cold_path, select_unpredictable, unreachable_unchecked,
};

use std::panic::Location;

/// Says that this is a turn of a polling loop.
#[track_caller]
pub fn spin_loop() {
    model::rt::spin::spin("spin_loop", Location::caller());
}
