//! One thread has loaded the value, another one gets its clone: an `Rc` may not take that way.

use std::rc::Rc;
use std::sync::{Arc, OnceLock};
use std::thread;

fn main() {
    let flight: Arc<OnceLock<Rc<u64>>> = Arc::default();
    let waiting = Arc::clone(&flight);
    let waiter = thread::spawn(move || *waiting.wait().clone()); //~ E0277
    let _ = flight.set(Rc::new(7));
    println!("{:?}", waiter.join());
}
