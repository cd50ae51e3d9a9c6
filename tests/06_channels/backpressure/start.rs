//! # The log shipper that ate the memory
//!
//! A log shipper reads lines from a file and uploads them, and it reads faster than it uploads. On a
//! quiet day nobody notices. On the day of the incident the store was slow, the log was long, and
//! the shipper held all of it in memory until the system killed it: the one process that knew what
//! was going on.
//!
//! In Go you would have written `make(chan Line, 100)` without thinking twice, and the bound would
//! have been there. Rust's `mpsc::channel()` reads like `make(chan Line)` and is something that Go
//! does not have: a channel without a bound, on which no send ever waits.
//!
//! Before you edit: who has to wait in a shipper that must not grow? And if it waits for an uploader
//! that has died, who tells it?
//!
//! What must hold, for `ship(lines, ahead, upload)`, with exactly the signature below:
//!
//! - `lines` is read on a thread of its own. `upload` is called by the caller's thread, once for each
//!   line, in their order. Nothing is dropped. `ship` returns when the last line is uploaded.
//! - While a line is being uploaded, `ahead` more can be read, and wait. Beside these the reader may
//!   hold one that it cannot get rid of. So never more than `ahead + 2` lines have been read and are
//!   not uploaded yet: one at each end, and `ahead` in between.
//! - An `ahead` of 0 is allowed: lines go from hand to hand.
//! - If `upload` panics, so does `ship`. The reader must not be left waiting, and must not go on
//!   reading for nobody.
//!
//! You need not think about a `lines` that panics.

use std::sync::mpsc;
use std::thread;

/// Reads `lines` in the background, `ahead` of the uploads at most.
pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    // TODO: `ahead` has to arrive somewhere.
    let _ = ahead;
    let (read, inbox) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            for line in lines {
                // TODO: what does an error say, and what is to be done then?
                let _ = read.send(line);
            }
        });
        // TODO: when `upload` panics, who lets go of `inbox`, and before or after the reader has been waited for?
        for line in &inbox {
            upload(line);
        }
    });
}
