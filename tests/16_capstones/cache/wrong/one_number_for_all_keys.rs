//@ caught-by: test
//@ says: "Was something forgotten while I loaded?" is asked of one number for all keys: whoever forgets one key makes everything unknown that is just being loaded.
//@ fails: forgotten_while_it_is_loaded
//@ sort: boundary

// right: one lock, one condvar, numbered loads; who waits for a forgotten load asks again at once
use std::collections::HashMap;
use std::sync::{Condvar, Mutex};

pub struct Cache<V> {
    inner: Mutex<Inner<V>>,
    changed: Condvar,
}
struct Inner<V> {
    known: HashMap<String, V>,
    loading: HashMap<String, u64>,
    forgets: u64,
    next: u64,
}
struct End<'a, V> {
    cache: &'a Cache<V>,
    key: &'a str,
    number: u64,
    forgets: u64,
    value: Option<V>,
}
impl<V> Drop for End<'_, V> {
    fn drop(&mut self) {
        let mut inner = self.cache.inner.lock().unwrap();
        if inner.loading.get(self.key) == Some(&self.number) {
            inner.loading.remove(self.key);
            let wanted = inner.forgets == self.forgets;
            if wanted && let Some(value) = self.value.take() {
                inner.known.insert(self.key.to_string(), value);
            }
        }
        drop(inner);
        self.cache.changed.notify_all();
    }
}
impl<V: Clone> Cache<V> {
    pub fn new() -> Cache<V> {
        Cache {
            inner: Mutex::new(Inner {
                known: HashMap::new(),
                loading: HashMap::new(),
                forgets: 0,
                next: 0,
            }),
            changed: Condvar::new(),
        }
    }
    pub fn get<E>(&self, key: &str, load: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let mut inner = self
            .changed
            .wait_while(self.inner.lock().unwrap(), |inner| {
                !inner.known.contains_key(key) && inner.loading.contains_key(key)
            })
            .unwrap();
        if let Some(value) = inner.known.get(key) {
            return Ok(value.clone());
        }
        inner.next += 1;
        let number = inner.next;
        inner.loading.insert(key.to_string(), number);
        let forgets = inner.forgets;
        drop(inner);
        let mut end = End { cache: self, key, number, forgets, value: None };
        let value = load()?;
        end.value = Some(value.clone());
        drop(end);
        Ok(value)
    }
    pub fn peek(&self, key: &str) -> Option<V> {
        self.inner.lock().unwrap().known.get(key).cloned()
    }
    pub fn forget(&self, key: &str) {
        let mut inner = self.inner.lock().unwrap();
        inner.known.remove(key);
        inner.loading.remove(key);
        inner.forgets += 1;
        drop(inner);
        self.changed.notify_all();
    }
}
impl<V: Clone> Default for Cache<V> {
    fn default() -> Cache<V> {
        Cache::new()
    }
}
