//@ caught-by: model
//@ says: A bound of 0 is no mistake that has to be corrected to 1: it is a channel that hands over, and holds nothing.
//@ fails: from_hand_to_hand
//@ sort: boundary

use std::sync::mpsc;
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let (read, inbox) = mpsc::sync_channel(ahead.max(1));
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
