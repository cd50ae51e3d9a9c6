//! A trace is made to be passed on: it may be moved to other threads, shared by them, cloned, and kept in a static.

use answer::Trace;
use std::sync::OnceLock;
use std::thread;

static STARTUP: OnceLock<Trace> = OnceLock::new();

fn main() {
    let trace = STARTUP.get_or_init(|| Trace::new(1));
    let moved = trace.clone();
    let elsewhere = thread::spawn(move || moved.open());
    let shared = thread::scope(|scope| scope.spawn(|| trace.open()).join());
    println!("{:?} {shared:?}", elsewhere.join());
}
