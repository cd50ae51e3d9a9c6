//! Go's struct, a lock beside a map: nothing says that the lock has to be taken, so a shared reference may not change the map.

use std::collections::HashMap;
use std::sync::Mutex;

#[derive(Default)]
struct Rates {
    lock: Mutex<()>,
    rates: HashMap<String, u64>,
}

impl Rates {
    fn store(&self, currency: &str, rate: u64) {
        let _guard = self.lock.lock().unwrap();
        self.rates.insert(currency.to_string(), rate); //~ E0596
    }
}

fn main() {
    let rates = Rates::default();
    rates.store("CHF", 95);
}
