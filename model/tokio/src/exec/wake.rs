//! Wake-ups.
//!
//! A waker may be called by a real tokio type in the middle of its operation, perhaps with a real lock held. No
//! other model thread may run then. So [`real`] surrounds such operations, holds back what they wake,
//! and wakes when they are over. A wake-up by anybody else takes effect at once.

use std::sync::Arc;
use std::task::Wake;

use super::context;
use super::job::Task;
use super::park::Root;

/// Something to be woken.
pub(crate) enum Woken {
    Task(Arc<Task>),
    Root(Arc<Root>),
}

impl Woken {
    fn now(self) {
        match self {
            Woken::Task(task) => task.woken(),
            Woken::Root(root) => root.woken(),
        }
    }

    fn now_or_later(self) {
        let mut this = Some(self);
        context::with(|c| {
            if let Some(held_back) = c.held_back.last_mut() {
                held_back.extend(this.take());
            }
        });
        if let Some(this) = this {
            this.now();
        }
    }
}

impl Wake for Task {
    fn wake(self: Arc<Task>) {
        Woken::Task(self).now_or_later();
    }
}

impl Wake for Root {
    fn wake(self: Arc<Root>) {
        Woken::Root(self).now_or_later();
    }
}

/// Does an operation of a real type. `f` takes no step, unless it drops or clones values of the answer's.
pub(crate) fn real<R>(f: impl FnOnce() -> R) -> R {
    struct Held;
    impl Drop for Held {
        fn drop(&mut self) {
            let woken = context::with(|c| c.held_back.pop());
            woken.into_iter().flatten().for_each(Woken::now);
        }
    }
    context::with(|c| c.held_back.push(Vec::new()));
    let _held = Held;
    f()
}
