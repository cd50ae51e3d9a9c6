//! A clock is whatever tells the time: it need not be shared, cloned or kept. The limit may be shared as long as one likes.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use answer::{Clock, RateLimit};

struct ByHand<'a>(&'a Cell<u64>, Rc<str>);

impl Clock for ByHand<'_> {
    fn now(&self) -> Duration {
        Duration::from_secs(self.0.get())
    }

    fn sleep(&self, time: Duration) {
        println!("{} sleeps", self.1);
        self.0.set(self.0.get() + time.as_secs() + 1);
    }
}

struct Real(Instant);

impl Clock for Real {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }
}

fn main() {
    let limit = Arc::new(RateLimit::new(1, Duration::from_secs(1)));
    let seconds = Cell::new(0);
    limit.take(&ByHand(&seconds, Rc::from("nobody")));
    let in_thread = Arc::clone(&limit);
    println!("{:?}", thread::spawn(move || in_thread.take(&Real(Instant::now()))).join());
}
