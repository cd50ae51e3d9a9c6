//! A future may keep references into itself between two polls. So only a pinned one can be polled: one that will not be moved any more.

use std::task::{Context, Waker};

fn main() {
    let mut future = async { 7 };
    let mut cx = Context::from_waker(Waker::noop());
    let _ = future.poll(&mut cx); //~ E0599
}
