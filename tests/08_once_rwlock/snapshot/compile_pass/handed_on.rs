//! A snapshot may outlive the `Live` and go to another thread; its type need not be `Clone`. `change` may borrow.

use std::cell::Cell;
use std::thread;

struct Config {
    name: String,
}

fn main() {
    let live = answer::Live::new(Config { name: "a".to_string() });
    let kept = live.current();
    let calls = Cell::new(0);
    thread::scope(|scope| {
        scope.spawn(|| live.current().name.len());
    });
    let new = live.update(|config| {
        calls.set(calls.get() + 1);
        Config { name: format!("{}b", config.name) }
    });
    drop(live);
    let there = thread::spawn(move || (kept.name.clone(), new.name.clone())).join().unwrap();
    assert_eq!((there.0.as_str(), there.1.as_str(), calls.get()), ("a", "ab", 1));
}
