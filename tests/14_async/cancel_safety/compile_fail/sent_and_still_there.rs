//! `send` takes the value. Whoever drops the future of `send` drops the value with it: it is not given back, and nobody else has it.

use tokio::sync::mpsc::Sender;

async fn send(batches: Sender<Vec<u64>>, batch: Vec<u64>) {
    let sending = batches.send(batch);
    drop(sending);
    println!("{batch:?}"); //~ E0382
}

fn main() {
    drop(send);
}
