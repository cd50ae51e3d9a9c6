//! A time-out and the end are two different errors, and the compiler asks for both of them.

use std::time::Duration;

use crossbeam::channel::{RecvTimeoutError, unbounded};

fn main() {
    let (_line, lines) = unbounded::<String>();
    match lines.recv_timeout(Duration::from_millis(1)) { //~ E0004
        Ok(line) => println!("{line}"),
        Err(RecvTimeoutError::Timeout) => println!("quiet"),
    }
}
