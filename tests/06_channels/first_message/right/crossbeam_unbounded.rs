//! The same with crossbeam's channel, which closes and moves in the same way.

use std::mem;
use std::thread;

use crossbeam::channel;

pub fn export<T, R, W>(rows: R, size: usize, mut write: W) -> usize
where
    T: Send + 'static,
    R: Iterator<Item = T> + Send + 'static,
    W: FnMut(Vec<T>),
{
    let (full, pages) = channel::unbounded();
    thread::spawn(move || {
        let mut page = Vec::new();
        for row in rows {
            page.push(row);
            if page.len() >= size && full.send(mem::take(&mut page)).is_err() {
                return;
            }
        }
        if !page.is_empty() {
            let _ = full.send(page);
        }
    });
    let mut written = 0;
    for page in pages {
        write(page);
        written += 1;
    }
    written
}
