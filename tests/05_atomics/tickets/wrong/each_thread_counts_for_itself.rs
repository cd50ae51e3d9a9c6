//@ caught-by: test
//@ says: A counter for each thread needs no atomic, and every thread begins at number 1.
//@ fails: threads_share_the_numbers
//@ sort: tempting

use std::cell::RefCell;
use std::collections::HashMap;

thread_local! {
    static TAKEN: RefCell<HashMap<usize, u64>> = RefCell::default();
}

pub struct Tickets {
    limit: u64,
}

impl Tickets {
    pub fn new(limit: u64) -> Tickets {
        Tickets { limit }
    }

    fn with<R>(&self, f: impl FnOnce(&mut u64) -> R) -> R {
        let key = std::ptr::from_ref(self).addr();
        TAKEN.with_borrow_mut(|taken| f(taken.entry(key).or_insert(0)))
    }

    pub fn take(&self) -> Option<u64> {
        self.with(|taken| {
            (*taken < self.limit).then(|| {
                *taken += 1;
                *taken
            })
        })
    }

    pub fn taken(&self) -> u64 {
        self.with(|taken| *taken)
    }
}
