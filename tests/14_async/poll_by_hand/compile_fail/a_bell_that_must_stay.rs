//! A waker may be woken from any thread, so what is behind it has to be `Send` and `Sync`: a `Cell` is not.

use std::cell::Cell;
use std::sync::Arc;
use std::task::{Wake, Waker};

struct Bell {
    rung: Cell<bool>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.set(true);
    }
}

fn main() {
    drop(Waker::from(Arc::new(Bell { rung: Cell::new(false) }))); //~ E0277
}
