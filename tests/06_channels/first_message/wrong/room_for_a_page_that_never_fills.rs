//@ caught-by: test
//@ says: `with_capacity(size)` asks for all the memory at once. For a `size` that no table reaches that is a panic, in the thread that reads: no page comes, and nobody is told.
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
    let size = size.max(1);
    let (full, pages) = mpsc::channel();
    thread::spawn(move || {
        let mut page = Vec::with_capacity(size);
        for row in rows {
            page.push(row);
            if page.len() == size
                && full.send(mem::replace(&mut page, Vec::with_capacity(size))).is_err()
            {
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
