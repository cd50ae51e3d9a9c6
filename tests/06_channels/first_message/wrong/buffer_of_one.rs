//@ caught-by: test
//@ says: A channel with room for one page makes the reader wait for the writer. That can be wanted; here the cursor must be given back.
//@ fails: reading_does_not_wait_for_writing
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
    let (full, pages) = mpsc::sync_channel(1);
    thread::spawn(move || {
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
    for page in pages {
        write(page);
        written += 1;
    }
    written
}
