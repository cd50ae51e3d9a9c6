//! One lock around "the first error" and "the sender whose end says stop": whoever fails does both, in this order.

use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use crossbeam::channel::{Receiver, Sender, bounded};

/// Closed when the tasks should stop: `recv` and `select!` return then. Nothing is ever sent on it.
pub type Done = Receiver<()>;

/// What the tasks share.
struct Shared<E> {
    first: Option<E>,
    /// The only sender. When it is dropped all receivers notice, those that wait and those that come later: closing is a
    /// state. One message would reach one of them.
    cancel: Option<Sender<()>>,
}

/// Closes `done` when a task ends in any other way than well: a panic does not pass by `match`.
struct CancelUnlessDisarmed<E> {
    shared: Arc<Mutex<Shared<E>>>,
    armed: bool,
}

impl<E> Drop for CancelUnlessDisarmed<E> {
    fn drop(&mut self) {
        if self.armed {
            self.shared.lock().expect("nobody panics under this lock").cancel = None;
        }
    }
}

/// Tasks that fail together.
pub struct Group<E> {
    shared: Arc<Mutex<Shared<E>>>,
    done: Done,
    tasks: Vec<JoinHandle<()>>,
}

impl<E: Send + 'static> Group<E> {
    /// A group without tasks.
    pub fn new() -> Group<E> {
        let (cancel, done) = bounded(0);
        let shared = Arc::new(Mutex::new(Shared { first: None, cancel: Some(cancel) }));
        Group { shared, done, tasks: Vec::new() }
    }

    /// Starts a task.
    pub fn go<F>(&mut self, task: F)
    where
        F: FnOnce(Done) -> Result<(), E> + Send + 'static,
    {
        let done = self.done.clone();
        let shared = Arc::clone(&self.shared);
        self.tasks.push(thread::spawn(move || {
            let mut cancel = CancelUnlessDisarmed { shared: Arc::clone(&shared), armed: true };
            let outcome = task(done);
            cancel.armed = false;
            if let Err(error) = outcome {
                // Both under one guard. Nobody is told to stop before the reason has been written down, so whoever fails
                // *because* of it comes second.
                let mut shared = shared.lock().expect("nobody panics under this lock");
                shared.first.get_or_insert(error);
                shared.cancel = None;
            }
        }));
    }

    /// Waits for all tasks; the first error, if there is one.
    pub fn wait(self) -> Result<(), E> {
        // All of them first. A `?` or an `unwrap` inside of this loop would leave the rest to themselves.
        let outcomes: Vec<_> = self.tasks.into_iter().map(JoinHandle::join).collect();
        for outcome in outcomes {
            if let Err(panic) = outcome {
                resume_unwind(panic);
            }
        }
        let first = self.shared.lock().expect("nobody panics under this lock").first.take();
        first.map_or(Ok(()), Err)
    }
}

impl<E: Send + 'static> Default for Group<E> {
    fn default() -> Group<E> {
        Group::new()
    }
}
