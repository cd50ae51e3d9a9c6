//@ caught-by: test
//@ says: `try_recv` fails when the channel is empty just now, not only when it is closed: the caller leaves while rows are being read.
//@ fails: random_rows_agree
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
    while let Ok(page) = pages.try_recv() {
        write(page);
        written += 1;
    }
    written
}
