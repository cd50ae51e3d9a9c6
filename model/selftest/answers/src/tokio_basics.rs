//! tokio: tasks, channels, locks, `select!`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Mutex, mpsc, oneshot};

fn run<F: Future>(future: F) -> F::Output {
    Runtime::new().unwrap().block_on(future)
}

pub fn joined_tasks_have_outputs() {
    let sum = run(async {
        let a = tokio::spawn(async { 1 });
        let b = tokio::spawn(async { 2 });
        a.await.unwrap() + b.await.unwrap()
    });
    assert_eq!(sum, 3);
    assert_eq!(model::tasks_spawned(), 2);
    assert_eq!(model::tasks_alive(), 0);
}

#[tokio::main]
async fn main_macro() -> u32 {
    tokio::spawn(async { 7 }).await.unwrap()
}

pub fn the_main_macro_runs_it() {
    assert_eq!(main_macro(), 7);
}

/// Each loads, and awaits before it stores.
pub fn lost_between_awaits() {
    let hits = Arc::new(Mutex::new(0));
    run(async {
        let tasks: Vec<_> = (0..2)
            .map(|_| {
                let hits = hits.clone();
                tokio::spawn(async move {
                    let seen = *hits.lock().await;
                    *hits.lock().await = seen + 1;
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*hits.lock().await, 2);
    });
}

pub fn counted_under_one_guard() {
    let hits = Arc::new(Mutex::new(0));
    run(async {
        let tasks: Vec<_> = (0..2)
            .map(|_| {
                let hits = hits.clone();
                tokio::spawn(async move { *hits.lock().await += 1 })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*hits.lock().await, 2);
    });
}

/// What the lock guards is relaxed: the lock itself has to order it.
pub fn a_lock_orders_what_it_guards() {
    let hits = Arc::new((Mutex::new(()), AtomicU32::new(0)));
    run(async {
        let tasks: Vec<_> = (0..2)
            .map(|_| {
                let hits = hits.clone();
                tokio::spawn(async move {
                    let _guard = hits.0.lock().await;
                    let seen = hits.1.load(Relaxed);
                    hits.1.store(seen + 1, Relaxed);
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(hits.1.load(Relaxed), 2);
    });
}

/// Two producers, one consumer, until the channel is closed.
pub fn drains_until_closed() {
    let sum = run(async {
        let (sender, mut receiver) = mpsc::channel(4);
        for i in 1..=2 {
            let sender = sender.clone();
            tokio::spawn(async move { sender.send(i).await.unwrap() });
        }
        drop(sender);
        let mut sum = 0;
        while let Some(n) = receiver.recv().await {
            sum += n;
        }
        sum
    });
    assert_eq!(sum, 3);
}

/// Nobody drops the first sender.
pub fn async_forgotten_sender() {
    run(async {
        let (sender, mut receiver) = mpsc::channel(4);
        let theirs = sender.clone();
        tokio::spawn(async move { theirs.send(1).await.unwrap() });
        while receiver.recv().await.is_some() {}
        drop(sender);
    });
}

pub fn messages_come_in_either_order() {
    let first = run(async {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        for i in 0..2 {
            let sender = sender.clone();
            tokio::spawn(async move { sender.send(i).unwrap() });
        }
        receiver.recv().await.unwrap()
    });
    model::sometimes("0", first == 0);
    model::sometimes("1", first == 1);
}

pub fn a_full_channel_makes_senders_wait() {
    let received = run(async {
        let (sender, mut receiver) = mpsc::channel(1);
        let producer = tokio::spawn(async move {
            for i in 0..3 {
                sender.send(i).await.unwrap();
            }
        });
        let mut received = Vec::new();
        while let Some(i) = receiver.recv().await {
            received.push(i);
        }
        producer.await.unwrap();
        received
    });
    assert_eq!(received, [0, 1, 2]);
}

pub fn oneshot_hands_over() {
    run(async {
        let (sender, receiver) = oneshot::channel();
        let data = Arc::new(AtomicU32::new(0));
        let theirs = data.clone();
        tokio::spawn(async move {
            theirs.store(5, Relaxed);
            sender.send(1).unwrap();
        });
        assert_eq!(receiver.await, Ok(1));
        assert_eq!(data.load(Relaxed), 5);
        let (sender, receiver) = oneshot::channel::<u32>();
        tokio::spawn(async move { drop(sender) });
        assert!(receiver.await.is_err());
    });
}

/// Both arms are ready: either is taken.
pub fn select_takes_either() {
    let taken = run(async {
        tokio::select! {
            n = async { 1 } => n,
            n = async { 2 } => n,
        }
    });
    model::sometimes("first", taken == 1);
    model::sometimes("second", taken == 2);
}

pub fn biased_select_takes_the_first() {
    let taken = run(async {
        tokio::select! {
            biased;
            n = async { 1 } => n,
            n = async { 2 } => n,
        }
    });
    assert_eq!(taken, 1);
}

/// A drain that stops at once when asked loses what is in the channel.
pub fn stops_before_it_is_drained() {
    run(async {
        let (stop, mut stopped) = oneshot::channel();
        let (sender, mut receiver) = mpsc::channel(4);
        let consumer = tokio::spawn(async move {
            let mut sum = 0;
            loop {
                tokio::select! {
                    _ = &mut stopped => return sum,
                    Some(n) = receiver.recv() => sum += n,
                    else => return sum,
                }
            }
        });
        for n in 1..=2 {
            sender.send(n).await.unwrap();
        }
        stop.send(()).unwrap();
        assert_eq!(consumer.await.unwrap(), 3);
    });
}

/// … and this one drains first.
pub fn drains_after_it_was_stopped() {
    run(async {
        let (stop, mut stopped) = oneshot::channel();
        let (sender, mut receiver) = mpsc::channel(4);
        let consumer = tokio::spawn(async move {
            let mut sum = 0;
            loop {
                tokio::select! {
                    _ = &mut stopped => break,
                    Some(n) = receiver.recv() => sum += n,
                }
            }
            receiver.close();
            while let Some(n) = receiver.recv().await {
                sum += n;
            }
            sum
        });
        for n in 1..=2 {
            sender.send(n).await.unwrap();
        }
        stop.send(()).unwrap();
        assert_eq!(consumer.await.unwrap(), 3);
    });
}

pub fn a_task_panics() {
    run(async {
        let error = tokio::spawn(async { panic!("out of paper") }).await.unwrap_err();
        assert!(error.is_panic());
        assert_eq!(*error.into_panic().downcast::<&str>().unwrap(), "out of paper");
    });
}

/// Nobody waits for the task, and the runtime goes.
pub fn not_joined() {
    let done = Arc::new(AtomicU32::new(0));
    let theirs = done.clone();
    run(async {
        tokio::spawn(async move { theirs.store(1, Relaxed) });
    });
    model::sometimes("done", done.load(Relaxed) == 1);
    model::sometimes("not done", done.load(Relaxed) == 0);
}

pub fn not_joined_but_relied_upon() {
    let done = Arc::new(AtomicU32::new(0));
    let theirs = done.clone();
    run(async {
        tokio::spawn(async move { theirs.store(1, Relaxed) });
    });
    assert_eq!(done.load(Relaxed), 1);
}

pub fn aborted_or_finished() {
    run(async {
        let task = tokio::spawn(async {
            tokio::task::yield_now().await;
            1
        });
        task.abort();
        let result = task.await;
        model::sometimes("finished", matches!(result, Ok(1)));
        model::sometimes("cancelled", matches!(&result, Err(error) if error.is_cancelled()));
    });
}

pub fn three_tasks_on_two_workers() {
    let order = run(async {
        let mut set = tokio::task::JoinSet::new();
        for i in 0..3 {
            set.spawn(async move { i });
        }
        let mut order = Vec::new();
        while let Some(i) = set.join_next().await {
            order.push(i.unwrap());
        }
        order
    });
    for (label, wanted) in
        [("012", [0, 1, 2]), ("021", [0, 2, 1]), ("102", [1, 0, 2]), ("120", [1, 2, 0])]
    {
        model::sometimes(label, order == wanted);
    }
}

/// One thread does everything, in order.
pub fn current_thread_is_first_come_first_served() {
    let order = Arc::new(std::sync::Mutex::new(Vec::new()));
    let runtime = Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let tasks: Vec<_> = (0..3)
            .map(|i| {
                let order = order.clone();
                tokio::spawn(async move {
                    order.lock().unwrap().push(i);
                    tokio::task::yield_now().await;
                    order.lock().unwrap().push(i);
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
    assert_eq!(*order.lock().unwrap(), [0, 1, 2, 0, 1, 2]);
    assert_eq!(model::threads_spawned(), 0);
}

/// A std lock held across an await, on the only thread that could go on.
pub fn std_guard_held_across_an_await() {
    let lock = Arc::new(std::sync::Mutex::new(0));
    let runtime = Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let theirs = lock.clone();
        let task = tokio::spawn(async move { *theirs.lock().unwrap() += 1 });
        let guard = lock.lock().unwrap();
        tokio::task::yield_now().await;
        drop(guard);
        task.await.unwrap();
    });
}

/// Two tasks that each hold one lock and want the other's.
pub fn async_bank_deadlock() {
    run(async {
        let locks = Arc::new((Mutex::new(0), Mutex::new(0)));
        let theirs = locks.clone();
        let task = tokio::spawn(async move {
            let mut b = theirs.1.lock().await;
            let mut a = theirs.0.lock().await;
            *b += 1;
            *a += 1;
        });
        {
            let mut a = locks.0.lock().await;
            let mut b = locks.1.lock().await;
            *a += 1;
            *b += 1;
        }
        task.await.unwrap();
    });
}

/// Asks for a poll again and again, until somebody else has acted.
pub fn yields_until_told() {
    run(async {
        let told = Arc::new(AtomicU32::new(0));
        let theirs = told.clone();
        let task = tokio::spawn(async move { theirs.store(1, Relaxed) });
        while told.load(Relaxed) == 0 {
            tokio::task::yield_now().await;
        }
        task.await.unwrap();
    });
}

pub fn yields_for_ever() {
    run(async {
        let told = AtomicU32::new(0);
        while told.load(Relaxed) == 0 {
            tokio::task::yield_now().await;
        }
    });
}

pub fn blocking_closures_have_threads() {
    run(async {
        let (sender, receiver) = std::sync::mpsc::channel();
        let blocked = tokio::task::spawn_blocking(move || receiver.recv().unwrap());
        let sent = tokio::spawn(async move { sender.send(3).unwrap() });
        assert_eq!(blocked.await.unwrap(), 3);
        sent.await.unwrap();
    });
}

pub fn blocks_in_a_runtime() {
    let error = run(async {
        tokio::spawn(async {
            let (sender, receiver) = oneshot::channel::<()>();
            drop(sender);
            let _ = receiver.blocking_recv();
        })
        .await
        .unwrap_err()
    });
    assert!(error.to_string().contains("Cannot block the current thread"), "{error}");
}

/// Yields without waiting for anything.
pub fn yields_between_parts_of_its_work() {
    run(async {
        let mut sum = 0;
        for i in 0..20 {
            sum += i;
            tokio::task::yield_now().await;
        }
        assert_eq!(sum, 190);
    });
}

/// Others may act before a yield's end, or after it.
pub fn goes_on_at_once_after_a_yield() {
    run(async {
        let flag = Arc::new(AtomicU32::new(0));
        let theirs = flag.clone();
        let task = tokio::spawn(async move {
            tokio::task::yield_now().await;
            theirs.store(1, Relaxed);
        });
        let seen = flag.load(Relaxed);
        task.await.unwrap();
        model::sometimes("before", seen == 0);
        model::sometimes("after", seen == 1);
    });
}

/// Whichever worker polls it: a task's polls come one after the other.
pub fn a_task_sees_its_own_past() {
    run(async {
        let mut set = tokio::task::JoinSet::new();
        for _ in 0..3 {
            set.spawn(async {
                let rounds = AtomicU32::new(0);
                for _ in 0..2 {
                    rounds.store(rounds.load(Relaxed) + 1, Relaxed);
                    tokio::task::yield_now().await;
                }
                rounds.load(Relaxed)
            });
        }
        while let Some(rounds) = set.join_next().await {
            assert_eq!(rounds.unwrap(), 2);
        }
    });
}

/// What was done before the waking comes before what is done after it.
pub fn waking_orders() {
    run(async {
        let done = Arc::new(AtomicU32::new(0));
        let waker = Arc::new(std::sync::Mutex::new(None));
        let theirs = (done.clone(), waker.clone());
        let task = tokio::spawn(async move {
            theirs.0.store(1, Relaxed);
            // Before the other one waits, or after.
            let waker: Option<std::task::Waker> = theirs.1.lock().unwrap().take();
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        let mut polls = 0;
        std::future::poll_fn(|cx| {
            polls += 1;
            if polls == 2 {
                assert_eq!(done.load(Relaxed), 1);
            }
            let mut waker = waker.lock().unwrap();
            if polls == 2 || done.load(Relaxed) == 1 {
                return std::task::Poll::Ready(());
            }
            *waker = Some(cx.waker().clone());
            std::task::Poll::Pending
        })
        .await;
        task.await.unwrap();
    });
}
