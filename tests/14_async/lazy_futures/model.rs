//! Has everything been done when `checkout` returns, whatever the runtime does first?

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use answer::{Services, checkout};
use tokio::runtime::Runtime;
use tokio::sync::{Barrier, Semaphore};
use tokio::task::yield_now;

/// The journal is a place for one line.
#[derive(Default)]
struct Shop {
    line: AtomicU64,
}

impl Services for Shop {
    async fn charge(&self, order: u64) -> u64 {
        order + 100
    }

    async fn suggest(&self, order: u64) -> Vec<u64> {
        yield_now().await;
        vec![order + 1]
    }

    async fn journal(&self, _order: u64, receipt: u64) {
        self.line.store(receipt, Ordering::Relaxed);
    }
}

/// The receipt is in the journal when the customer sees the confirmation.
pub fn the_receipt_is_written() {
    let shop = Arc::new(Shop::default());
    let confirmed = Runtime::new().unwrap().block_on(async {
        let confirmed = checkout(shop.clone(), 7).await;
        assert_eq!(shop.line.load(Ordering::Relaxed), 107, "the receipt in the journal");
        confirmed
    });
    assert_eq!(confirmed.receipt, 107);
    assert_eq!(confirmed.suggestions, [8]);
}

/// Whoever writes into the journal has to wait until the disk is ready.
struct Disk {
    ready: Semaphore,
}

impl Services for Disk {
    async fn charge(&self, order: u64) -> u64 {
        order
    }

    async fn suggest(&self, _order: u64) -> Vec<u64> {
        Vec::new()
    }

    async fn journal(&self, _order: u64, _receipt: u64) {
        self.ready.acquire().await.unwrap().forget();
    }
}

/// As long as the line is not written there is no confirmation, however long that takes.
pub fn a_slow_disk_is_waited_for() {
    let shop = Arc::new(Disk { ready: Semaphore::new(0) });
    Runtime::new().unwrap().block_on(async {
        let mut confirming = pin!(checkout(shop.clone(), 7));
        for _ in 0..12 {
            tokio::select! {
                biased;
                _ = &mut confirming => panic!("confirmed, and the receipt is not in the journal"),
                () = yield_now() => {}
            }
        }
        shop.ready.add_permits(1);
        assert_eq!(confirming.await.receipt, 7);
    });
}

/// The bank and the suggestions meet.
struct Meeting {
    both: Barrier,
}

impl Services for Meeting {
    async fn charge(&self, order: u64) -> u64 {
        self.both.wait().await;
        order
    }

    async fn suggest(&self, _order: u64) -> Vec<u64> {
        self.both.wait().await;
        Vec::new()
    }

    async fn journal(&self, _order: u64, _receipt: u64) {}
}

/// The bank waits until the suggestions are being fetched, and the other way round.
pub fn both_are_at_work() {
    let shop = Arc::new(Meeting { both: Barrier::new(2) });
    let confirmed = Runtime::new().unwrap().block_on(checkout(shop, 3));
    assert_eq!(confirmed.receipt, 3);
}
