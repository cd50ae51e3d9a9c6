//! `AtomicConsume`.

use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize};

use crossbeam::atomic::AtomicConsume;

cases! { loads }

fn loads() {
    assert_eq!(AtomicUsize::new(7).load_consume(), 7);
    assert!(AtomicBool::new(true).load_consume());
    let mut value = 1_u8;
    let pointer = &raw mut value;
    assert_eq!(AtomicPtr::new(pointer).load_consume(), pointer);
}
