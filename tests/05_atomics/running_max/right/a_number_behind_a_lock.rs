//! A `Mutex` makes one step of as many as one likes; `mem::take` is the swap.

use std::sync::Mutex;

#[derive(Default)]
pub struct Peak(Mutex<u64>);

impl Peak {
    pub fn new() -> Peak {
        Peak::default()
    }

    pub fn record(&self, micros: u64) -> bool {
        let mut max = self.0.lock().unwrap();
        let new = micros > *max;
        if new {
            *max = micros;
        }
        new
    }

    pub fn max(&self) -> u64 {
        *self.0.lock().unwrap()
    }

    pub fn take(&self) -> u64 {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}
