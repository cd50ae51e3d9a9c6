//@ caught-by: model
//@ says: On a channel without a bound no send ever waits: the reader reads everything while the first line is being uploaded.
//@ fails: one_line_ahead, two_lines_ahead, from_hand_to_hand
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
    let (read, inbox) = mpsc::channel();
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
