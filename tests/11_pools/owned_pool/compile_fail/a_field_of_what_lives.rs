//! Nothing can be moved out of a value that is being dropped: a field that has to end first is an `Option`, and is taken.

use std::sync::mpsc::Sender;

struct Pool {
    jobs: Sender<u64>,
}

impl Drop for Pool {
    fn drop(&mut self) {
        drop(self.jobs); //~ E0507
    }
}

fn main() {
    let (jobs, _inbox) = std::sync::mpsc::channel();
    drop(Pool { jobs });
}
