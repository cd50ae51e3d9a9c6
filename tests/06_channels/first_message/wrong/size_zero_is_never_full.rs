//@ caught-by: test
//@ says: No page ever has exactly 0 rows after a push: with size 0 everything becomes one page.
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
            if page.len() == size {
                full.send(mem::take(&mut page)).unwrap();
            }
        }
        if !page.is_empty() {
            full.send(page).unwrap();
        }
    });
    pages.into_iter().map(&mut write).count()
}
