//@ caught-by: test
//@ says: All rows are read before the first one is sent: the writer has nothing to do, and then everything.
//@ fails: writing_does_not_wait_for_the_last_row
//@ sort: tempting

use std::sync::mpsc;
use std::thread;

pub fn export<T, R, W>(rows: R, size: usize, mut write: W) -> usize
where
    T: Send + 'static,
    R: Iterator<Item = T> + Send + 'static,
    W: FnMut(Vec<T>),
{
    let (send, everything) = mpsc::channel();
    thread::spawn(move || send.send(rows.collect::<Vec<T>>()).unwrap());
    let mut rows = everything.recv().unwrap().into_iter();
    let mut written = 0;
    loop {
        let page: Vec<T> = rows.by_ref().take(size.max(1)).collect();
        if page.is_empty() {
            return written;
        }
        write(page);
        written += 1;
    }
}
