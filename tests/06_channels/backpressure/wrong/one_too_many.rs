//@ caught-by: model
//@ says: One place more than asked for: the line in the uploader's hands has left the channel, and takes no place in it.
//@ fails: one_line_ahead, from_hand_to_hand
//@ sort: boundary

use std::sync::mpsc;
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let (read, inbox) = mpsc::sync_channel(ahead + 1);
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
