//! Single rows travel, and the caller puts the pages together.

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
    let (read, inbox) = mpsc::channel();
    thread::spawn(move || rows.map(|row| read.send(row)).all(|sent| sent.is_ok()));
    let mut page = Vec::with_capacity(size.min(1024));
    let mut written = 0;
    for row in inbox {
        page.push(row);
        if page.len() == size {
            write(mem::take(&mut page));
            written += 1;
        }
    }
    if !page.is_empty() {
        write(page);
        written += 1;
    }
    written
}
