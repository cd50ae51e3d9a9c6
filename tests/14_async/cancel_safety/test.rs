//! Do all rows arrive, in their batches, though the caller is impatient?
//@ deadline: 8s

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use answer::Relay;
use harness::Rng;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::task::yield_now;

/// One thread, which does everything.
fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Polls the future once; if it has not ended then, it is dropped.
async fn once<F: Future>(future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    poll_fn(|cx| {
        Poll::Ready(match future.as_mut().poll(cx) {
            Poll::Ready(output) => Some(output),
            Poll::Pending => None,
        })
    })
    .await
}

/// Lets everybody else on this thread do all that they can do.
async fn let_others_go_on() {
    for _ in 0..64 {
        yield_now().await;
    }
}

/// Size and rows.
fn input(seed: u64) -> (usize, Vec<u64>) {
    let mut rng = Rng::new(seed);
    let size = rng.below(5) as usize;
    let len = rng.below(24) as usize;
    (size, rng.vec(len))
}

/// A caller who waits for every step gets all batches, and how many rows each has.
pub fn a_patient_caller(seed: u64) -> (Vec<Vec<u64>>, Vec<usize>) {
    let (size, rows) = input(seed);
    one_thread().block_on(async {
        let (row, inbox) = mpsc::channel(3);
        let (outbox, mut batches) = mpsc::channel(1);
        let mut relay = Relay::new(inbox, outbox, size);
        let producing = async {
            for n in rows {
                row.send(n).await.expect("the relay is there");
            }
            drop(row);
        };
        let stepping = async {
            let mut lens = Vec::new();
            while let Some(len) = relay.step().await {
                lens.push(len);
            }
            drop(relay);
            lens
        };
        let consuming = async {
            let mut seen = Vec::new();
            while let Some(batch) = batches.recv().await {
                seen.push(batch);
            }
            seen
        };
        let ((), lens, seen) = tokio::join!(producing, stepping, consuming);
        (seen, lens)
    })
}

/// A caller who drops every step that is not done at once, wherever it waits, gets the same batches.
pub fn an_impatient_caller(seed: u64) -> Vec<Vec<Vec<u64>>> {
    let mut rng = Rng::new(seed ^ 0x5eed);
    one_thread().block_on(async {
        let mut all = Vec::new();
        for round in 0..40 {
            let (size, rows) = input(seed.wrapping_add(round));
            all.push(impatient(&mut rng, size, rows).await);
        }
        all
    })
}

async fn impatient(rng: &mut Rng, size: usize, rows: Vec<u64>) -> Vec<Vec<u64>> {
    let (row, inbox) = mpsc::channel(32);
    let (outbox, mut batches) = mpsc::channel(1);
    let mut relay = Relay::new(inbox, outbox, size);
    let (mut rows, mut row) = (rows.into_iter(), Some(row));
    let mut seen = Vec::new();
    let mut turns_without_news = 0;
    while turns_without_news < 64 {
        turns_without_news += 1;
        match rng.below(4) {
            // Now a few rows, and now a lot of them.
            0 => match &row {
                Some(row) if rows.len() > 0 => {
                    for n in rows.by_ref().take(1 + rng.below(7) as usize) {
                        row.send(n).await.expect("the relay is there");
                        turns_without_news = 0;
                    }
                }
                _ => row = None,
            },
            1 => {
                if let Ok(batch) = batches.try_recv() {
                    seen.push(batch);
                    turns_without_news = 0;
                }
            }
            _ => {
                let _ = once(relay.step()).await;
                yield_now().await;
            }
        }
    }
    seen
}

/// A step that is dropped while it waits for room has lost nothing.
pub fn dropped_while_there_is_no_room() {
    one_thread().block_on(async {
        let (row, inbox) = mpsc::channel(8);
        let (outbox, mut batches) = mpsc::channel(1);
        let mut relay = Relay::new(inbox, outbox, 2);
        for n in 1..=4 {
            row.send(n).await.expect("the relay is there");
        }
        assert_eq!(relay.step().await, Some(2), "rows in the first batch");
        for _ in 0..3 {
            let step = once(relay.step()).await;
            assert_eq!(step, None, "there is no room for a second batch");
            yield_now().await;
        }
        assert_eq!(batches.recv().await, Some(vec![1, 2]), "the first batch");
        assert_eq!(relay.step().await, Some(2), "rows in the second batch");
        assert_eq!(batches.recv().await, Some(vec![3, 4]), "the second batch");
        drop(row);
        assert_eq!(relay.step().await, None, "there were four rows");
        drop(relay);
        assert_eq!(batches.recv().await, None, "there were two batches");
    });
}

/// While there is no room, rows are left where they are.
pub fn rows_wait_in_their_channel() {
    one_thread().block_on(async {
        let (row, inbox) = mpsc::channel(16);
        let (outbox, batches) = mpsc::channel(1);
        let mut relay = Relay::new(inbox, outbox, 2);
        for n in 0..16 {
            row.send(n).await.expect("the relay is there");
        }
        assert_eq!(relay.step().await, Some(2), "rows in the first batch");
        for _ in 0..8 {
            let _ = once(relay.step()).await;
            yield_now().await;
        }
        let taken = row.capacity();
        assert!(
            taken <= 4,
            "{taken} rows were taken, for one batch that was sent and one without room"
        );
        drop(batches);
    });
}

/// No rows: there is nothing to send.
pub fn nothing_to_send() {
    one_thread().block_on(async {
        let (row, inbox) = mpsc::channel::<u64>(1);
        let (outbox, mut batches) = mpsc::channel(1);
        let mut relay = Relay::new(inbox, outbox, 3);
        drop(row);
        assert_eq!(relay.step().await, None);
        drop(relay);
        assert_eq!(batches.recv().await, None, "a batch without rows");
    });
}

/// The rows have ended and all were sent: `step` says so, though there is no room for another batch.
pub fn the_end_needs_no_room() {
    one_thread().block_on(async {
        let (row, inbox) = mpsc::channel(1);
        let (outbox, batches) = mpsc::channel(1);
        let mut relay = Relay::new(inbox, outbox, 1);
        row.send(1).await.expect("the relay is there");
        assert_eq!(relay.step().await, Some(1), "rows in the only batch");
        drop(row);
        let end = tokio::select! {
            biased;
            end = relay.step() => Some(end),
            () = let_others_go_on() => None,
        };
        assert_eq!(end, Some(None), "there are no more rows, and nobody has taken the batch");
        drop(batches);
    });
}

/// Nobody receives any more: that is an end, too.
pub fn nobody_receives() {
    one_thread().block_on(async {
        let (row, inbox) = mpsc::channel(4);
        let (outbox, batches) = mpsc::channel(1);
        let mut relay = Relay::new(inbox, outbox, 1);
        for n in 0..4 {
            row.send(n).await.expect("the relay is there");
        }
        assert_eq!(relay.step().await, Some(1));
        drop(batches);
        while relay.step().await.is_some() {}
    });
}
