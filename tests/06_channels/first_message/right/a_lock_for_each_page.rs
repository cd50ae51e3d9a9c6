//! The one page in an `Arc` is left behind for good: a new one is made for each page, so nobody fills what has been sent.

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
    let (full, pages) = mpsc::channel();
    thread::spawn(move || {
        let mut page = Arc::new(Mutex::new(Vec::new()));
        for row in rows {
            let len = {
                let mut filling = page.lock().unwrap();
                filling.push(row);
                filling.len()
            };
            if len >= size {
                full.send(mem::take(&mut page)).unwrap();
            }
        }
        if !page.lock().unwrap().is_empty() {
            full.send(page).unwrap();
        }
    });
    let mut written = 0;
    for page in pages {
        let rows = mem::take(&mut *page.lock().unwrap());
        write(rows);
        written += 1;
    }
    written
}
