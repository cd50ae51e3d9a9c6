//! What has a guard in it stays with the guard's thread: it need not know, its fields do.

use std::thread;

struct Connection<G> {
    bytes: Vec<u8>,
    _serving: G,
}

fn main() {
    let trace = answer::Trace::new(7);
    let connection = Connection { bytes: vec![1, 2, 3], _serving: trace.enter() };
    thread::scope(|scope| {
        scope.spawn(|| println!("{} bytes", { connection }.bytes.len())); //~ E0277
    });
}
