//@ caught-by: model
//@ says: The place is given back before the line has been taken out of it: for a moment there is room for one line too many.
//@ sort: schedule-only

use std::sync::mpsc;
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    // As many permits as lines may be on their way, the one that is being uploaded included.
    let (permit, permits) = mpsc::channel();
    for _ in 0..=ahead {
        permit.send(()).unwrap();
    }
    let (read, inbox) = mpsc::channel();
    thread::spawn(move || {
        for line in lines {
            if permits.recv().is_err() || read.send(line).is_err() {
                return;
            }
        }
    });
    for line in inbox {
        // As early as possible, so that the reader can go on.
        let _ = permit.send(());
        upload(line);
    }
}
