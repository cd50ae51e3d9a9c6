//@ caught-by: test
//@ says: The last `recv` of every channel is an `Err`: it says that all senders are gone. Unwrapped, the normal end is a panic.
//@ fails: every_small_shape_agrees
//@ sort: tempting

use std::mem;
use std::sync::mpsc;
use std::thread;

pub fn export<T, R, W>(rows: R, size: usize, mut write: W) -> usize
where
    T: Send + 'static,
    R: Iterator<Item = T> + Send + 'static,
    W: FnMut(Vec<T>),
{
    let (full, pages) = mpsc::channel();
    let reader = thread::spawn(move || {
        let mut page = Vec::new();
        for row in rows {
            page.push(row);
            if page.len() >= size {
                full.send(mem::take(&mut page)).unwrap();
            }
        }
        if !page.is_empty() {
            full.send(page).unwrap();
        }
    });
    let mut written = 0;
    while !reader.is_finished() {
        write(pages.recv().unwrap());
        written += 1;
    }
    written
}
