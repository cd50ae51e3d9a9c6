//! `tokio_util::task`.

use std::fmt::Debug;

use tokio::runtime::Handle;
use tokio_util::task::{AbortOnDrop, AbortOnDropHandle, TaskTracker, task_tracker};

use crate::Case;
use crate::tokio::run;

is! {
    TaskTracker: Send, Sync, Clone, Debug, Default;
    AbortOnDropHandle<u8>: Send, Sync, Debug;
    AbortOnDrop: Send, Sync, Debug;
    task_tracker::TaskTrackerToken: Send, Sync, Clone, Debug;
}
is_not! {
    AbortOnDropHandle<u8>: Clone;
}

pub fn cases() -> Vec<Case> {
    [abort_on_drop_handle::CASES, abort_on_drop::CASES, task_tracker_::CASES].concat()
}

mod abort_on_drop_handle {
    use super::*;

    cases! { aborts_when_it_is_dropped gives_the_value detached }

    fn aborts_when_it_is_dropped() {
        run(async {
            let (sender, receiver) = tokio::sync::oneshot::channel::<u8>();
            let handle = AbortOnDropHandle::new(tokio::spawn(async move {
                std::future::pending::<()>().await;
                drop(sender);
            }));
            drop(handle);
            assert!(receiver.await.is_err());
        });
    }

    fn gives_the_value() {
        run(async {
            assert_eq!(AbortOnDropHandle::new(tokio::spawn(async { 1 })).await.unwrap(), 1);
            let handle = AbortOnDropHandle::new(tokio::spawn(std::future::pending::<()>()));
            assert!(!handle.is_finished() && !handle.abort_handle().is_finished());
            handle.abort();
            assert!(handle.await.unwrap_err().is_cancelled());
        });
    }

    fn detached() {
        run(async {
            let handle = AbortOnDropHandle::new(tokio::spawn(async { 1 }));
            assert_eq!(handle.detach().await.unwrap(), 1);
        });
    }
}

mod abort_on_drop {
    use super::*;

    cases! { aborts_when_it_is_dropped }

    fn aborts_when_it_is_dropped() {
        run(async {
            let task = tokio::spawn(std::future::pending::<()>());
            let guard = AbortOnDrop::new(task.abort_handle());
            assert!(!guard.is_finished());
            drop(guard);
            assert!(task.await.unwrap_err().is_cancelled());
            let task = tokio::spawn(async { 1 });
            AbortOnDrop::new(task.abort_handle()).detach();
            assert_eq!(task.await.unwrap(), 1);
            let task = tokio::spawn(std::future::pending::<()>());
            let guard = AbortOnDrop::new(task.abort_handle());
            guard.abort();
            assert!(task.await.is_err());
        });
    }
}

/// `TaskTracker`, and its tokens.
mod task_tracker_ {
    use super::*;

    pub mod task_tracker {
        use super::*;

        cases! { waits_until_closed_and_empty counts elsewhere tracks_futures }

        fn waits_until_closed_and_empty() {
            run(async {
                let tracker = TaskTracker::new();
                let task = tracker.spawn(async { 1 });
                assert!(tracker.close() && !tracker.close());
                tracker.wait().await;
                assert!(tracker.is_closed() && tracker.is_empty());
                assert_eq!(task.await.unwrap(), 1);
            });
        }

        fn counts() {
            let tracker = TaskTracker::default();
            let token = tracker.token();
            assert_eq!((tracker.len(), tracker.is_empty()), (1, false));
            assert!(TaskTracker::ptr_eq(token.task_tracker(), &tracker));
            let another = token.clone();
            assert_eq!(tracker.clone().len(), 2);
            drop((token, another));
            assert!(tracker.is_empty() && !tracker.is_closed());
            assert!(tracker.close() && tracker.reopen() && !tracker.is_closed());
        }

        fn elsewhere() {
            run(async {
                let tracker = TaskTracker::new();
                let here = Handle::current();
                assert_eq!(tracker.spawn_on(async { 1 }, &here).await.unwrap(), 1);
                assert_eq!(tracker.spawn_blocking(|| 2).await.unwrap(), 2);
                assert_eq!(tracker.spawn_blocking_on(|| 3, &here).await.unwrap(), 3);
                tracker.close();
                tracker.wait().await;
            });
        }

        fn tracks_futures() {
            run(async {
                let tracker = TaskTracker::new();
                let future = tracker.track_future(async { 1 });
                assert_eq!(tracker.len(), 1);
                assert_eq!(future.await, 1);
                assert!(tracker.is_empty());
            });
        }
    }

    pub const CASES: &[Case] = task_tracker::CASES;
}
