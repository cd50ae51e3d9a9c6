//! Items are only looked at, so they need not be sent or cloned; results are sent, and need not be shared. Closures may borrow.

use std::cell::Cell;
use std::sync::MutexGuard;
use std::sync::Mutex;

struct Picture(&'static str);

fn main() {
    let prefix = String::from("small ");
    let pictures = [Picture("a"), Picture("b")];
    let names = answer::map_all(&pictures, |picture| format!("{prefix}{}", picture.0));
    assert_eq!(names, ["small a", "small b"]);
    // `Send`, and not `Sync`.
    let cells: Vec<Cell<usize>> = answer::map_all(&pictures, |picture| Cell::new(picture.0.len()));
    assert_eq!(cells.len(), 2);
    // `Sync`, and not `Send`.
    let lock = Mutex::new(7);
    let guards: [MutexGuard<'_, u64>; 1] = [lock.lock().unwrap()];
    assert_eq!(answer::map_all(&guards, |guard| **guard), [7]);
    let mut own = [Picture("a")];
    answer::update_all(&mut own, |picture| picture.0 = "c");
    let tried: Result<Vec<usize>, String> = answer::try_map_all(&own, |picture| picture.0.parse().map_err(|_| prefix.clone()));
    assert!(tried.is_err());
}
