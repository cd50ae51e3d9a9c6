//! Who waits leaves a sender in the entry and sleeps at its channel; a load that fails drops the senders, and that is the message.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender};

enum Entry<V> {
    Loading { number: u64, waiting: Vec<Sender<V>> },
    Known(V),
}

pub struct Cache<V> {
    entries: Mutex<HashMap<String, Entry<V>>>,
    /// Loads that were forgotten and still have somebody to tell.
    forgotten: Mutex<HashMap<u64, Vec<Sender<V>>>>,
    next: AtomicU64,
}

struct Failed<'a, V> {
    cache: &'a Cache<V>,
    key: &'a str,
    number: u64,
}

impl<V> Failed<'_, V> {
    /// Takes this load's waiters out of wherever they are; puts `value` where the load was, unless it was forgotten.
    fn waiters(&self, value: Option<V>) -> Vec<Sender<V>> {
        let mut entries = self.cache.entries.lock().unwrap();
        let own = matches!(entries.get(self.key), Some(Entry::Loading { number, .. }) if *number == self.number);
        if !own {
            return self.cache.forgotten.lock().unwrap().remove(&self.number).unwrap_or_default();
        }
        let entry = match value {
            Some(value) => entries.insert(self.key.to_string(), Entry::Known(value)),
            None => entries.remove(self.key),
        };
        match entry {
            Some(Entry::Loading { waiting, .. }) => waiting,
            _ => Vec::new(),
        }
    }
}

impl<V> Drop for Failed<'_, V> {
    fn drop(&mut self) {
        drop(self.waiters(None));
    }
}

impl<V: Clone> Cache<V> {
    pub fn new() -> Cache<V> {
        Cache {
            entries: Mutex::new(HashMap::new()),
            forgotten: Mutex::new(HashMap::new()),
            next: AtomicU64::new(0),
        }
    }

    pub fn get<E>(&self, key: &str, load: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let number = loop {
            let told = {
                let mut entries = self.entries.lock().unwrap();
                match entries.get_mut(key) {
                    Some(Entry::Known(value)) => return Ok(value.clone()),
                    Some(Entry::Loading { waiting, .. }) => {
                        let (tell, told) = mpsc::channel();
                        waiting.push(tell);
                        told
                    }
                    None => {
                        let number = self.next.fetch_add(1, Ordering::Relaxed);
                        let entry = Entry::Loading { number, waiting: Vec::new() };
                        entries.insert(key.to_string(), entry);
                        break number;
                    }
                }
            };
            if let Ok(value) = told.recv() {
                return Ok(value);
            }
        };
        let running = Failed { cache: self, key, number };
        let value = load()?;
        for waiting in running.waiters(Some(value.clone())) {
            // Whoever has gone away needs no value.
            let _ = waiting.send(value.clone());
        }
        Ok(value)
    }

    pub fn peek(&self, key: &str) -> Option<V> {
        match self.entries.lock().unwrap().get(key) {
            Some(Entry::Known(value)) => Some(value.clone()),
            _ => None,
        }
    }

    pub fn forget(&self, key: &str) {
        let mut entries = self.entries.lock().unwrap();
        if let Some(Entry::Loading { number, waiting }) = entries.remove(key) {
            self.forgotten.lock().unwrap().insert(number, waiting);
        }
    }
}

impl<V: Clone> Default for Cache<V> {
    fn default() -> Cache<V> {
        Cache::new()
    }
}
