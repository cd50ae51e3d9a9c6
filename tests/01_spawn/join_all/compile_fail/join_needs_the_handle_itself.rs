//! `join` consumes the handle: looping over `&handles` only lends it, so take the vector apart instead.
use std::thread;

fn main() {
    let handles: Vec<_> = (0..8).map(|supplier| thread::spawn(move || supplier)).collect();
    for handle in &handles {
        println!("{:?}", handle.join().ok()); //~ E0507
    }
}
