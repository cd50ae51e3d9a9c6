//! One guard covers the whole of "read, add one, write back".

use std::sync::Mutex;
use std::thread;

/// Starts `workers` threads that record `hits_each` hits each, and returns how many hits there are.
pub fn count_hits(workers: usize, hits_each: usize) -> usize {
    let hits = Mutex::new(0);

    // In Go: `wg.Go(…)` in the loop and `wg.Wait()` after it. The scope waits by itself, and
    // because it does, the threads may borrow `hits` from this stack frame.
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for _ in 0..hits_each {
                    record(&hits);
                }
            });
        }
    });

    // Every thread is joined, so nobody is left to lock against: the mutex can be taken apart.
    // The unwrap: a lock is only poisoned when a thread panics under it, and none here can.
    hits.into_inner().unwrap()
}

/// Records one hit.
fn record(hits: &Mutex<usize>) {
    // One statement, one guard. The guard is a temporary: it lives until the semicolon, so nobody
    // can come between the read and the write that `+=` stands for. It is the
    // `mu.Lock(); hits++; mu.Unlock()` of Go.
    //
    // Two statements with a lock each are the bug. One statement with two locks,
    // `*hits.lock().unwrap() = *hits.lock().unwrap() + 1`, is another one: the first guard lives
    // until the semicolon too, and the thread waits for itself.
    //
    // An `AtomicUsize` with `fetch_add` is as right, and for a lone number the better choice. A
    // mutex stays right when a second field has to change together with the first.
    *hits.lock().unwrap() += 1; // the unwrap: as above
}
