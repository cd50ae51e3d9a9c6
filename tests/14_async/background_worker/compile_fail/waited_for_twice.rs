//! There is one end to wait for, and `finished` takes the worker: nobody can wait again, or have it go on.

use answer::{Sink, start};
use tokio_util::sync::CancellationToken;

struct Nowhere;

impl Sink for Nowhere {
    async fn write(&mut self, _line: String) {}
}

async fn service() {
    let (_shipper, worker) = start(Nowhere, 4, CancellationToken::new());
    let _ = worker.finished().await;
    let _ = worker.finished().await; //~ E0382
}

fn main() {
    drop(service());
}
