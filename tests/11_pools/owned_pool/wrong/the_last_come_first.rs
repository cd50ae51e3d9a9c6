//@ caught-by: test
//@ says: A `Vec` with `push` and `pop` is a stack: whoever came first waits longest. A `VecDeque` is a queue.
//@ fails: first_come_first_served
//@ sort: boundary

use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
type Job = Box<dyn FnOnce() + Send>;
pub struct Pool {
    q: Arc<(Mutex<(Vec<Job>, bool)>, Condvar)>,
    workers: Vec<JoinHandle<()>>,
}
impl Pool {
    pub fn new(workers: usize) -> Pool {
        let q: Arc<(Mutex<(Vec<Job>, bool)>, Condvar)> = Arc::default();
        let workers = (0..workers.max(1))
            .map(|_| {
                let q = Arc::clone(&q);
                thread::spawn(move || {
                    loop {
                        let mut g =
                            q.1.wait_while(q.0.lock().unwrap(), |s| s.0.is_empty() && !s.1)
                                .unwrap();
                        let Some(job) = g.0.pop() else { return };
                        drop(g);
                        job();
                    }
                })
            })
            .collect();
        Pool { q, workers }
    }
    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.q.0.lock().unwrap().0.push(Box::new(job));
        self.q.1.notify_one();
    }
    pub fn shutdown(self) {}
}
impl Drop for Pool {
    fn drop(&mut self) {
        self.q.0.lock().unwrap().1 = true;
        self.q.1.notify_all();
        for w in self.workers.drain(..) {
            w.join().unwrap();
        }
    }
}
