//! Before it reads a line the reader takes a permit, and each upload gives one back. The channel of the lines needs no bound.

use std::sync::mpsc;
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    // The one that is being uploaded has a permit, too.
    let (permit, permits) = mpsc::channel();
    for _ in 0..=ahead {
        permit.send(()).expect("the other end is right here");
    }
    let (read, inbox) = mpsc::channel();
    thread::spawn(move || {
        let mut lines = lines;
        // An error: the uploader is gone.
        while let Ok(()) = permits.recv() {
            let Some(line) = lines.next() else { return };
            if read.send(line).is_err() {
                return;
            }
        }
    });
    for line in inbox {
        upload(line);
        // Fails when the reader is done; then nobody needs a permit.
        let _ = permit.send(());
    }
}
