//! tokio: the rest of `sync`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use tokio::runtime::Runtime;
use tokio::sync::{
    Barrier, Mutex, Notify, OnceCell, RwLock, Semaphore, broadcast, mpsc, oneshot, watch,
};
use tokio::time::{Duration, timeout};

fn run<F: Future>(future: F) -> F::Output {
    Runtime::new().unwrap().block_on(future)
}

/// Two permits, three tasks.
pub fn a_semaphore_limits_who_is_inside() {
    run(async {
        let semaphore = Arc::new(Semaphore::new(1));
        let inside = Arc::new(AtomicU32::new(0));
        let mut tasks = Vec::new();
        for _ in 0..2 {
            let (semaphore, inside) = (semaphore.clone(), inside.clone());
            tasks.push(tokio::spawn(async move {
                let _permit = semaphore.acquire().await.unwrap();
                assert_eq!(inside.fetch_add(1, Relaxed), 0, "two are inside");
                tokio::task::yield_now().await;
                inside.fetch_sub(1, Relaxed);
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
    });
}

/// The permit is dropped before the work begins.
pub fn a_permit_dropped_at_once() {
    run(async {
        let semaphore = Arc::new(Semaphore::new(1));
        let inside = Arc::new(AtomicU32::new(0));
        let mut tasks = Vec::new();
        for _ in 0..2 {
            let (semaphore, inside) = (semaphore.clone(), inside.clone());
            tasks.push(tokio::spawn(async move {
                let _ = semaphore.acquire().await.unwrap();
                let others = inside.fetch_add(1, Relaxed);
                tokio::task::yield_now().await;
                inside.fetch_sub(1, Relaxed);
                others
            }));
        }
        for task in tasks {
            assert_eq!(task.await.unwrap(), 0, "two are inside");
        }
    });
}

/// A forgotten permit is one less for ever.
pub fn a_permit_is_forgotten() {
    run(async {
        let semaphore = Semaphore::new(1);
        semaphore.acquire().await.unwrap().forget();
        let _ = semaphore.acquire().await;
    });
}

/// Whoever is in line and gives up lets the next one through.
pub fn giving_up_a_place_in_the_line() {
    run(async {
        let semaphore = Arc::new(Semaphore::new(1));
        let held = semaphore.clone().acquire_owned().await.unwrap();
        let theirs = semaphore.clone();
        let waits = tokio::spawn(async move { theirs.acquire().await.is_ok() });
        let gave_up = timeout(Duration::from_secs(1), semaphore.acquire()).await.is_err();
        assert!(gave_up);
        drop(held);
        assert!(waits.await.unwrap());
        assert_eq!(semaphore.available_permits(), 1);
    });
}

pub fn semaphore_api() {
    run(async {
        let semaphore = Arc::new(Semaphore::new(3));
        let mut two = semaphore.acquire_many(2).await.unwrap();
        assert_eq!(semaphore.available_permits(), 1);
        assert!(semaphore.try_acquire_many(2).is_err());
        let one = two.split(1).unwrap();
        assert_eq!((two.num_permits(), one.num_permits()), (1, 1));
        two.merge(one);
        drop(two);
        semaphore.add_permits(1);
        assert_eq!(semaphore.forget_permits(2), 2);
        let owned = semaphore.clone().try_acquire_owned().unwrap();
        assert_eq!(semaphore.available_permits(), 1);
        drop(owned);
        semaphore.close();
        assert!(semaphore.is_closed());
        assert!(semaphore.acquire().await.is_err());
    });
}

pub fn readers_read_together_and_writers_alone() {
    run(async {
        let lock = Arc::new(RwLock::new((0, 0)));
        let theirs = lock.clone();
        let writer = tokio::spawn(async move {
            let mut pair = theirs.write().await;
            pair.0 += 1;
            tokio::task::yield_now().await;
            pair.1 += 1;
        });
        for _ in 0..2 {
            let pair = lock.read().await;
            assert_eq!(pair.0, pair.1);
        }
        writer.await.unwrap();
        assert_eq!(*lock.read().await, (1, 1));
    });
}

/// Between reading and writing, another one writes.
pub fn reads_and_then_writes() {
    run(async {
        let lock = Arc::new(RwLock::new(0));
        let theirs = lock.clone();
        let other = tokio::spawn(async move { *theirs.write().await += 1 });
        let seen = *lock.read().await;
        *lock.write().await = seen + 1;
        other.await.unwrap();
        assert_eq!(*lock.read().await, 2);
    });
}

/// Who reads twice may have a writer between the two.
pub fn reads_twice_past_a_writer() {
    run(async {
        let lock = Arc::new(RwLock::new(0));
        let theirs = lock.clone();
        let writer = tokio::spawn(async move { *theirs.write().await += 1 });
        let (a, b) = tokio::join!(lock.read(), lock.read());
        assert_eq!(*a, *b);
        drop((a, b));
        writer.await.unwrap();
    });
}

/// A reader that wants to write waits for itself.
pub fn an_async_reader_upgrades() {
    run(async {
        let lock = RwLock::new(0);
        let seen = lock.read().await;
        *lock.write().await = *seen + 1;
    });
}

pub fn rwlock_of_tokio_api() {
    run(async {
        let lock = Arc::new(RwLock::new(1));
        let write = lock.write().await;
        assert!(lock.try_read().is_err());
        let read = write.downgrade();
        assert_eq!(*lock.try_read().unwrap(), *read);
        assert!(lock.try_write().is_err());
        drop(read);
        *lock.clone().write_owned().await += 1;
        let owned = lock.clone().try_write_owned().unwrap().downgrade();
        assert_eq!(*owned, 2);
        assert_eq!(*lock.clone().read_owned().await, 2);
        drop(owned);
        assert_eq!(Arc::into_inner(lock).unwrap().into_inner(), 2);
    });
}

pub fn a_notification_is_kept() {
    run(async {
        let notify = Arc::new(Notify::new());
        let data = Arc::new(AtomicU32::new(0));
        let theirs = (notify.clone(), data.clone());
        let task = tokio::spawn(async move {
            theirs.1.store(1, Relaxed);
            theirs.0.notify_one();
        });
        notify.notified().await;
        assert_eq!(data.load(Relaxed), 1);
        task.await.unwrap();
    });
}

/// `notify_waiters` keeps nothing for whoever comes too late.
pub fn a_notification_to_all_is_missed() {
    run(async {
        let notify = Arc::new(Notify::new());
        let theirs = notify.clone();
        tokio::spawn(async move { theirs.notify_waiters() });
        notify.notified().await;
    });
}

/// Whoever looks after the flag was set, but waits after the notification, waits for ever.
pub fn looks_before_it_waits() {
    run(async {
        let notify = Arc::new(Notify::new());
        let ready = Arc::new(AtomicU32::new(0));
        let theirs = (notify.clone(), ready.clone());
        let task = tokio::spawn(async move {
            theirs.1.store(1, Relaxed);
            theirs.0.notify_waiters();
        });
        if ready.load(Relaxed) == 0 {
            notify.notified().await;
        }
        task.await.unwrap();
    });
}

/// … unless the waiting began before the look.
pub fn waits_before_it_looks() {
    run(async {
        let notify = Arc::new(Notify::new());
        let ready = Arc::new(AtomicU32::new(0));
        let theirs = (notify.clone(), ready.clone());
        let task = tokio::spawn(async move {
            theirs.1.store(1, Relaxed);
            theirs.0.notify_waiters();
        });
        let notified = notify.notified();
        if ready.load(Relaxed) == 0 {
            notified.await;
        }
        task.await.unwrap();
    });
}

/// Two notifications, kept as one.
pub fn two_notifications_are_one() {
    run(async {
        let notify = Arc::new(Notify::new());
        let theirs = notify.clone();
        tokio::spawn(async move {
            theirs.notify_one();
            theirs.notify_one();
        });
        notify.notified().await;
        notify.notified().await;
    });
}

pub fn an_async_barrier_has_one_leader() {
    run(async {
        let barrier = Arc::new(Barrier::new(3));
        let leaders = Arc::new(AtomicU32::new(0));
        let mut tasks = Vec::new();
        for _ in 0..2 {
            let (barrier, leaders) = (barrier.clone(), leaders.clone());
            tasks.push(tokio::spawn(async move {
                if barrier.wait().await.is_leader() {
                    leaders.fetch_add(1, Relaxed);
                }
            }));
        }
        if barrier.wait().await.is_leader() {
            leaders.fetch_add(1, Relaxed);
        }
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(leaders.load(Relaxed), 1);
    });
}

pub fn an_async_barrier_waits_for_ever() {
    run(async { Barrier::new(2).wait().await });
}

pub fn one_task_initialises() {
    run(async {
        let cell = Arc::new(OnceCell::new());
        let runs = Arc::new(AtomicU32::new(0));
        let mut tasks = Vec::new();
        for _ in 0..2 {
            let (cell, runs) = (cell.clone(), runs.clone());
            tasks.push(tokio::spawn(async move {
                *cell
                    .get_or_init(|| async {
                        runs.fetch_add(1, Relaxed);
                        tokio::task::yield_now().await;
                        7
                    })
                    .await
            }));
        }
        for task in tasks {
            assert_eq!(task.await.unwrap(), 7);
        }
        assert_eq!(runs.load(Relaxed), 1);
    });
}

/// Who asks, and then sets, may not be the only one.
pub fn asks_whether_it_is_set() {
    run(async {
        let cell = Arc::new(OnceCell::new());
        let theirs = cell.clone();
        let task = tokio::spawn(async move {
            if theirs.get().is_none() {
                theirs.set(1).unwrap();
            }
        });
        if cell.get().is_none() {
            cell.set(2).unwrap();
        }
        task.await.unwrap();
    });
}

/// The first fails; the second tries again.
pub fn a_failed_initialiser_lets_the_next_one_try() {
    run(async {
        let cell = OnceCell::new();
        let (a, b) = tokio::join!(
            cell.get_or_try_init(|| async {
                tokio::task::yield_now().await;
                Err::<i32, _>("no")
            }),
            cell.get_or_try_init(|| async { Ok::<_, &str>(2) }),
        );
        assert_eq!((a, b), (Err("no"), Ok(&2)));
        assert_eq!(cell.get(), Some(&2));
    });
}

static GREETING: OnceCell<String> = OnceCell::const_new();
static TOTAL: Mutex<u32> = Mutex::const_new(0);
static GATE: Semaphore = Semaphore::const_new(1);

/// Each execution finds them as they were.
pub fn async_statics_start_over() {
    run(async {
        assert!(GREETING.get().is_none());
        assert_eq!(GREETING.get_or_init(|| async { "hello".to_string() }).await, "hello");
        GATE.acquire().await.unwrap().forget();
        let task = tokio::spawn(async { *TOTAL.lock().await += 1 });
        *TOTAL.lock().await += 1;
        task.await.unwrap();
        assert_eq!(*TOTAL.lock().await, 2);
    });
}

pub fn everybody_gets_a_broadcast() {
    run(async {
        let (sender, mut first) = broadcast::channel(4);
        let mut second = sender.subscribe();
        let task = tokio::spawn(async move { (second.recv().await, second.recv().await) });
        assert_eq!(sender.send(1).unwrap(), 2);
        drop(sender);
        assert_eq!(first.recv().await, Ok(1));
        assert_eq!(first.recv().await, Err(broadcast::error::RecvError::Closed));
        assert_eq!(task.await.unwrap(), (Ok(1), Err(broadcast::error::RecvError::Closed)));
    });
}

/// One place only: whoever is slow misses something, and is told so.
pub fn a_slow_subscriber_lags() {
    let (got, lagged) = run(async {
        let (sender, mut receiver) = broadcast::channel(1);
        let task = tokio::spawn(async move {
            let (mut got, mut lagged) = (0, 0);
            loop {
                match receiver.recv().await {
                    Ok(_) => got += 1,
                    Err(broadcast::error::RecvError::Lagged(n)) => lagged += n,
                    Err(broadcast::error::RecvError::Closed) => return (got, lagged),
                }
            }
        });
        sender.send(1).unwrap();
        sender.send(2).unwrap();
        drop(sender);
        task.await.unwrap()
    });
    assert_eq!(got + lagged, 2);
    model::sometimes("got all", got == 2);
    model::sometimes("missed one", lagged == 1);
}

/// Takes lagging for the end.
pub fn takes_lagging_for_the_end() {
    run(async {
        let (sender, mut receiver) = broadcast::channel(1);
        let task = tokio::spawn(async move {
            let mut last = 0;
            while let Ok(n) = receiver.recv().await {
                last = n;
            }
            last
        });
        sender.send(1).unwrap();
        sender.send(2).unwrap();
        drop(sender);
        assert_eq!(task.await.unwrap(), 2);
    });
}

/// A subscriber that comes late has missed what was sent.
pub fn subscribes_too_late() {
    run(async {
        let (sender, _first) = broadcast::channel(4);
        let theirs = sender.clone();
        let task = tokio::spawn(async move { theirs.subscribe().recv().await });
        sender.send(1).unwrap();
        assert_eq!(timeout(Duration::from_secs(1), task).await.map(|r| r.unwrap()), Ok(Ok(1)));
    });
}

pub fn a_watcher_sees_the_latest() {
    let seen = run(async {
        let (sender, mut receiver) = watch::channel(0);
        let task = tokio::spawn(async move {
            let mut seen = Vec::new();
            while receiver.changed().await.is_ok() {
                seen.push(*receiver.borrow_and_update());
            }
            seen
        });
        sender.send(1).unwrap();
        sender.send(2).unwrap();
        drop(sender);
        task.await.unwrap()
    });
    assert_eq!(seen.last(), Some(&2));
    model::sometimes("both", seen == [1, 2]);
    model::sometimes("the last only", seen == [2]);
}

/// Believes that it will see every value.
pub fn a_watcher_counts_changes() {
    run(async {
        let (sender, mut receiver) = watch::channel(0);
        let task = tokio::spawn(async move {
            let mut changes = 0;
            while receiver.changed().await.is_ok() {
                changes += 1;
            }
            changes
        });
        sender.send(1).unwrap();
        sender.send(2).unwrap();
        drop(sender);
        assert_eq!(task.await.unwrap(), 2);
    });
}

/// A borrowed value across an await blocks whoever sends.
pub fn a_borrow_held_across_an_await() {
    run(async {
        let (sender, receiver) = watch::channel(0);
        let (done, told) = oneshot::channel();
        tokio::spawn(async move {
            sender.send(1).unwrap();
            done.send(()).unwrap();
        });
        let value = receiver.borrow();
        told.await.unwrap();
        drop(value);
    });
}

pub fn waits_for_a_value() {
    run(async {
        let (sender, mut receiver) = watch::channel(0);
        let data = Arc::new(AtomicU32::new(0));
        let theirs = data.clone();
        let task = tokio::spawn(async move {
            theirs.store(5, Relaxed);
            sender.send_modify(|n| *n += 1);
            sender.send_if_modified(|n| {
                *n += 1;
                true
            });
        });
        assert_eq!(*receiver.wait_for(|n| *n == 2).await.unwrap(), 2);
        assert_eq!(data.load(Relaxed), 5);
        task.await.unwrap();
        assert!(receiver.changed().await.is_err());
    });
}

/// Receives, and then awaits before it keeps what it got: another arm may be faster.
pub fn loses_what_it_received_when_cancelled() {
    run(async {
        let (sender, mut receiver) = mpsc::channel(4);
        let (stop, mut stopped) = oneshot::channel();
        let consumer = tokio::spawn(async move {
            let mut kept = Vec::new();
            loop {
                tokio::select! {
                    n = async {
                        let n = receiver.recv().await;
                        tokio::task::yield_now().await;
                        n
                    } => match n {
                        Some(n) => kept.push(n),
                        None => return kept,
                    },
                    _ = &mut stopped => break,
                }
            }
            receiver.close();
            while let Some(n) = receiver.recv().await {
                kept.push(n);
            }
            kept
        });
        sender.send(1).await.unwrap();
        stop.send(()).ok();
        drop(sender);
        assert_eq!(consumer.await.unwrap(), [1]);
    });
}

/// It is closed, and empty without waiting; a value whose sender has its place already comes after that.
pub fn is_empty_when_it_is_closed() {
    run(async {
        let (sender, mut receiver) = mpsc::channel(4);
        let consumer = tokio::spawn(async move {
            receiver.close();
            std::iter::from_fn(|| receiver.try_recv().ok()).count()
        });
        let sent = sender.send(1).await.is_ok();
        assert_eq!(consumer.await.unwrap(), usize::from(sent), "values, of those that were sent");
    });
}

/// The same without a bound, and without `.await`.
pub fn is_empty_when_it_is_closed_without_a_bound() {
    run(async {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        let consumer = tokio::spawn(async move {
            receiver.close();
            std::iter::from_fn(|| receiver.try_recv().ok()).count()
        });
        let sent = sender.send(1).is_ok();
        assert_eq!(consumer.await.unwrap(), usize::from(sent), "values, of those that were sent");
    });
}

/// The same with a value that is tried to send.
pub fn is_empty_when_it_is_closed_after_a_try() {
    run(async {
        let (sender, mut receiver) = mpsc::channel(4);
        let consumer = tokio::spawn(async move {
            receiver.close();
            let mut values = 0;
            while !receiver.is_empty() {
                values += usize::from(receiver.recv().await.is_some());
            }
            values
        });
        let sent = sender.try_send(1).is_ok();
        assert_eq!(consumer.await.unwrap(), usize::from(sent), "values, of those that were sent");
    });
}

/// `recv` waits for whoever has a place; and `Empty` is no end, `Disconnected` is.
pub fn waits_for_the_end_when_it_is_closed() {
    run(async {
        let (sender, mut receiver) = mpsc::channel(4);
        let consumer = tokio::spawn(async move {
            receiver.close();
            let mut values = 0;
            loop {
                match receiver.try_recv() {
                    Ok(_) => values += 1,
                    Err(mpsc::error::TryRecvError::Disconnected) => return values,
                    Err(mpsc::error::TryRecvError::Empty) => {
                        model::sometimes("a value is on its way", true);
                        values += usize::from(receiver.recv().await.is_some());
                    }
                }
            }
        });
        let sent = sender.send(1).await.is_ok();
        model::sometimes("sent", sent);
        model::sometimes("not sent", !sent);
        assert_eq!(consumer.await.unwrap(), usize::from(sent), "values, of those that were sent");
    });
}

/// Nobody is left to receive.
pub fn a_send_fails_when_the_receiver_has_gone() {
    run(async {
        let (sender, receiver) = mpsc::channel(1);
        let task = tokio::spawn(async move { drop(receiver) });
        let sent = sender.send(1).await;
        model::sometimes("sent", sent.is_ok());
        model::sometimes("not sent", sent.is_err());
        task.await.unwrap();
        sender.closed().await;
        assert!(sender.is_closed());
    });
}

pub fn mpsc_api() {
    run(async {
        let (sender, mut receiver) = mpsc::channel(2);
        assert_eq!((sender.capacity(), sender.max_capacity()), (2, 2));
        let permit = sender.reserve().await.unwrap();
        assert_eq!(sender.capacity(), 1);
        permit.send(1);
        sender.try_send(2).unwrap();
        assert!(sender.try_send(3).is_err());
        assert!(sender.send_timeout(3, Duration::from_secs(1)).await.is_err());
        assert_eq!((receiver.len(), receiver.try_recv()), (2, Ok(1)));
        let owned = sender.clone().reserve_owned().await.unwrap();
        owned.send(4);
        let mut rest = Vec::new();
        assert_eq!(receiver.recv_many(&mut rest, 9).await, 2);
        assert_eq!(rest, [2, 4]);
        let weak = sender.downgrade();
        assert!(weak.upgrade().is_some());
        drop(sender);
        assert!(weak.upgrade().is_none());
        assert_eq!(receiver.recv().await, None);
    });
}

pub fn joins_of_futures() {
    run(async {
        let both = tokio::join!(async { 1 }, async { 2 });
        assert_eq!(both, (1, 2));
        let both = tokio::try_join!(async { Ok::<_, &str>(1) }, async { Err::<i32, _>("no") });
        assert_eq!(both, Err("no"));
        let pinned = async { 3 };
        tokio::pin!(pinned);
        assert_eq!(pinned.await, 3);
    });
}

/// A receiver is looked at without waiting, again and again, in one arm of a `select!`. Looking in vain is no news to oneself.
pub fn polls_in_an_arm() {
    run(async {
        let (sender, mut rows) = mpsc::channel(1);
        let (beat, mut beats) = mpsc::channel::<()>(1);
        let task = tokio::spawn(async move { sender.send(1).await.unwrap() });
        let mut seen = 0;
        let step = async {
            loop {
                match rows.try_recv() {
                    Ok(row) => break row,
                    Err(_) => tokio::task::yield_now().await,
                }
            }
        };
        tokio::pin!(step);
        while seen == 0 {
            tokio::select! {
                row = &mut step => seen = row,
                Some(()) = beats.recv() => {}
            }
        }
        drop(beat);
        task.await.unwrap();
    });
}

/// The first task tells the second one, and only then leaves. So there is a moment at which the second has told main, and the first is
/// still there: main may hear of the one thing without the other.
pub fn hears_of_it_before_the_sender_has_left() {
    run(async {
        let (sender, mut values) = mpsc::channel::<()>(1);
        let (first, mut second) = mpsc::channel(1);
        let (told, mut tells) = mpsc::channel(1);
        let one = tokio::spawn(async move {
            first.send(()).await.unwrap();
            drop(sender);
        });
        let two = tokio::spawn(async move {
            second.recv().await.unwrap();
            told.send(()).await.unwrap();
        });
        let heard = tokio::select! {
            biased;
            _ = values.recv() => "closed",
            _ = tells.recv() => "told",
        };
        model::sometimes("it is told before the sender has left", heard == "told");
        model::sometimes("the sender has left before", heard == "closed");
        one.await.unwrap();
        two.await.unwrap();
    });
}

/// Both receivers of a `watch` leave, one after the other; as long as one is there, sending succeeds.
pub fn sends_before_the_slower_watcher_leaves() {
    run(async {
        let (sender, one) = watch::channel(0);
        let two = one.clone();
        let (told, tells) = oneshot::channel();
        let first = tokio::spawn(async move {
            told.send(()).unwrap();
            drop(one);
        });
        let second = tokio::spawn(async move {
            tells.await.unwrap();
            drop(two);
        });
        second.await.unwrap();
        let sent = sender.send(1).is_ok();
        model::sometimes("one of them is left", sent);
        model::sometimes("both have left", !sent);
        first.await.unwrap();
    });
}
