//@ caught-by: model
//@ says: Nothing in the map says that somebody is loading, so everybody who finds nothing loads: two hundred times, in the same moment. The one value that is kept in the end does not bring the database back.
//@ fails: one_load_however_many_ask, a_failed_load_is_tried_again
//@ sort: tempting

use std::collections::HashMap;
use std::sync::Mutex;

pub struct Cache<V> {
    known: Mutex<Known<V>>,
}

struct Known<V> {
    values: HashMap<String, V>,
    forgotten: HashMap<String, u64>,
}

impl<V: Clone> Cache<V> {
    pub fn new() -> Cache<V> {
        Cache { known: Mutex::new(Known { values: HashMap::new(), forgotten: HashMap::new() }) }
    }

    pub fn get<E>(&self, key: &str, load: impl FnOnce() -> Result<V, E>) -> Result<V, E> {
        let before = {
            let known = self.known.lock().unwrap();
            if let Some(value) = known.values.get(key) {
                return Ok(value.clone());
            }
            known.forgotten.get(key).copied()
        };
        let value = load()?;
        let mut known = self.known.lock().unwrap();
        if known.forgotten.get(key).copied() != before {
            return Ok(value);
        }
        Ok(known.values.entry(key.to_string()).or_insert(value).clone())
    }

    pub fn peek(&self, key: &str) -> Option<V> {
        self.known.lock().unwrap().values.get(key).cloned()
    }

    pub fn forget(&self, key: &str) {
        let mut known = self.known.lock().unwrap();
        known.values.remove(key);
        *known.forgotten.entry(key.to_string()).or_default() += 1;
    }
}

impl<V: Clone> Default for Cache<V> {
    fn default() -> Cache<V> {
        Cache::new()
    }
}
