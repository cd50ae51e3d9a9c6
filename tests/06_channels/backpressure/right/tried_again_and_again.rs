//! A reader that may not block asks for room again and again; a line that found none is given back by the error.

use std::sync::mpsc::{self, TrySendError};
use std::thread;

pub fn ship<T, L, U>(lines: L, ahead: usize, mut upload: U)
where
    T: Send + 'static,
    L: Iterator<Item = T> + Send + 'static,
    U: FnMut(T),
{
    let (read, inbox) = mpsc::sync_channel(ahead);
    thread::spawn(move || {
        for mut line in lines {
            loop {
                match read.try_send(line) {
                    Ok(()) => break,
                    Err(TrySendError::Full(unsent)) => line = unsent,
                    Err(TrySendError::Disconnected(_)) => return,
                }
                thread::yield_now();
            }
        }
    });
    while let Ok(line) = inbox.recv() {
        upload(line);
    }
}
