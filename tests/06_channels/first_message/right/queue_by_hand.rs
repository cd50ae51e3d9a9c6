//! A channel by hand: a queue and "nothing more will come" under one lock, and a caller that sleeps on a condition variable.

use std::collections::VecDeque;
use std::mem;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Pages<T> {
    queue: VecDeque<Vec<T>>,
    closed: bool,
}

pub fn export<T, R, W>(rows: R, size: usize, mut write: W) -> usize
where
    T: Send + 'static,
    R: Iterator<Item = T> + Send + 'static,
    W: FnMut(Vec<T>),
{
    let shared =
        Arc::new((Mutex::new(Pages { queue: VecDeque::new(), closed: false }), Condvar::new()));
    let readers = Arc::clone(&shared);
    let reader = thread::spawn(move || {
        let (pages, changed) = &*readers;
        let mut page = Vec::new();
        for row in rows {
            page.push(row);
            if page.len() >= size {
                pages.lock().unwrap().queue.push_back(mem::take(&mut page));
                changed.notify_one();
            }
        }
        let mut pages = pages.lock().unwrap();
        if !page.is_empty() {
            pages.queue.push_back(page);
        }
        pages.closed = true;
        changed.notify_one();
    });
    let (pages, changed) = &*shared;
    let mut written = 0;
    loop {
        let next = {
            let waiting = |pages: &mut Pages<T>| pages.queue.is_empty() && !pages.closed;
            let mut pages = changed.wait_while(pages.lock().unwrap(), waiting).unwrap();
            pages.queue.pop_front()
        };
        // Nothing in the queue although the wait is over: it is closed.
        let Some(page) = next else { break };
        write(page);
        written += 1;
    }
    reader.join().expect("the task says that nobody panics");
    written
}
