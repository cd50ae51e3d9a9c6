//! Is every accepted line written, whenever the worker is asked to stop?

use std::sync::{Arc, Mutex};

use answer::{Sink, start};
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

struct Writer(Arc<Mutex<Vec<String>>>);

impl Sink for Writer {
    async fn write(&mut self, line: String) {
        self.0.lock().unwrap().push(line);
    }
}

/// A line is shipped while the worker is asked to stop: what was accepted is written, and what came back is not.
pub fn what_was_accepted_is_written() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let accepted = Runtime::new().unwrap().block_on(async {
        let stop = CancellationToken::new();
        let (shipper, worker) = start(Writer(log.clone()), 1, stop.clone());
        let shipping = tokio::spawn(async move { shipper.ship("1".to_string()).await.is_ok() });
        stop.cancel();
        let written = worker.finished().await.unwrap();
        // Whoever comes back here has to find it written; whoever ships now gets the line back.
        let lines = log.lock().unwrap().len();
        assert_eq!(written, lines as u64, "lines, by what `finished` says");
        let accepted = shipping.await.unwrap();
        let lines = log.lock().unwrap().len();
        assert_eq!(lines, usize::from(accepted), "lines written, of those that were accepted");
        accepted
    });
    model::sometimes("the line was in time", accepted);
    model::sometimes("the line came too late", !accepted);
}

/// Two lines, and nobody asks the worker to stop: it ends when the shipper is gone.
pub fn it_ends_with_the_last_shipper() {
    let log = Arc::new(Mutex::new(Vec::new()));
    Runtime::new().unwrap().block_on(async {
        let (shipper, worker) = start(Writer(log.clone()), 1, CancellationToken::new());
        let shipping = tokio::spawn(async move {
            for line in ["1", "2"] {
                shipper.ship(line.to_string()).await.unwrap();
            }
        });
        assert_eq!(worker.finished().await, Ok(2), "lines written");
        shipping.await.unwrap();
    });
    assert_eq!(*log.lock().unwrap(), ["1", "2"]);
}
