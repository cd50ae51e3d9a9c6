//@ caught-by: test
//@ says: It reads 100 lines ahead at most, whatever it was told: `make(chan Line, 100)` was somebody else's number.
//@ sort: boundary

use std::sync::mpsc;
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let (read, inbox) = mpsc::sync_channel(ahead.min(100));
    thread::scope(|scope| {
        scope.spawn(move || {
            for line in lines {
                if read.send(line).is_err() {
                    return;
                }
            }
        });
        for line in inbox {
            upload(line);
        }
    });
}
