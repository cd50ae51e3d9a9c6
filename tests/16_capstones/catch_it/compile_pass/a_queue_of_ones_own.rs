//! The checks can be called with any queue that keeps the contract's shape, also one that is shared or boxed.

use std::collections::VecDeque;
use std::sync::Mutex;

use answer::{CHECKS, Check, Queue, ROOM};

#[derive(Default)]
struct Own(Mutex<VecDeque<u64>>);

impl Queue for Own {
    fn push(&self, item: u64) -> bool {
        let mut items = self.0.lock().unwrap();
        let room = items.len() < ROOM;
        items.extend(room.then_some(item));
        room
    }

    fn pop(&self) -> Option<u64> {
        self.0.lock().unwrap().pop_front()
    }
}

fn main() {
    let checks: &'static [Check] = CHECKS;
    for check in checks {
        let queue: Box<dyn Queue> = Box::new(Own::default());
        check(&*queue);
    }
}
