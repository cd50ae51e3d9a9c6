//! `Builder`.

use std::io;
use std::panic::Location;
use std::time::Duration;

use super::{Handle, Runtime};
use crate::exec::{Flavor, Shared};

/// As many workers as the model ever has: enough to run two tasks at once, and a model stays small.
const WORKERS: usize = 2;

/// Settings of a runtime to be.
#[derive(Debug)]
pub struct Builder {
    flavor: Flavor,
    time: bool,
    blocking_threads: usize,
}

impl Builder {
    fn new(flavor: Flavor) -> Builder {
        // The real one's limit: the model has no more threads than a few.
        Builder { flavor, time: false, blocking_threads: 512 }
    }

    /// Whoever is in `block_on` polls the tasks.
    pub fn new_current_thread() -> Builder {
        Builder::new(Flavor::CurrentThread)
    }

    /// Workers do: two of them, unless fewer are asked for.
    pub fn new_multi_thread() -> Builder {
        Builder::new(Flavor::MultiThread(WORKERS))
    }

    /// With whatever there is.
    pub fn enable_all(&mut self) -> &mut Builder {
        self.enable_time()
    }

    /// With timers.
    pub fn enable_time(&mut self) -> &mut Builder {
        self.time = true;
        self
    }

    /// So many workers. The model has no more than two.
    #[track_caller]
    pub fn worker_threads(&mut self, val: usize) -> &mut Builder {
        assert!(val > 0, "Worker threads cannot be set to 0");
        if let Flavor::MultiThread(workers) = &mut self.flavor {
            *workers = val.min(WORKERS);
        }
        self
    }

    /// So many closures of `spawn_blocking` at once.
    #[track_caller]
    pub fn max_blocking_threads(&mut self, val: usize) -> &mut Builder {
        assert!(val > 0, "Max blocking threads cannot be set to 0");
        self.blocking_threads = val;
        self
    }

    /// Without effect: the workers are not shown.
    pub fn thread_name(&mut self, _val: impl Into<String>) -> &mut Builder {
        self
    }

    /// Without effect: all stacks of the model are the same.
    pub fn thread_stack_size(&mut self, _val: usize) -> &mut Builder {
        self
    }

    /// Without effect: no thread of the model is kept.
    pub fn thread_keep_alive(&mut self, _duration: Duration) -> &mut Builder {
        self
    }

    /// Without effect: model time passes when nothing else happens.
    pub fn start_paused(&mut self, _start_paused: bool) -> &mut Builder {
        self
    }

    /// The runtime.
    #[track_caller]
    pub fn build(&mut self) -> io::Result<Runtime> {
        let shared = Shared::new(self.flavor, self.time, self.blocking_threads, Location::caller());
        Ok(Runtime { handle: Handle { shared } })
    }
}
