//@ caught-by: test
//@ says: A large buffer is a bound all the same: when it is full the reader waits for the writer, and the cursor is not given back.
//@ fails: reading_does_not_wait_for_writing
//@ sort: boundary

use std::mem;
use std::sync::mpsc;
use std::thread;

pub fn export<T, R, W>(rows: R, size: usize, mut write: W) -> usize
where
    T: Send + 'static,
    R: Iterator<Item = T> + Send + 'static,
    W: FnMut(Vec<T>),
{
    let (full, pages) = mpsc::sync_channel(1_000);
    thread::spawn(move || {
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
    for page in pages {
        write(page);
        written += 1;
    }
    written
}
