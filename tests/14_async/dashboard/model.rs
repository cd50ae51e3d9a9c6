//! Is the dashboard complete, and is nothing left behind, whatever the runtime does first?

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use answer::{Backend, Dashboard, Error, load_dashboard};
use tokio::runtime::Runtime;
use tokio::sync::{Barrier, Notify};
use tokio::task::yield_now;

/// The loads meet.
struct Meeting {
    both: Barrier,
}

impl Backend for Meeting {
    async fn load_profile(&self, _id: u64) -> Result<String, Error> {
        self.both.wait().await;
        Ok("Ada".to_string())
    }

    async fn load_billing(&self, _id: u64) -> Result<i64, Error> {
        self.both.wait().await;
        Ok(250)
    }
}

/// Both loads are at work at once, and the dashboard is made of both.
pub fn both_are_at_work() {
    let backend = Arc::new(Meeting { both: Barrier::new(2) });
    let loaded = Runtime::new().unwrap().block_on(load_dashboard(backend, 7));
    assert_eq!(loaded, Ok(Dashboard { name: "Ada".to_string(), balance: 250 }));
}

/// The profile waits until it may, and the billing fails.
#[derive(Default)]
struct Down {
    gate: Notify,
    finished: AtomicBool,
}

impl Backend for Down {
    async fn load_profile(&self, _id: u64) -> Result<String, Error> {
        self.gate.notified().await;
        yield_now().await;
        self.finished.store(true, Ordering::SeqCst);
        Ok("Ada".to_string())
    }

    async fn load_billing(&self, _id: u64) -> Result<i64, Error> {
        Err(Error("no billing".to_string()))
    }
}

/// One load fails while the other one waits: the error is returned, and the other one gets no further.
pub fn the_first_error_ends_it() {
    let down = Arc::new(Down::default());
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async {
        let loaded = load_dashboard(down.clone(), 7).await;
        assert_eq!(loaded, Err(Error("no billing".to_string())));
        down.gate.notify_one();
        yield_now().await;
    });
    drop(runtime);
    assert!(
        !down.finished.load(Ordering::SeqCst),
        "the profile was loaded to its end after the error had been returned"
    );
}
