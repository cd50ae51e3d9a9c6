//@ caught-by: test
//@ says: `recv` waits for a page, and the thread that would send one is started in the next line: nobody ever gets there.
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
    let read = move || {
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
    };
    // A page in the hand, so that there is something to write when the loop begins.
    let mut next = pages.recv().ok();
    thread::spawn(read);
    let mut written = 0;
    while let Some(page) = next {
        write(page);
        written += 1;
        next = pages.recv().ok();
    }
    written
}
