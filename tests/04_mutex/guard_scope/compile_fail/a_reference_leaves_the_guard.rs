//! A reference to what is behind the lock lives as long as the guard, so it cannot be returned without it.

use std::sync::Mutex;

struct Stock {
    items: Mutex<Vec<String>>,
}

impl Stock {
    fn first(&self) -> Option<&String> {
        self.items.lock().unwrap().first() //~ E0515
    }
}

fn main() {
    let stock = Stock { items: Mutex::default() };
    println!("{:?}", stock.first());
}
