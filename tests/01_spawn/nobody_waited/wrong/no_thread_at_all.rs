//@ caught-by: test
//@ says: start is a function call: the work runs on its owner's thread, and the owner waits until it is over.
//@ fails: the_owner_goes_on
//@ sort: tempting

pub struct Background;

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce(),
    {
        work();
        Background
    }
}
