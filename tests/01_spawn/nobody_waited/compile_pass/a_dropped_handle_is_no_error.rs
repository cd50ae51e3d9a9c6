//! Nothing makes you join: a handle may be dropped without so much as a warning, and the thread is on its own.
#![deny(warnings)]

fn main() {
    std::thread::spawn(|| ());
}
