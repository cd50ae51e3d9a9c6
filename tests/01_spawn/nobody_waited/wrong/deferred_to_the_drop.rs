//@ caught-by: test
//@ says: The work begins only when it is dropped: that is Go's defer, not a background.
//@ fails: the_owner_goes_on
//@ sort: tempting

pub struct Background {
    work: Option<Box<dyn FnOnce() + 'static>>,
}

impl Background {
    pub fn start<F>(work: F) -> Background
    where
        F: FnOnce() + 'static,
    {
        Background { work: Some(Box::new(work)) }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(work) = self.work.take() {
            work();
        }
    }
}
