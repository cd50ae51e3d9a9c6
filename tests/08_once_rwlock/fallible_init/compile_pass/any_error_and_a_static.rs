//! Each attempt has an error of its own kind, runs on the caller's thread and may borrow. The value need not be `Clone`.

use std::cell::Cell;
use std::rc::Rc;

struct Database(String);

static DATABASE: answer::Lazy<Database> = answer::Lazy::new();

fn main() {
    let attempts = Cell::new(0);
    let first = DATABASE.get_or_try_init(|| {
        attempts.set(attempts.get() + 1);
        Err(Rc::new("down"))
    });
    assert!(first.is_err_and(|error| *error == "down"));
    let second = DATABASE.get_or_try_init(|| "1".parse::<u64>().map(|n| Database(n.to_string())));
    assert_eq!((second.unwrap().0.as_str(), attempts.get()), ("1", 1));
    // What is not shared may be anything.
    let own = answer::Lazy::<Cell<u64>>::default();
    assert!(own.get_or_try_init(|| Ok::<_, ()>(Cell::new(1))).is_ok());
}
