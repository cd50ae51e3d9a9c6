//! The reader takes `size` rows at a time from the iterator, and sends what `collect` gives it until that is empty.

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
        let mut rows = rows.fuse();
        loop {
            let page: Vec<T> = rows.by_ref().take(size.max(1)).collect();
            if page.is_empty() || full.send(page).is_err() {
                break;
            }
        }
    });
    let mut written = 0;
    while let Ok(page) = pages.recv() {
        write(page);
        written += 1;
    }
    reader.join().expect("the task says that nobody panics");
    written
}
