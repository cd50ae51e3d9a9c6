//! What is sent is moved: the reader gives each page away and begins a new one.

use std::mem;
use std::sync::mpsc;
use std::thread;

/// Reads `rows` in the background and writes them in pages; returns the number of pages.
///
/// `channel`, which has no bound: reading must not wait for writing. Go has no such channel; `make(chan T, 10)` is
/// `mpsc::sync_channel(10)`.
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
            if page.len() >= size {
                // From here on the page belongs to the writer. `take` leaves a new, empty one in its place: without it the
                // next `push` would use a moved value (E0382). The rows are not copied: a `Vec` that moves is a pointer
                // and two numbers. An error would say that the writer is gone, and then nobody wants the rest either.
                if full.send(mem::take(&mut page)).is_err() {
                    return;
                }
            }
        }
        if !page.is_empty() {
            let _ = full.send(page);
        }
        // `full` was moved into this closure and is dropped here, after the last page: that ends the loop below.
    });
    let mut written = 0;
    for page in pages {
        write(page);
        written += 1;
    }
    written
}
