//! `tokio::sync`, but for channels.

use std::fmt::Debug;
use std::sync::Arc;

use tokio::sync::{
    Barrier, Mutex, MutexGuard, Notify, OnceCell, OwnedMutexGuard, OwnedRwLockReadGuard,
    OwnedRwLockWriteGuard, OwnedSemaphorePermit, RwLock, RwLockReadGuard, RwLockWriteGuard,
    Semaphore, SemaphorePermit, SetError, TryAcquireError,
};

use super::{alone, run, runtime};
use crate::{Case, sometimes};

is! {
    Mutex<u8>: Send, Sync, Debug, Default;
    Mutex<std::cell::Cell<u8>>: Send, Sync;
    MutexGuard<'static, u8>: Send, Sync, Debug;
    OwnedMutexGuard<u8>: Send, Sync, Debug;
    RwLock<u8>: Send, Sync, Debug, Default;
    RwLockReadGuard<'static, u8>: Send, Sync, Debug;
    RwLockWriteGuard<'static, u8>: Send, Sync, Debug;
    OwnedRwLockReadGuard<u8>: Send, Sync, Debug;
    OwnedRwLockWriteGuard<u8>: Send, Sync, Debug;
    Semaphore: Send, Sync, Debug;
    SemaphorePermit<'static>: Send, Sync, Debug;
    OwnedSemaphorePermit: Send, Sync, Debug;
    Notify: Send, Sync, Debug, Default;
    Barrier: Send, Sync, Debug;
    OnceCell<u8>: Send, Sync, Debug, Default, Clone, PartialEq;
}
is_not! {
    Mutex<std::rc::Rc<u8>>: Send;
    RwLock<std::cell::Cell<u8>>: Sync;
    OnceCell<std::cell::Cell<u8>>: Sync;
    Semaphore: Clone;
    Notify: Clone;
}

pub fn cases() -> Vec<Case> {
    [
        mutex::CASES,
        mutex::mutex_guard::CASES,
        mutex::owned_mutex_guard::CASES,
        rw_lock::CASES,
        rw_lock::rw_lock_write_guard::CASES,
        rw_lock::owned_rw_lock_write_guard::CASES,
        semaphore::CASES,
        notify::CASES,
        barrier::CASES,
        once_cell::CASES,
    ]
    .concat()
}

mod mutex {
    use super::*;

    cases! { excludes_and_hands_on owned_guards blocks_outside_of_a_runtime what_is_inside }

    fn excludes_and_hands_on() {
        run(async {
            let mutex = Arc::new(Mutex::new(0));
            let other = mutex.clone();
            let task = tokio::spawn(async move {
                let mut guard = other.lock().await;
                let before = *guard;
                tokio::task::yield_now().await;
                *guard = before + 1;
            });
            {
                let mut guard = mutex.lock().await;
                let before = *guard;
                tokio::task::yield_now().await;
                *guard = before + 1;
            }
            task.await.unwrap();
            assert_eq!(*mutex.lock().await, 2);
        });
    }

    fn owned_guards() {
        alone(async {
            let mutex = Arc::new(Mutex::new(1));
            let guard = mutex.clone().lock_owned().await;
            assert!(mutex.try_lock().is_err());
            assert!(mutex.clone().try_lock_owned().is_err());
            assert!(Arc::ptr_eq(OwnedMutexGuard::mutex(&guard), &mutex));
            drop(guard);
            let guard = mutex.try_lock().unwrap();
            assert_eq!((*guard, MutexGuard::mutex(&guard).try_lock().is_err()), (1, true));
            drop(guard);
            *mutex.clone().try_lock_owned().unwrap() += 1;
            assert_eq!(*mutex.lock().await, 2);
        });
    }

    fn blocks_outside_of_a_runtime() {
        let mutex = Arc::new(Mutex::new(1));
        *mutex.blocking_lock() += 1;
        *mutex.clone().blocking_lock_owned() += 1;
        assert_eq!(*mutex.blocking_lock(), 3);
        // A thread has it as long as a task does.
        let runtime = runtime();
        let task = runtime.spawn({
            let mutex = mutex.clone();
            async move {
                let mut guard = mutex.lock().await;
                tokio::task::yield_now().await;
                *guard *= 2;
            }
        });
        *mutex.blocking_lock() += 1;
        runtime.block_on(task).unwrap();
        let left = *mutex.blocking_lock();
        assert!(left == 8 || left == 7, "{left}");
    }

    fn what_is_inside() {
        static ONE: Mutex<u8> = Mutex::const_new(1);
        assert_eq!(*ONE.try_lock().unwrap(), 1);
        let mut mutex = Mutex::from(2);
        *mutex.get_mut() += 1;
        assert_eq!(format!("{mutex:?}"), "Mutex { data: 3 }");
        {
            let _guard = mutex.try_lock().unwrap();
            assert_eq!(format!("{mutex:?}"), "Mutex { data: <locked> }");
        }
        assert_eq!(mutex.into_inner(), 3);
        assert_eq!(Mutex::<u8>::default().into_inner(), 0);
        let error = { ONE.try_lock().map(|_guard| ONE.try_lock().unwrap_err().to_string()) };
        assert_eq!(error.unwrap(), "operation would block");
    }

    pub mod mutex_guard {
        use super::*;

        cases! { knows_its_mutex }

        fn knows_its_mutex() {
            let mutex = Mutex::new(1);
            let guard = mutex.try_lock().unwrap();
            assert!(std::ptr::eq(MutexGuard::mutex(&guard), &mutex));
        }
    }

    pub mod owned_mutex_guard {
        use super::*;

        cases! { knows_its_mutex }

        fn knows_its_mutex() {
            let mutex = Arc::new(Mutex::new(1));
            let guard = mutex.clone().try_lock_owned().unwrap();
            assert!(Arc::ptr_eq(OwnedMutexGuard::mutex(&guard), &mutex));
            drop(guard);
            assert_eq!(Arc::strong_count(&mutex), 1);
        }
    }
}

mod rw_lock {
    use super::*;

    cases! { readers_share_and_a_writer_does_not owned_guards what_is_inside blocks }

    fn readers_share_and_a_writer_does_not() {
        run(async {
            let lock = Arc::new(RwLock::new(1));
            let one = lock.read().await;
            let two = lock.read().await;
            assert_eq!(*one + *two, 2);
            assert!(lock.try_read().is_ok() && lock.try_write().is_err());
            let writer = tokio::spawn({
                let lock = lock.clone();
                async move { *lock.write().await += 1 }
            });
            drop((one, two));
            writer.await.unwrap();
            let mut guard = lock.write().await;
            *guard += 1;
            assert!(lock.try_read().is_err());
            let read = RwLockWriteGuard::downgrade(guard);
            assert_eq!(
                (*read, lock.try_read().is_ok(), lock.try_write().is_err()),
                (3, true, true)
            );
        });
    }

    fn owned_guards() {
        alone(async {
            let lock = Arc::new(RwLock::new(1));
            let read = lock.clone().read_owned().await;
            assert!(lock.clone().try_write_owned().is_err());
            assert_eq!(*lock.clone().try_read_owned().unwrap(), *read);
            drop(read);
            let mut write = lock.clone().write_owned().await;
            *write += 1;
            assert!(lock.clone().try_read_owned().is_err());
            let read = OwnedRwLockWriteGuard::downgrade(write);
            assert_eq!(*read, 2);
            drop(read);
            *lock.clone().try_write_owned().unwrap() += 1;
            assert_eq!(*lock.read().await, 3);
        });
    }

    fn what_is_inside() {
        static ONE: RwLock<u8> = RwLock::const_new(1);
        static TWO: RwLock<u8> = RwLock::const_with_max_readers(2, 1);
        assert_eq!(*ONE.try_read().unwrap() + *TWO.try_read().unwrap(), 3);
        let few = RwLock::with_max_readers((), 1);
        {
            let _read = few.try_read().unwrap();
            assert!(few.try_read().is_err());
        }
        let mut lock = RwLock::from(2);
        *lock.get_mut() += 1;
        assert_eq!(format!("{lock:?}"), "RwLock { data: 3 }");
        assert_eq!(lock.into_inner(), 3);
        assert_eq!(RwLock::<u8>::default().into_inner(), 0);
        assert!(RwLock::new(1).try_write().is_ok());
    }

    fn blocks() {
        let lock = RwLock::new(1);
        assert_eq!(*lock.blocking_read(), 1);
        *lock.blocking_write() += 1;
        assert_eq!(*lock.blocking_read(), 2);
    }

    pub mod rw_lock_write_guard {
        use super::*;

        cases! { lets_readers_in_and_no_writer_between }

        fn lets_readers_in_and_no_writer_between() {
            run(async {
                let lock = Arc::new(RwLock::new(1));
                let mut guard = lock.write().await;
                let other = lock.clone();
                let writer = tokio::spawn(async move { *other.write().await += 10 });
                *guard += 1;
                let read = RwLockWriteGuard::downgrade(guard);
                assert_eq!(*read, 2);
                drop(read);
                writer.await.unwrap();
                assert_eq!(*lock.read().await, 12);
            });
        }
    }

    pub mod owned_rw_lock_write_guard {
        use super::*;

        cases! { lets_readers_in }

        fn lets_readers_in() {
            alone(async {
                let lock = Arc::new(RwLock::new(1));
                let guard = lock.clone().write_owned().await;
                let read = OwnedRwLockWriteGuard::downgrade(guard);
                assert!(lock.try_read().is_ok() && lock.try_write().is_err());
                drop(read);
                assert!(lock.try_write().is_ok());
            });
        }
    }
}

mod semaphore {
    use super::*;

    cases! { permits_are_counted owned_permits parts_of_permits closing_ends_waits limits }

    fn permits_are_counted() {
        alone(async {
            let semaphore = Semaphore::new(2);
            let one = semaphore.acquire().await.unwrap();
            assert_eq!((semaphore.available_permits(), one.num_permits()), (1, 1));
            assert_eq!(semaphore.try_acquire_many(2).unwrap_err(), TryAcquireError::NoPermits);
            let two = semaphore.try_acquire().unwrap();
            assert_eq!(semaphore.try_acquire().unwrap_err(), TryAcquireError::NoPermits);
            drop(one);
            two.forget();
            assert_eq!(semaphore.available_permits(), 1);
            semaphore.add_permits(2);
            assert_eq!(semaphore.forget_permits(1), 1);
            let both = semaphore.acquire_many(2).await.unwrap();
            assert_eq!((both.num_permits(), semaphore.available_permits()), (2, 0));
            assert_eq!(semaphore.forget_permits(1), 0);
        });
        static ONE: Semaphore = Semaphore::const_new(1);
        assert!(ONE.try_acquire().is_ok() && Semaphore::MAX_PERMITS > 1 << 20);
    }

    fn owned_permits() {
        alone(async {
            let semaphore = Arc::new(Semaphore::new(3));
            let one = semaphore.clone().acquire_owned().await.unwrap();
            let two = semaphore.clone().acquire_many_owned(2).await.unwrap();
            assert!(Arc::ptr_eq(one.semaphore(), &semaphore));
            let none = semaphore.clone().try_acquire_owned();
            assert_eq!(none.unwrap_err(), TryAcquireError::NoPermits);
            drop(two);
            let two = semaphore.clone().try_acquire_many_owned(2).unwrap();
            assert_eq!((one.num_permits(), two.num_permits()), (1, 2));
            one.forget();
            drop(two);
            assert_eq!(semaphore.available_permits(), 2);
        });
    }

    fn parts_of_permits() {
        let semaphore = Arc::new(Semaphore::new(4));
        let mut all = semaphore.try_acquire_many(4).unwrap();
        let mut one = all.split(1).unwrap();
        assert!(all.split(4).is_none());
        one.merge(all.split(2).unwrap());
        assert_eq!((one.num_permits(), all.num_permits()), (3, 1));
        drop(all);
        assert_eq!(semaphore.available_permits(), 1);
        drop(one);
        let mut all = semaphore.clone().try_acquire_many_owned(4).unwrap();
        let mut one = all.split(1).unwrap();
        one.merge(all.split(3).unwrap());
        assert_eq!((one.num_permits(), all.num_permits()), (4, 0));
    }

    fn closing_ends_waits() {
        run(async {
            let semaphore = Arc::new(Semaphore::new(0));
            let task = tokio::spawn({
                let semaphore = semaphore.clone();
                async move { semaphore.acquire().await.is_err() }
            });
            semaphore.close();
            assert!(task.await.unwrap() && semaphore.is_closed());
            assert_eq!(semaphore.try_acquire().unwrap_err(), TryAcquireError::Closed);
        });
    }

    /// Never more than two of three are inside, and sometimes two are.
    fn limits() {
        run(async {
            let semaphore = Arc::new(Semaphore::new(1));
            let inside = Arc::new(std::sync::atomic::AtomicU32::new(0));
            let one = || {
                let (semaphore, inside) = (semaphore.clone(), inside.clone());
                async move {
                    let _permit = semaphore.acquire().await.unwrap();
                    let n = inside.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                    assert_eq!(n, 0);
                    inside.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                }
            };
            let (a, b) = (tokio::spawn(one()), tokio::spawn(one()));
            a.await.unwrap();
            b.await.unwrap();
        });
    }
}

mod notify {
    use super::*;
    use crate::tokio::poll_once;

    cases! { one_is_kept all_who_wait_are_woken the_last_who_waits enabled_without_waiting wakes_a_task }

    fn one_is_kept() {
        alone(async {
            let notify = Notify::new();
            notify.notify_one();
            notify.notify_one();
            notify.notified().await;
            assert!(poll_once(&mut Box::pin(notify.notified())).is_pending());
            // Nobody waits: it is lost.
            notify.notify_waiters();
            assert!(poll_once(&mut Box::pin(notify.notified())).is_pending());
        });
        static NOTIFY: Notify = Notify::const_new();
        NOTIFY.notify_one();
        assert!(poll_once(&mut Box::pin(NOTIFY.notified())).is_ready());
    }

    fn all_who_wait_are_woken() {
        alone(async {
            let notify = Notify::default();
            let (mut one, mut two) = (Box::pin(notify.notified()), Box::pin(notify.notified()));
            assert!(poll_once(&mut one).is_pending() && poll_once(&mut two).is_pending());
            notify.notify_waiters();
            assert!(poll_once(&mut one).is_ready() && poll_once(&mut two).is_ready());
            // Whoever was created before it counts as waiting.
            let mut three = Box::pin(notify.notified());
            notify.notify_waiters();
            assert!(poll_once(&mut three).is_ready());
        });
    }

    fn the_last_who_waits() {
        alone(async {
            let notify = Notify::new();
            let (mut one, mut two) = (Box::pin(notify.notified()), Box::pin(notify.notified()));
            assert!(poll_once(&mut one).is_pending() && poll_once(&mut two).is_pending());
            notify.notify_last();
            assert!(poll_once(&mut two).is_ready() && poll_once(&mut one).is_pending());
            notify.notify_one();
            assert!(poll_once(&mut one).is_ready());
        });
    }

    fn enabled_without_waiting() {
        alone(async {
            let notify = Notify::new();
            let mut one = Box::pin(notify.notified());
            assert!(!one.as_mut().enable());
            notify.notify_one();
            assert!(poll_once(&mut one).is_ready());
            notify.notify_one();
            assert!(Box::pin(notify.notified()).as_mut().enable());
        });
    }

    fn wakes_a_task() {
        run(async {
            let notify = Arc::new(Notify::new());
            let task = tokio::spawn({
                let notify = notify.clone();
                async move { notify.notified().await }
            });
            notify.notify_one();
            task.await.unwrap();
        });
    }
}

mod barrier {
    use super::*;

    cases! { all_come_and_one_leads alone_it_leads }

    fn all_come_and_one_leads() {
        run(async {
            let barrier = Arc::new(Barrier::new(2));
            let other = barrier.clone();
            let task = tokio::spawn(async move { other.wait().await.is_leader() });
            let here = barrier.wait().await.is_leader();
            let there = task.await.unwrap();
            assert!(here != there);
            sometimes("here", here);
            sometimes("there", there);
        });
    }

    fn alone_it_leads() {
        alone(async {
            assert!(Barrier::new(1).wait().await.is_leader());
            assert!(Barrier::new(0).wait().await.is_leader());
        });
    }
}

mod once_cell {
    use super::*;

    cases! { is_set_once one_initialises_it a_failure_leaves_it_empty created_with_a_value }

    fn is_set_once() {
        static CELL: OnceCell<u8> = OnceCell::const_new();
        assert_eq!((CELL.get(), CELL.initialized()), (None, false));
        assert_eq!(CELL.set(1), Ok(()));
        assert_eq!(CELL.set(2), Err(SetError::AlreadyInitializedError(2)));
        assert_eq!((CELL.get(), CELL.initialized()), (Some(&1), true));
    }

    fn one_initialises_it() {
        run(async {
            let cell = Arc::new(OnceCell::new());
            let other = cell.clone();
            let task = tokio::spawn(async move { *other.get_or_init(|| async { 1 }).await });
            let here = *cell.get_or_init(|| async { 2 }).await;
            assert_eq!(task.await.unwrap(), here);
            sometimes("here", here == 2);
            sometimes("there", here == 1);
        });
    }

    fn a_failure_leaves_it_empty() {
        alone(async {
            let mut cell = OnceCell::new();
            assert_eq!(cell.get_or_try_init(|| async { Err::<u8, _>("no") }).await, Err("no"));
            assert_eq!(cell.get_or_try_init(|| async { Ok::<_, ()>(1) }).await, Ok(&1));
            *cell.get_mut().unwrap() += 1;
            assert_eq!(cell.clone(), cell);
            assert_eq!(cell.take(), Some(2));
            assert_eq!(cell.get_mut(), None);
            assert_eq!(cell.into_inner(), None);
        });
    }

    fn created_with_a_value() {
        static ONE: OnceCell<u8> = OnceCell::const_new_with(1);
        assert_eq!(ONE.get(), Some(&1));
        assert_eq!(OnceCell::new_with(Some(1)).get(), Some(&1));
        assert_eq!(OnceCell::<u8>::new_with(None).get(), None);
        assert_eq!(OnceCell::from(3).into_inner(), Some(3));
        assert_eq!(OnceCell::<u8>::default().get(), None);
    }
}
