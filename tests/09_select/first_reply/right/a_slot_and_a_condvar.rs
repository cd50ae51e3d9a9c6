//! No channel: a slot for the first reply, and a count of those who may still come. A guard counts down in a panic, too.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Slot<T> {
    state: Mutex<(Option<T>, usize)>,
    changed: Condvar,
}

struct Leaves<T>(Arc<Slot<T>>);

impl<T> Drop for Leaves<T> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().1 -= 1;
        self.0.changed.notify_one();
    }
}

pub fn first_reply<T, P, R>(primary: P, replica: R, limit: Duration) -> Option<T>
where
    T: Send + 'static,
    P: FnOnce() -> T + Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    let slot = Arc::new(Slot { state: Mutex::new((None, 2)), changed: Condvar::new() });
    let (here, there) = (Leaves(Arc::clone(&slot)), Leaves(Arc::clone(&slot)));
    thread::spawn(move || {
        let reply = primary();
        here.0.state.lock().unwrap().0.get_or_insert(reply);
    });
    thread::spawn(move || {
        let reply = replica();
        there.0.state.lock().unwrap().0.get_or_insert(reply);
    });
    let nothing = |state: &mut (Option<T>, usize)| state.0.is_none() && state.1 > 0;
    let state = slot.state.lock().unwrap();
    slot.changed.wait_timeout_while(state, limit, nothing).unwrap().0.0.take()
}
