//@ caught-by: test
//@ says: `get_or_init` in a cell that stays: one load for ever. This is a cache, and the answer gets old in it.
//@ fails: one_after_the_other_each_loads
//@ sort: tempting

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

pub struct Flights<V> {
    running: Mutex<HashMap<String, Arc<OnceLock<V>>>>,
    loading: AtomicUsize,
}

impl<V: Clone> Flights<V> {
    pub fn new() -> Flights<V> {
        Flights { running: Mutex::new(HashMap::new()), loading: AtomicUsize::new(0) }
    }

    pub fn in_flight(&self) -> usize {
        self.loading.load(Ordering::SeqCst)
    }

    pub fn load<F>(&self, key: &str, load: F) -> V
    where
        F: FnOnce() -> V,
    {
        let cell = Arc::clone(self.running.lock().unwrap().entry(key.to_string()).or_default());
        cell.get_or_init(|| {
            self.loading.fetch_add(1, Ordering::SeqCst);
            let _landing = Landing(&self.loading);
            load()
        })
        .clone()
    }
}

struct Landing<'a>(&'a AtomicUsize);

impl Drop for Landing<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl<V: Clone> Default for Flights<V> {
    fn default() -> Flights<V> {
        Flights::new()
    }
}
