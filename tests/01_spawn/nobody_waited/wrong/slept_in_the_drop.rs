//@ caught-by: model
//@ says: A sleep waits for time, not for the work: on a busy machine the process ends first.
//@ fails: the_work_is_done_when_its_owner_lets_go
//@ sort: schedule-only

use std::thread;
use std::time::Duration;

pub struct Background;

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + Send + 'static,
    {
        thread::spawn(work);
        Background
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        thread::sleep(Duration::from_millis(250));
    }
}
