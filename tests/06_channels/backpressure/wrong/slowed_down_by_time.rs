//@ caught-by: model
//@ says: The reader pauses after each line, so that the uploader can keep up. It waits for the clock, and nobody has told the clock how slow the store is.
//@ fails: from_hand_to_hand
//@ sort: schedule-only

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

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
            thread::sleep(Duration::from_micros(10));
        }
    });
    for line in inbox {
        upload(line);
    }
}
