//! A `Shipper` is cloned for each handler, and the `Worker` is waited for in a task.

use answer::{Broken, Sink, start};
use tokio_util::sync::CancellationToken;

struct Nowhere;

impl Sink for Nowhere {
    async fn write(&mut self, _line: String) {}
}

async fn service() -> Result<u64, Broken> {
    let (shipper, worker) = start(Nowhere, 4, CancellationToken::new());
    let other = shipper.clone();
    tokio::spawn(async move { other.ship("hello".to_string()).await });
    drop(shipper);
    tokio::spawn(worker.finished()).await.unwrap()
}

fn main() {
    drop(service());
}
