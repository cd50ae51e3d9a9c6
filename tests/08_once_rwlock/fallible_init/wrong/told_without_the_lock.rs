//@ caught-by: model
//@ says: "Nobody is trying" is said without the lock under which the others ask: one who has asked, and does not wait yet, is not woken.
//@ fails: whoever_waits_is_next
//@ kind: deadlock
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, OnceLock};

pub struct Lazy<T> {
    trying: AtomicBool,
    waiting: Mutex<()>,
    over: Condvar,
    value: OnceLock<T>,
}

impl<T> Lazy<T> {
    pub const fn new() -> Lazy<T> {
        Lazy {
            trying: AtomicBool::new(false),
            waiting: Mutex::new(()),
            over: Condvar::new(),
            value: OnceLock::new(),
        }
    }

    pub fn get(&self) -> Option<&T> {
        self.value.get()
    }

    pub fn get_or_try_init<F, E>(&self, init: F) -> Result<&T, E>
    where
        F: FnOnce() -> Result<T, E>,
    {
        let guard = self.waiting.lock().unwrap();
        let asked = |_: &mut ()| self.trying.load(Ordering::SeqCst);
        let guard = self.over.wait_while(guard, asked).unwrap();
        if let Some(value) = self.value.get() {
            return Ok(value);
        }
        self.trying.store(true, Ordering::SeqCst);
        drop(guard);
        let _attempt = Attempt { trying: &self.trying, over: &self.over };
        let value = init()?;
        Ok(self.value.get_or_init(|| value))
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy::new()
    }
}

struct Attempt<'a> {
    trying: &'a AtomicBool,
    over: &'a Condvar,
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        self.trying.store(false, Ordering::SeqCst);
        self.over.notify_all();
    }
}
