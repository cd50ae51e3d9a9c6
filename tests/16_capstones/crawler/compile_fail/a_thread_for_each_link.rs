//! Go's `go visit(link)` may use whatever it sees. `thread::spawn` may outlive all of it: only a scope waits, so only a scope may lend.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::thread;

fn visit(page: &str, seen: &Mutex<BTreeSet<String>>) {
    let page = page.to_string();
    thread::spawn(move || seen.lock().unwrap().insert(page)); //~ E0521
}

fn main() {
    let seen = Mutex::default();
    visit("start", &seen);
}
