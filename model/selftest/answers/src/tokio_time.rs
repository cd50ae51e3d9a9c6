//! tokio: time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Duration, Instant, interval, sleep, timeout};

fn run<F: Future>(future: F) -> F::Output {
    Runtime::new().unwrap().block_on(future)
}

const SECOND: Duration = Duration::from_secs(1);

pub fn an_async_sleep_moves_the_clock() {
    run(async {
        let before = Instant::now();
        sleep(SECOND).await;
        assert_eq!(before.elapsed(), SECOND);
    });
}

/// Sleeping is not waiting for somebody.
pub fn an_async_sleep_is_no_join() {
    run(async {
        let done = Arc::new(AtomicU32::new(0));
        let theirs = done.clone();
        let task = tokio::spawn(async move { theirs.store(1, Relaxed) });
        sleep(SECOND).await;
        let seen = done.load(Relaxed);
        task.await.unwrap();
        assert_eq!(seen, 1);
    });
}

pub fn async_sleeps_end_in_order() {
    let order = run(async {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        for i in [2, 1] {
            let sender = sender.clone();
            tokio::spawn(async move {
                sleep(i * SECOND).await;
                sender.send(i).unwrap();
            });
        }
        drop(sender);
        let mut order = Vec::new();
        while let Some(i) = receiver.recv().await {
            order.push(i);
        }
        order
    });
    // The first may be so slow that the second overtakes it.
    model::sometimes("in order", order == [1, 2]);
}

pub fn a_timeout_goes_both_ways() {
    let came = run(async {
        let (sender, receiver) = oneshot::channel();
        let task = tokio::spawn(async move { sender.send(1).is_ok() });
        let came = timeout(SECOND, receiver).await;
        let sent = task.await.unwrap();
        assert!(sent || came.is_err());
        came
    });
    model::sometimes("in time", matches!(came, Ok(Ok(1))));
    model::sometimes("too late", came.is_err());
}

/// Whoever gives up must not rely on the answer.
pub fn a_timeout_is_long_enough() {
    run(async {
        let (sender, receiver) = oneshot::channel();
        tokio::spawn(async move { sender.send(1) });
        assert!(timeout(3600 * SECOND, receiver).await.is_ok());
    });
}

pub fn the_only_thing_to_do_is_to_time_out() {
    run(async {
        let (_sender, receiver) = oneshot::channel::<()>();
        assert!(timeout(SECOND, receiver).await.is_err());
        assert_eq!(timeout(SECOND, async { 5 }).await, Ok(5));
    });
}

pub fn an_interval_ticks() {
    run(async {
        let start = Instant::now();
        let mut ticks = interval(SECOND);
        assert_eq!(ticks.tick().await - start, Duration::ZERO);
        assert_eq!(ticks.tick().await - start, SECOND);
        assert_eq!(ticks.tick().await - start, 2 * SECOND);
    });
}

/// It beats until it is told to stop.
pub fn a_heart_beats_until_it_is_stopped() {
    let beats = run(async {
        let (stop, mut stopped) = oneshot::channel::<()>();
        let heart = tokio::spawn(async move {
            let mut ticks = interval(SECOND);
            let mut beats = 0;
            loop {
                tokio::select! {
                    _ = ticks.tick() => beats += 1,
                    _ = &mut stopped => return beats,
                }
            }
        });
        sleep(2 * SECOND).await;
        stop.send(()).unwrap();
        heart.await.unwrap()
    });
    for (n, label) in ["none", "one", "two"].iter().enumerate() {
        model::sometimes(label, beats == n);
    }
}

/// One thread for all: it sleeps only when nobody has anything to do.
pub fn one_thread_sleeps_for_all() {
    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
    let order = runtime.block_on(async {
        let tasks: Vec<_> = [3, 1, 2]
            .into_iter()
            .map(|i| {
                tokio::spawn(async move {
                    sleep(i * SECOND).await;
                    Instant::now()
                })
            })
            .collect();
        let mut ends = Vec::new();
        for task in tasks {
            ends.push(task.await.unwrap());
        }
        ends
    });
    assert_eq!(order[0] - order[1], 2 * SECOND);
    assert_eq!(order[2] - order[1], SECOND);
}

/// Three sleepers share two workers.
pub fn more_sleepers_than_workers() {
    let sum = run(async {
        let mut set = tokio::task::JoinSet::new();
        for i in 1..=3 {
            set.spawn(async move {
                sleep(i * SECOND).await;
                i
            });
        }
        let mut sum = 0;
        while let Some(i) = set.join_next().await {
            sum += i.unwrap();
        }
        sum
    });
    assert_eq!(sum, 6);
}

pub fn no_timers_without_enable_time() {
    let runtime = Builder::new_current_thread().build().unwrap();
    let error = runtime.block_on(async { tokio::spawn(async { sleep(SECOND).await }).await });
    let error = error.unwrap_err().to_string();
    assert!(error.contains("timers are disabled"), "{error}");
}

pub fn a_loop_of_timeouts_ends() {
    run(async {
        let (sender, mut receiver) = mpsc::channel(1);
        tokio::spawn(async move { sender.send(1).await });
        let mut late = 0;
        loop {
            match timeout(SECOND, receiver.recv()).await {
                Ok(Some(_)) => break,
                Ok(None) => unreachable!(),
                Err(_) => late += 1,
            }
        }
        model::sometimes("at once", late == 0);
        model::sometimes("late", late == 1);
    });
}
