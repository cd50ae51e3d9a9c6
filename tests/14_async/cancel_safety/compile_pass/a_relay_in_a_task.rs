//! A relay is driven by a task of its own, in a `select!`.

use answer::Relay;
use tokio::sync::mpsc;

async fn export() {
    let (_row, inbox) = mpsc::channel(1);
    let (outbox, _batches) = mpsc::channel(1);
    let mut relay = Relay::new(inbox, outbox, 2);
    tokio::spawn(async move {
        loop {
            tokio::select! {
                sent = relay.step() => if sent.is_none() { return },
                () = tokio::task::yield_now() => {}
            }
        }
    });
}

fn main() {
    drop(export());
}
