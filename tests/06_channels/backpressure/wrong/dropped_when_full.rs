//@ caught-by: test
//@ says: `try_send` does not wait: a line that finds no room is dropped, and nothing says so. A bound that loses is no backpressure.
//@ fails: random_lines_agree
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let (read, inbox) = mpsc::sync_channel(ahead);
    thread::spawn(move || {
        for line in lines {
            let _ = read.try_send(line);
        }
    });
    for line in inbox {
        upload(line);
    }
}
