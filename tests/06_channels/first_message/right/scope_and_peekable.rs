//! A scope, and a reader that looks one row ahead: a page is sent when it is full or when there is no next row.

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
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut rows = rows.peekable();
            let mut page = Vec::new();
            while let Some(row) = rows.next() {
                page.push(row);
                if page.len() >= size || rows.peek().is_none() {
                    full.send(mem::take(&mut page)).expect("the writer listens to the end");
                }
            }
        });
        pages.into_iter().map(&mut write).count()
    })
}
