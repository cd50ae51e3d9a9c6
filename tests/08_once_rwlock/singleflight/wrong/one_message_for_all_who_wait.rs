//@ caught-by: model
//@ says: A message in a channel is for one receiver. The first one who waits gets the value; the others find the channel closed and load once more.
//@ sort: tempting

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};

struct Landing<'a, V: Clone> {
    flights: &'a Flights<V>,
    key: &'a str,
    _tell: Option<Sender<V>>,
}
impl<V: Clone> Drop for Landing<'_, V> {
    fn drop(&mut self) {
        self.flights.running.lock().unwrap().remove(self.key);
    }
}

pub struct Flights<V> {
    running: Mutex<HashMap<String, Arc<Mutex<Receiver<V>>>>>,
}

impl<V: Clone> Flights<V> {
    pub fn new() -> Flights<V> {
        Flights { running: Mutex::new(HashMap::new()) }
    }

    pub fn in_flight(&self) -> usize {
        self.running.lock().unwrap().len()
    }

    pub fn load<F>(&self, key: &str, load: F) -> V
    where
        F: FnOnce() -> V,
    {
        let tell = loop {
            let mut running = self.running.lock().unwrap();
            match running.get(key).cloned() {
                None => {
                    let (tell, told) = mpsc::channel();
                    running.insert(key.to_string(), Arc::new(Mutex::new(told)));
                    break tell;
                }
                Some(told) => {
                    drop(running);
                    if let Ok(value) = told.lock().unwrap().recv() {
                        return value;
                    }
                }
            }
        };
        let landing = Landing { flights: self, key, _tell: Some(tell.clone()) };
        let value = load();
        drop(landing);
        let _ = tell.send(value.clone());
        value
    }
}

impl<V: Clone> Default for Flights<V> {
    fn default() -> Flights<V> {
        Flights::new()
    }
}
