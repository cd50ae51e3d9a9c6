//! Has everything been done when `checkout` returns, whatever the runtime does first?

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use answer::{Services, checkout};
use tokio::runtime::Runtime;
use tokio::sync::Barrier;
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
