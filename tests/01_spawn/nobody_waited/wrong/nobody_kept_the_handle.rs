//@ caught-by: test
//@ says: Nobody kept the handle, so nobody can wait: dropping a JoinHandle lets the thread run on alone.
//@ fails: letting_go_waits, several_works_are_waited_for, an_early_return_waits, a_panicking_owner_waits
//@ sort: tempting

use std::thread;

pub struct Background;

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        let _ = thread::spawn(work);
        Background
    }
}
