//@ caught-by: model
//@ says: A second without a page is taken for the end. It is the end of patience: a slow database loses its last pages.
//@ sort: schedule-only

use std::mem;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

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
    while let Ok(page) = pages.recv_timeout(Duration::from_secs(1)) {
        write(page);
        written += 1;
    }
    written
}
