//! `thread_local!`, per model thread: all of them share one OS thread, hence std's own would be shared too.

use std::any::Any;

use super::one_thread;
use crate::state::{me, with};

/// The value under `key` of this thread: `None` when it has none yet, `Some(None)` when it is already gone.
pub fn get(key: usize) -> Option<Option<*const dyn Any>> {
    with(|e| e.threads[me()].locals.get(&key).map(|v| v.0.as_ref().map(|b| &**b as *const dyn Any)))
}

/// Gives this thread its value.
pub fn set(key: usize, value: Box<dyn Any>) {
    with(|e| {
        let t = &mut e.threads[me()];
        t.locals.insert(key, one_thread(Some(value)));
        t.locals_order.push(key);
    });
}

/// Drops this thread's values, the last created first; destructors may touch the ones that are left.
pub fn drop_all() {
    loop {
        let value = with(|e| {
            let t = &mut e.threads[me()];
            let key = t.locals_order.pop()?;
            t.locals.get_mut(&key).map(|v| v.0.take())
        });
        match value {
            Some(value) => drop(value),
            None => return,
        }
    }
}
