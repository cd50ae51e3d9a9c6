//! `join` takes the handle: a row can be picked up once, and the compiler sees the second attempt.

use std::thread;

fn main() {
    thread::scope(|scope| {
        let asked = scope.spawn(|| String::from("row"));
        let first = asked.join().unwrap();
        let again = asked.join().unwrap(); //~ E0382
        println!("{first} {again}");
    });
}
