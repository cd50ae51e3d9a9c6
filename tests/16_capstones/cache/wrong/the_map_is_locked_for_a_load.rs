//@ caught-by: test
//@ says: The lock of the whole map is held while one key is loaded: every other key waits for it, and a load that needs one waits for itself.
//@ fails: two_keys_at_the_same_time, a_load_may_use_the_cache, peek_does_not_wait, a_panicking_load_harms_nobody, forgotten_while_it_is_loaded
//@ sort: tempting

use std::collections::HashMap;
use std::sync::Mutex;

pub struct Cache<V> {
    known: Mutex<HashMap<String, V>>,
}

impl<V: Clone> Cache<V> {
    pub fn new() -> Cache<V> {
        Cache { known: Mutex::new(HashMap::new()) }
    }

    pub fn get<E>(&self, key: &str, load: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let mut known = self.known.lock().unwrap();
        if let Some(value) = known.get(key) {
            return Ok(value.clone());
        }
        let value = load()?;
        known.insert(key.to_string(), value.clone());
        Ok(value)
    }

    pub fn peek(&self, key: &str) -> Option<V> {
        self.known.lock().unwrap().get(key).cloned()
    }

    pub fn forget(&self, key: &str) {
        self.known.lock().unwrap().remove(key);
    }
}

impl<V: Clone> Default for Cache<V> {
    fn default() -> Cache<V> {
        Cache::new()
    }
}
