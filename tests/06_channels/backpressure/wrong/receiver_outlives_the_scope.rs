//@ caught-by: test
//@ says: The panic waits for the scope, the scope for the reader, the reader for room, and the receiver is dropped after all of this.
//@ fails: a_panic_lets_the_reader_go
//@ sort: boundary

use std::sync::mpsc;
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let (read, inbox) = mpsc::sync_channel(ahead);
    thread::scope(|scope| {
        scope.spawn(move || {
            for line in lines {
                if read.send(line).is_err() {
                    return;
                }
            }
        });
        for line in &inbox {
            upload(line);
        }
    });
}
