//! Full pages are sent; the rest is what the reading thread returns, and `join` brings it.

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
                full.send(mem::take(&mut page)).expect("the writer listens to the end");
            }
        }
        page
    });
    let mut written = 0;
    for page in pages.iter() {
        write(page);
        written += 1;
    }
    let rest = reader.join().expect("the task says that nobody panics");
    if !rest.is_empty() {
        write(rest);
        written += 1;
    }
    written
}
