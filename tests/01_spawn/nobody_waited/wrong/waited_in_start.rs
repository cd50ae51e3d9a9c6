//@ caught-by: test
//@ says: start waits for its own thread: the owner is held up until the log is shipped, and nothing is in the background.
//@ fails: the_owner_goes_on
//@ sort: tempting

use std::thread;

pub struct Background;

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        let _ = thread::spawn(work).join();
        Background
    }
}
