//@ caught-by: test
//@ says: The reader has a clone of the receiver, to look how full the channel is. So a receiver is always there, and no send ever fails.
//@ fails: a_panic_lets_the_reader_go
//@ sort: boundary

use std::thread;

use crossbeam::channel;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let (read, inbox) = channel::bounded(ahead);
    let waiting = inbox.clone();
    thread::spawn(move || {
        for line in lines {
            if read.send(line).is_err() {
                return;
            }
            debug_assert!(waiting.len() <= ahead, "more than the bound allows");
        }
    });
    for line in inbox {
        upload(line);
    }
}
