//@ caught-by: model
//@ says: Empty, and then finished: between the two looks the reader has sent its last page, and nobody looks again.
//@ sort: schedule-only

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
    loop {
        if let Ok(page) = pages.try_recv() {
            write(page);
            written += 1;
        } else if reader.is_finished() {
            return written;
        } else {
            thread::yield_now();
        }
    }
}
