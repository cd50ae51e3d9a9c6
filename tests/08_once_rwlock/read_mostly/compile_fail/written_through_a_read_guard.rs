//! A read guard lets you look. To change something you have to ask for the other guard.

use std::collections::HashMap;
use std::sync::RwLock;

fn main() {
    let table: RwLock<HashMap<&str, u64>> = RwLock::default();
    let entries = table.read().unwrap();
    entries.insert("ada", 1); //~ E0596
}
