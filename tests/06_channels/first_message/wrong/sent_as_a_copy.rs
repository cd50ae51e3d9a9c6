//@ caught-by: compile_fail
//@ says: Each page is copied for the trip, so the rows have to be `Clone`. Given away, they need not be.
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn export<T, R, W>(rows: R, size: usize, mut write: W) -> usize
where
    T: Clone + Send + 'static,
    R: Iterator<Item = T> + Send + 'static,
    W: FnMut(Vec<T>),
{
    let (full, pages) = mpsc::channel();
    thread::spawn(move || {
        let mut page = Vec::new();
        for row in rows {
            page.push(row);
            if page.len() >= size {
                full.send(page.clone()).unwrap();
                page.clear();
            }
        }
        if !page.is_empty() {
            full.send(page.clone()).unwrap();
        }
    });
    let mut written = 0;
    for page in pages {
        write(page);
        written += 1;
    }
    written
}
