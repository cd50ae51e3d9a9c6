//@ caught-by: model
//@ says: A replacement waits for its turn as an update does, and is woken; but when it has had its turn it wakes nobody, and an update that waits behind it sleeps for ever.
//@ sort: schedule-only

use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

struct Turn<'a, T>(&'a Live<T>);
impl<T> Drop for Turn<'_, T> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().1 = false;
        self.0.free.notify_one();
    }
}
impl<T> Live<T> {
    fn turn(&self) -> (Turn<'_, T>, MutexGuard<'_, (Arc<T>, bool)>) {
        let mut s = self.free.wait_while(self.state.lock().unwrap(), |s| s.1).unwrap();
        s.1 = true;
        (Turn(self), s)
    }
}

pub struct Live<T> {
    state: Mutex<(Arc<T>, bool)>,
    free: Condvar,
}

impl<T> Live<T> {
    pub fn new(value: T) -> Live<T> {
        Live { state: Mutex::new((Arc::new(value), false)), free: Condvar::new() }
    }

    pub fn current(&self) -> Arc<T> {
        Arc::clone(&self.state.lock().unwrap().0)
    }

    pub fn replace(&self, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let mut s = self.free.wait_while(self.state.lock().unwrap(), |s| s.1).unwrap();
        mem::replace(&mut s.0, value)
    }

    pub fn update(&self, change: impl FnOnce(&T) -> T) -> Arc<T> {
        let (turn, s) = self.turn();
        let old = Arc::clone(&s.0);
        drop(s);
        let new = Arc::new(change(&old));
        let was = mem::replace(&mut self.state.lock().unwrap().0, Arc::clone(&new));
        drop(turn);
        drop(was);
        drop(old);
        new
    }
}
