//! Go's `chan struct{}` is a channel of `()`: what it says is that it was received, and nothing else fits into it.

use crossbeam::channel;

fn main() {
    let (ready, waiting) = channel::bounded::<()>(0);
    let server = std::thread::spawn(move || {
        let _ = ready.send("listening"); //~ E0308
    });
    println!("{:?} {:?}", waiting.recv(), server.join());
}
