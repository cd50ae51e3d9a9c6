//@ caught-by: model
//@ says: The giver sees that the taker is there, the taker says that it leaves and wakes whoever waits, and only then does the giver begin to wait.
//@ fails: the_taker_leaves
//@ sort: schedule-only

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};

struct State<T> {
    item: Option<T>,
    giver_left: bool,
}

struct Shared<T> {
    state: Mutex<State<T>>,
    taker_left: AtomicBool,
    changed: Condvar,
}

pub struct Giver<T>(Arc<Shared<T>>);

pub struct Taker<T>(Arc<Shared<T>>);

pub fn hand_over<T>() -> (Giver<T>, Taker<T>) {
    let state = Mutex::new(State { item: None, giver_left: false });
    let shared =
        Arc::new(Shared { state, taker_left: AtomicBool::new(false), changed: Condvar::new() });
    (Giver(Arc::clone(&shared)), Taker(shared))
}

impl<T> Giver<T> {
    pub fn give(&self, item: T) -> Result<(), T> {
        let shared = &*self.0;
        let mut state = shared.state.lock().unwrap();
        state.item = Some(item);
        shared.changed.notify_all();
        while state.item.is_some() && !shared.taker_left.load(Ordering::SeqCst) {
            state = shared.changed.wait(state).unwrap();
        }
        state.item.take().map_or(Ok(()), Err)
    }
}

impl<T> Taker<T> {
    pub fn take(&self) -> Option<T> {
        let state = self.0.state.lock().unwrap();
        let empty = |state: &mut State<T>| state.item.is_none() && !state.giver_left;
        let item = self.0.changed.wait_while(state, empty).unwrap().item.take();
        self.0.changed.notify_all();
        item
    }
}

impl<T> Drop for Giver<T> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().giver_left = true;
        self.0.changed.notify_all();
    }
}

impl<T> Drop for Taker<T> {
    fn drop(&mut self) {
        // An atomic needs no lock.
        self.0.taker_left.store(true, Ordering::SeqCst);
        self.0.changed.notify_all();
    }
}
