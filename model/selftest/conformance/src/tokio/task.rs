//! `tokio::task`.

use std::fmt::Debug;

use tokio::runtime::Handle;
use tokio::task::{self, AbortHandle, Id, JoinError, JoinHandle, JoinSet};

use super::{alone, run};
use crate::{Case, sometimes};

is! {
    JoinHandle<u8>: Send, Sync, Unpin, Debug;
    AbortHandle: Send, Sync, Clone, Debug;
    JoinError: Send, Sync, Debug, std::error::Error;
    JoinSet<u8>: Send, Sync, Debug, Default;
    Id: Send, Sync, Copy, Eq, std::hash::Hash, Debug;
}
is_not! {
    JoinHandle<std::rc::Rc<u8>>: Send;
    JoinHandle<u8>: Clone;
}

pub fn cases() -> Vec<Case> {
    [join_handle::CASES, abort_handle::CASES, join_error::CASES, join_set::CASES, spawn::CASES]
        .concat()
}

mod spawn {
    use super::*;
    use task::{spawn, spawn_blocking, yield_now};

    cases! { tasks_run_side_by_side yielding_lets_others_go blocking_closures dropping_a_handle_detaches select_takes_what_is_ready join_waits_for_all }

    fn tasks_run_side_by_side() {
        run(async {
            let (sender, receiver) = std::sync::mpsc::channel();
            let one = spawn({
                let sender = sender.clone();
                async move { sender.send(1).unwrap() }
            });
            let two = spawn(async move { sender.send(2).unwrap() });
            one.await.unwrap();
            two.await.unwrap();
            let order: Vec<_> = receiver.iter().collect();
            sometimes("one first", order == [1, 2]);
            sometimes("two first", order == [2, 1]);
        });
    }

    fn yielding_lets_others_go() {
        alone(async {
            let flag = std::rc::Rc::new(std::cell::Cell::new(false));
            let task = spawn(async { 1 });
            while !task.is_finished() {
                yield_now().await;
            }
            flag.set(true);
            assert_eq!((task.await.unwrap(), flag.get()), (1, true));
        });
    }

    fn blocking_closures() {
        run(async {
            let one = spawn_blocking(|| std::thread::current().id());
            assert_ne!(one.await.unwrap(), std::thread::current().id());
        });
    }

    fn dropping_a_handle_detaches() {
        run(async {
            let (sender, receiver) = tokio::sync::oneshot::channel();
            drop(spawn(async move { sender.send(1).unwrap() }));
            assert_eq!(receiver.await, Ok(1));
        });
    }

    fn select_takes_what_is_ready() {
        alone(async {
            let took = tokio::select! {
                () = std::future::pending::<()>() => 0,
                value = async { 1 } => value,
            };
            assert_eq!(took, 1);
            let first = tokio::select! {
                biased;
                _ = async {} => 1,
                _ = async {} => 2,
            };
            assert_eq!(first, 1);
            let either = tokio::select! {
                _ = async {} => 1,
                _ = async {} => 2,
            };
            sometimes("the first arm", either == 1);
            sometimes("the second arm", either == 2);
        });
    }

    fn join_waits_for_all() {
        alone(async {
            assert_eq!(tokio::join!(async { 1 }, async { 2 }), (1, 2));
            let failed =
                tokio::try_join!(async { Ok::<u8, &str>(1) }, async { Err::<u8, _>("no") });
            assert_eq!(failed, Err("no"));
        });
    }
}

mod join_handle {
    use super::*;

    cases! { gives_the_value_or_the_panic aborting_ends_at_an_await ids abort_handle }

    fn gives_the_value_or_the_panic() {
        run(async {
            assert_eq!(task::spawn(async { 1 }).await.unwrap(), 1);
            let error = task::spawn(async { panic!("on the way") }).await.unwrap_err();
            assert!(error.is_panic() && !error.is_cancelled());
        });
    }

    fn aborting_ends_at_an_await() {
        run(async {
            let task = task::spawn(std::future::pending::<()>());
            task.abort();
            assert!(task.await.unwrap_err().is_cancelled());
            // Too late, or in time.
            let task = task::spawn(async { 1 });
            task.abort();
            let came = task.await;
            sometimes("in time", came.is_err());
            sometimes("too late", came.is_ok());
        });
    }

    fn ids() {
        run(async {
            let task = task::spawn(async { (task::id(), task::try_id()) });
            let id = task.id();
            assert_eq!(task.await.unwrap(), (id, Some(id)));
            let (one, two) = (task::spawn(async {}), task::spawn(async {}));
            assert_ne!(one.id(), two.id());
            assert!(!id.to_string().is_empty());
            one.await.unwrap();
            two.await.unwrap();
        });
        assert_eq!(task::try_id(), None);
    }

    fn abort_handle() {
        run(async {
            let task = task::spawn(std::future::pending::<()>());
            let handle = task.abort_handle();
            assert_eq!(handle.id(), task.id());
            assert!(!handle.is_finished() && !task.is_finished());
            handle.abort();
            assert!(task.await.is_err() && handle.is_finished());
        });
    }
}

mod abort_handle {
    use super::*;

    cases! { outlives_the_join_handle }

    fn outlives_the_join_handle() {
        run(async {
            let task = task::spawn(std::future::pending::<()>());
            let handle = task.abort_handle();
            assert_eq!(handle.id(), task.id());
            assert!(!handle.is_finished());
            handle.abort();
            assert!(task.await.unwrap_err().is_cancelled());
            assert!(handle.is_finished());
            // It is too late, and nothing comes of it.
            handle.abort();
        });
    }
}

mod join_error {
    use super::*;

    cases! { tells_what_happened }

    fn tells_what_happened() {
        run(async {
            let task = task::spawn(async { panic!("on the way") });
            let id = task.id();
            let error = task.await.unwrap_err();
            assert_eq!((error.id(), error.is_panic(), error.is_cancelled()), (id, true, false));
            assert!(error.to_string().contains("panicked with message \"on the way\""), "{error}");
            assert_eq!(error.into_panic().downcast_ref(), Some(&"on the way"));
            let task = task::spawn(std::future::pending::<()>());
            task.abort();
            let error = task.await.unwrap_err();
            assert!(error.to_string().contains("was cancelled"), "{error}");
            assert_eq!((error.is_panic(), error.is_cancelled()), (false, true));
            let error = error.try_into_panic().unwrap_err();
            assert_eq!(std::io::Error::from(error).kind(), std::io::ErrorKind::Other);
        });
    }
}

mod join_set {
    use super::*;

    cases! {
        gives_what_ends_first aborts_what_is_left_when_it_is_dropped all_of_them shutting_down looks_without_waiting
        elsewhere detached
    }

    fn gives_what_ends_first() {
        run(async {
            let mut set = JoinSet::new();
            set.spawn(async { 1 });
            let two = set.spawn(async { 2 }).id();
            assert_eq!((set.len(), set.is_empty()), (2, false));
            let (id, first) = set.join_next_with_id().await.unwrap().unwrap();
            assert_eq!(id == two, first == 2);
            let second = set.join_next().await.unwrap().unwrap();
            assert_eq!(first + second, 3);
            assert!(set.join_next().await.is_none() && set.is_empty());
        });
    }

    fn aborts_what_is_left_when_it_is_dropped() {
        run(async {
            let (sender, receiver) = tokio::sync::oneshot::channel::<u8>();
            let mut set = JoinSet::new();
            set.spawn(async move {
                std::future::pending::<()>().await;
                drop(sender);
            });
            drop(set);
            assert!(receiver.await.is_err());
        });
    }

    fn all_of_them() {
        run(async {
            let set: JoinSet<u8> = [1, 2].into_iter().map(|n| async move { n }).collect();
            let mut all = set.join_all().await;
            all.sort();
            assert_eq!(all, [1, 2]);
        });
    }

    fn shutting_down() {
        run(async {
            let mut set = JoinSet::default();
            set.spawn(std::future::pending::<()>());
            set.shutdown().await;
            assert!(set.is_empty());
            set.spawn(std::future::pending::<()>());
            set.abort_all();
            assert!(set.join_next().await.unwrap().unwrap_err().is_cancelled());
        });
    }

    fn looks_without_waiting() {
        run(async {
            let mut set = JoinSet::new();
            assert!(set.try_join_next().is_none());
            let id = set.spawn(async { 1 }).id();
            let found = loop {
                if let Some(found) = set.try_join_next_with_id() {
                    break found.unwrap();
                }
                task::yield_now().await;
            };
            assert_eq!(found, (id, 1));
            set.spawn(async { 2 });
            let next = std::future::poll_fn(|cx| set.poll_join_next(cx)).await;
            assert_eq!(next.unwrap().unwrap(), 2);
        });
    }

    fn elsewhere() {
        run(async {
            let mut set = JoinSet::new();
            set.spawn_on(async { 1 }, &Handle::current());
            set.spawn_blocking(|| 2);
            let one = set.join_next().await.unwrap().unwrap();
            let two = set.join_next().await.unwrap().unwrap();
            assert_eq!(one + two, 3);
        });
    }

    fn detached() {
        run(async {
            let (sender, receiver) = tokio::sync::oneshot::channel();
            let mut set = JoinSet::new();
            set.spawn(async move { sender.send(1).unwrap() });
            set.detach_all();
            assert!(set.is_empty());
            assert_eq!(receiver.await, Ok(1));
        });
    }
}
