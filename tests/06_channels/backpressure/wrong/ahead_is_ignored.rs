//@ caught-by: test
//@ says: From hand to hand, whatever `ahead` says: the reader waits for each single upload, and a slow one holds up the reading.
//@ fails: the_reader_gets_ahead
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let _ = ahead;
    let (read, inbox) = mpsc::sync_channel(0);
    thread::spawn(move || {
        for line in lines {
            if read.send(line).is_err() {
                return;
            }
        }
    });
    for line in inbox {
        upload(line);
    }
}
