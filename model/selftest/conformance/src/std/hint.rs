//! `std::hint`.

use std::hint::{black_box, cold_path, select_unpredictable, spin_loop};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;

cases! {
    a_spinner_sees_the_change_at_last hints_change_nothing
}

fn a_spinner_sees_the_change_at_last() {
    let done = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| done.store(true, Relaxed));
        while !done.load(Relaxed) {
            spin_loop();
        }
    });
}

fn hints_change_nothing() {
    spin_loop();
    assert_eq!(black_box(5), 5);
    assert_eq!(select_unpredictable(black_box(true), 'a', 'b'), 'a');
    if black_box(true) {
        cold_path();
    }
    // SAFETY: they are right, and the last one is not reached.
    unsafe {
        std::hint::assert_unchecked(black_box(1) == 1);
        if black_box(false) {
            std::hint::unreachable_unchecked();
        }
    }
}
