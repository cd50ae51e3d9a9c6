//@ caught-by: model
//@ says: Batches of `ahead` lines, one waiting in the channel, one in the making, one being uploaded: three times as many lines as allowed.
//@ fails: two_lines_ahead
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let (read, inbox) = mpsc::sync_channel::<Vec<T>>(ahead.min(1));
    thread::spawn(move || {
        let mut lines = lines.fuse();
        loop {
            let batch: Vec<T> = lines.by_ref().take(ahead.max(1)).collect();
            if batch.is_empty() || read.send(batch).is_err() {
                return;
            }
        }
    });
    for line in inbox.into_iter().flatten() {
        upload(line);
    }
}
