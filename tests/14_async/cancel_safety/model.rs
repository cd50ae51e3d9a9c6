//! Does every row arrive, at whatever moment a step is dropped?
//@ bound: 2

use answer::Relay;
use tokio::runtime::Runtime;
use tokio::sync::mpsc;

/// A heartbeat comes while a batch is being collected: its rows are not lost.
pub fn a_beat_while_it_collects() {
    let seen = Runtime::new().unwrap().block_on(async {
        let (row, inbox) = mpsc::channel(2);
        let (outbox, mut batches) = mpsc::channel(2);
        let (beat, mut beats) = mpsc::channel(1);
        let mut relay = Relay::new(inbox, outbox, 2);
        tokio::spawn(async move {
            row.send(1).await.unwrap();
            beat.send(()).await.unwrap();
            row.send(2).await.unwrap();
        });
        loop {
            tokio::select! {
                sent = relay.step() => if sent.is_none() { break },
                Some(()) = beats.recv() => {}
            }
        }
        drop(relay);
        let mut seen = Vec::new();
        while let Some(batch) = batches.recv().await {
            seen.push(batch);
        }
        seen
    });
    assert_eq!(seen, [[1, 2]], "the batches that arrived");
}

/// A heartbeat comes while a batch waits for room: it is not lost, and not sent twice.
pub fn a_beat_while_there_is_no_room() {
    let seen = Runtime::new().unwrap().block_on(async {
        let (row, inbox) = mpsc::channel(1);
        let (outbox, mut batches) = mpsc::channel(1);
        let (beat, mut beats) = mpsc::channel(1);
        // The only place is taken.
        outbox.send(vec![0]).await.unwrap();
        row.send(1).await.unwrap();
        drop(row);
        let mut relay = Relay::new(inbox, outbox, 1);
        let consumer = tokio::spawn(async move {
            beat.send(()).await.unwrap();
            drop(beat);
            let mut seen = Vec::new();
            while let Some(batch) = batches.recv().await {
                seen.extend(batch);
            }
            seen
        });
        loop {
            tokio::select! {
                sent = relay.step() => if sent.is_none() { break },
                Some(()) = beats.recv() => {}
            }
        }
        drop(relay);
        consumer.await.unwrap()
    });
    assert_eq!(seen, [0, 1], "the rows that arrived");
}

/// The last row and the end come while the relay looks: the row is sent.
pub fn the_last_row() {
    let seen = Runtime::new().unwrap().block_on(async {
        let (row, inbox) = mpsc::channel(1);
        let (outbox, mut batches) = mpsc::channel(2);
        let mut relay = Relay::new(inbox, outbox, 2);
        tokio::spawn(async move { row.send(1).await.unwrap() });
        while relay.step().await.is_some() {}
        drop(relay);
        let mut seen = Vec::new();
        while let Some(batch) = batches.recv().await {
            seen.extend(batch);
        }
        seen
    });
    assert_eq!(seen, [1], "the rows that arrived");
}
