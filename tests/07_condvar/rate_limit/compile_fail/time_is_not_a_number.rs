//! In Go a `Duration` is a number, and `time.Sleep(5)` are five nanoseconds. Here a number has no unit, and the compiler asks for one.

use std::time::Duration;

fn main() {
    let every: Duration = 5; //~ E0308
    println!("{every:?}");
}
