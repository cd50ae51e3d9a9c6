//@ caught-by: test
//@ says: What travels is one more pointer to the page that the reader goes on filling: the lock keeps two threads apart, not two pages.
//@ fails: reading_does_not_wait_for_writing
//@ sort: tempting

use std::mem;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn export<T, R, W>(rows: R, size: usize, mut write: W) -> usize
where
    T: Send + 'static,
    R: Iterator<Item = T> + Send + 'static,
    W: FnMut(Vec<T>),
{
    let page = Arc::new(Mutex::new(Vec::new()));
    let filling = Arc::clone(&page);
    // The channel says only that there is something to take.
    let (ready, signals) = mpsc::channel();
    thread::spawn(move || {
        for row in rows {
            let mut page = filling.lock().unwrap();
            page.push(row);
            if page.len() % size.max(1) == 0 {
                ready.send(()).unwrap();
            }
        }
    });
    let mut written = 0;
    let mut take = || {
        let rows = mem::take(&mut *page.lock().unwrap());
        if !rows.is_empty() {
            write(rows);
            written += 1;
        }
    };
    for () in signals {
        take();
    }
    take();
    written
}
