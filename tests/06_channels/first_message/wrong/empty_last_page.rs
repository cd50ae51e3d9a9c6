//@ caught-by: test
//@ says: What is left at the end is sent without a look: when the rows fill their pages exactly, that is an empty page.
//@ fails: every_small_shape_agrees
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
    let (full, pages) = mpsc::channel();
    thread::spawn(move || {
        let mut page = Vec::new();
        for row in rows {
            page.push(row);
            if page.len() >= size {
                full.send(mem::take(&mut page)).unwrap();
            }
        }
        full.send(page).unwrap();
    });
    let mut written = 0;
    for page in pages {
        write(page);
        written += 1;
    }
    written
}
