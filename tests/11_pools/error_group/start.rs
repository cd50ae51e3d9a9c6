//! # The error that was not the first
//!
//! To answer a request a service asks four others at the same time. When one of them fails the answer is an
//! error, and the other three should stop. The log says "cancelled". It says so for every failure, and nobody
//! knows what had failed. And sometimes a request hangs although the first answer was an error.
//!
//! In Go this is `errgroup.WithContext`: the first error cancels the context, `Wait` waits for *all* and returns
//! that first error. The whole package is a page of code, and it is worth writing once. `Done` below is what
//! `ctx.Done()` is: a channel on which nothing is ever sent, and whose closing says "stop".
//!
//! Before you edit: two tasks fail, one because something broke, the other because it was told to stop. Which two
//! steps of yours must be in which order so that the first is the first?
//!
//! What must hold:
//!
//! - Keep the names and signatures. Fields are yours.
//! - `group.go(task)` starts `task` on a thread of its own, and does not wait. The tasks of a group
//!   run at the same time. To each of them it hands a `Done`: open as long as no task has failed, closed as soon as
//!   one has, whether or not somebody is in `wait` by then. A task that is started later gets a closed one.
//! - A task has failed when it has returned an `Err`, or panicked.
//! - `group.wait()` returns when all tasks have ended, and no thread of the group is running any more. If none has failed it
//!   is `Ok(())`, also for a group without tasks. If some have, it is the error of the one that failed first: a task
//!   that fails *because* its `done` was closed is never the first.
//! - If a task has panicked, then `wait` panics, when all have ended, whatever else has failed.
//! - After `wait` there is no group: to start another task in it **must not compile**.
//!
//! You need not think about a group that nobody waits for.

use std::marker::PhantomData;
use std::thread::{self, JoinHandle};

use crossbeam::channel::{Receiver, Sender, bounded};

/// Closed when the tasks should stop: `recv` and `select!` return then. Nothing is ever sent on it.
pub type Done = Receiver<()>;

/// Tasks that fail together.
pub struct Group<E> {
    cancel: Sender<()>,
    done: Done,
    tasks: Vec<JoinHandle<Result<(), E>>>,
    error: PhantomData<E>,
}

impl<E: Send + 'static> Group<E> {
    /// A group without tasks.
    pub fn new() -> Group<E> {
        let (cancel, done) = bounded(0);
        Group { cancel, done, tasks: Vec::new(), error: PhantomData }
    }

    /// Starts a task.
    pub fn go<F>(&mut self, task: F)
    where
        F: FnOnce(Done) -> Result<(), E> + Send + 'static,
    {
        let done = self.done.clone();
        // TODO: who notices that this task has failed, and when? Who closes `done`, if the sender is in the group?
        self.tasks.push(thread::spawn(move || task(done)));
    }

    /// Waits for all tasks; the first error, if there is one.
    pub fn wait(self) -> Result<(), E> {
        for task in self.tasks {
            // TODO: the first in which order? And what does `?` do to those behind it?
            task.join().unwrap()?;
        }
        drop(self.cancel);
        Ok(())
    }
}

impl<E: Send + 'static> Default for Group<E> {
    fn default() -> Group<E> {
        Group::new()
    }
}
