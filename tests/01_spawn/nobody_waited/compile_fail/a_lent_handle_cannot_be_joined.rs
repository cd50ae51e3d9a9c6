//! `drop` gets `&mut self`, and `join` wants the handle itself: there must be a way to take it out.
use std::thread::JoinHandle;

struct Shipping {
    handle: JoinHandle<()>,
}

impl Drop for Shipping {
    fn drop(&mut self) {
        let _ = self.handle.join(); //~ E0507
    }
}

fn main() {}
