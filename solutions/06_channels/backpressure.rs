//! A channel with a bound makes the reader wait, and a receiver that is dropped in time lets it go.

use std::sync::mpsc;
use std::thread;

/// Reads `lines` in the background, `ahead` of the uploads at most.
pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    // Go: `make(chan T, ahead)`. A `SyncSender` waits in `send` while the channel is full; with a bound of 0 it waits until
    // the line has been taken.
    let (read, inbox) = mpsc::sync_channel(ahead);
    thread::scope(|scope| {
        scope.spawn(move || {
            for line in lines {
                // The uploader has died. Reading on would be reading for nobody.
                if read.send(line).is_err() {
                    return;
                }
            }
        });
        // The loop owns `inbox`. If `upload` panics, unwinding drops it here, *inside* the scope, and the reader that waits in
        // `send` gets its error. Were the loop one over `&inbox`, the receiver would live until `ship` is left, `ship` would wait
        // for the scope, the scope for the reader, and the reader for room: for ever.
        for line in inbox {
            upload(line);
        }
    });
}
