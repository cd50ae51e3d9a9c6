//@ caught-by: test
//@ says: A flag, and workers that wake up every millisecond to look at it. What they wait for can wake them itself.
//@ sort: tempting

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};
pub struct Stop {
    told: Arc<AtomicBool>,
}
impl Stop {
    pub fn is_stopped(&self) -> bool {
        self.told.load(Ordering::Acquire)
    }
    pub fn wait(&self, limit: Duration) -> bool {
        let start = Instant::now();
        loop {
            if self.is_stopped() {
                return true;
            }
            if start.elapsed() >= limit {
                return self.is_stopped();
            }
            thread::sleep(Duration::from_millis(1));
        }
    }
}
pub fn with_workers<W, B, R>(n: usize, work: W, body: B) -> R
where
    W: Fn(usize, &Stop) + Sync,
    B: FnOnce() -> R,
{
    let told = Arc::new(AtomicBool::new(false));
    struct Tell(Arc<AtomicBool>);
    impl Drop for Tell {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Release);
        }
    }
    let work = &work;
    thread::scope(|scope| {
        let _tell = Tell(Arc::clone(&told));
        for worker in 0..n {
            let stop = Stop { told: Arc::clone(&told) };
            scope.spawn(move || work(worker, &stop));
        }
        body()
    })
}
