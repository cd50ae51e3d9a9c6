//! The results lie on a shelf with a lock; whoever leaves says so there, the caller by a guard that also sees a panic.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::thread;

struct Shelf<R> {
    results: VecDeque<R>,
    /// Workers that may still bring something.
    workers: usize,
    gone: bool,
}

struct Leave<'a, R>(&'a Mutex<Shelf<R>>, &'a Condvar);

impl<R> Drop for Leave<'_, R> {
    fn drop(&mut self) {
        self.0.lock().unwrap().gone = true;
        self.1.notify_all();
    }
}

pub fn convert_all<I, J, R, F, S>(jobs: I, workers: usize, room: usize, work: F, mut each: S)
where
    I: Iterator<Item = J> + Send,
    J: Send,
    R: Send,
    F: Fn(J) -> R + Sync,
    S: FnMut(R),
{
    let workers = workers.max(1);
    let jobs = Mutex::new(jobs.fuse());
    let shelf = Mutex::new(Shelf { results: VecDeque::new(), workers, gone: false });
    let (room_again, something_new) = (Condvar::new(), Condvar::new());
    let worker = || {
        loop {
            let job = jobs.lock().unwrap().next();
            let Some(job) = job else { break };
            let result = work(job);
            let shelf = shelf.lock().unwrap();
            let full = |shelf: &mut Shelf<R>| shelf.results.len() > room && !shelf.gone;
            let mut shelf = room_again.wait_while(shelf, full).unwrap();
            if shelf.gone {
                break;
            }
            shelf.results.push_back(result);
            something_new.notify_one();
        }
        shelf.lock().unwrap().workers -= 1;
        something_new.notify_one();
    };
    thread::scope(|scope| {
        let _leave = Leave(&shelf, &room_again);
        for _ in 0..workers {
            scope.spawn(worker);
        }
        loop {
            let nothing = |shelf: &mut Shelf<R>| shelf.results.is_empty() && shelf.workers > 0;
            let mut shelf = something_new.wait_while(shelf.lock().unwrap(), nothing).unwrap();
            let Some(result) = shelf.results.pop_front() else { return };
            drop(shelf);
            room_again.notify_one();
            each(result);
        }
    });
}
