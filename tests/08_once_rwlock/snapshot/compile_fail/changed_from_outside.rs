//! Only `update` and `replace` change it: whoever else has the lock can write in the middle of an update.

use std::sync::Arc;

fn main() {
    let live = answer::Live::new(7);
    *live.value.write().unwrap() = Arc::new(8); //~ E0616|E0615|E0609
    println!("{}", live.current());
}
