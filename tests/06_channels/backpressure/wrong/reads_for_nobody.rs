//@ caught-by: model
//@ says: The error of `send` is ignored: the uploader is dead, and the reader reads the whole log for it.
//@ fails: nobody_reads_for_nobody
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
    thread::scope(|scope| {
        scope.spawn(move || {
            for line in lines {
                let _ = read.send(line);
            }
        });
        for line in inbox {
            upload(line);
        }
    });
}
