//! Does everything run that is called, and when?
//@ deadline: 8s

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use answer::{Services, checkout};
use harness::Rng;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Barrier, Semaphore};
use tokio::task::yield_now;

/// One thread, which does everything.
fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Services that answer after a while.
#[derive(Default)]
struct Shop {
    key: u64,
    /// How many turns more than one the bank takes.
    slow: usize,
    charged: AtomicUsize,
    suggested: AtomicUsize,
    lines: Mutex<Vec<(u64, u64)>>,
    begun: AtomicUsize,
}

impl Services for Shop {
    async fn charge(&self, order: u64) -> u64 {
        self.charged.fetch_add(1, Ordering::SeqCst);
        for _ in 0..=self.slow {
            yield_now().await;
        }
        order.rotate_left(7) ^ self.key
    }

    async fn suggest(&self, order: u64) -> Vec<u64> {
        self.suggested.fetch_add(1, Ordering::SeqCst);
        for _ in 0..8 {
            yield_now().await;
        }
        (0..order % 4).map(|n| order.wrapping_mul(n + 3)).collect()
    }

    async fn journal(&self, order: u64, receipt: u64) {
        self.begun.fetch_add(1, Ordering::SeqCst);
        yield_now().await;
        self.lines.lock().unwrap().push((order, receipt));
    }
}

/// Every order is charged, confirmed and journaled, one after the other.
pub fn orders_are_confirmed(seed: u64) -> Vec<(u64, Vec<u64>, Vec<(u64, u64)>)> {
    let mut rng = Rng::new(seed);
    let len = 1 + rng.below(8) as usize;
    let orders = rng.vec(len);
    one_thread().block_on(async {
        let mut seen = Vec::new();
        for order in orders {
            let shop = Arc::new(Shop { key: seed, ..Shop::default() });
            let confirmed = checkout(shop.clone(), order).await;
            let lines = shop.lines.lock().unwrap().clone();
            seen.push((confirmed.receipt, confirmed.suggestions, lines));
        }
        seen
    })
}

/// Each call is made once, whether the bank is faster than the suggestions, or slower.
pub fn each_call_is_made_once() {
    for slow in [0, 16] {
        let shop = Arc::new(Shop { slow, ..Shop::default() });
        one_thread().block_on(async {
            checkout(shop.clone(), 7).await;
            // Whatever was left behind gets the time to be done.
            for _ in 0..64 {
                yield_now().await;
            }
        });
        assert_eq!(shop.charged.load(Ordering::SeqCst), 1, "how often the customer was charged");
        assert_eq!(shop.suggested.load(Ordering::SeqCst), 1, "how often suggestions were fetched");
        assert_eq!(shop.begun.load(Ordering::SeqCst), 1, "how often the journal was written to");
    }
}

/// The bank and the suggestions meet.
struct Meeting {
    both: Barrier,
}

impl Meeting {
    /// Three times: whoever is at work is at work all the time, and not only begun.
    async fn meet(&self) {
        for _ in 0..3 {
            self.both.wait().await;
        }
    }
}

impl Services for Meeting {
    async fn charge(&self, order: u64) -> u64 {
        self.meet().await;
        order
    }

    async fn suggest(&self, _order: u64) -> Vec<u64> {
        self.meet().await;
        Vec::new()
    }

    async fn journal(&self, _order: u64, _receipt: u64) {}
}

/// The bank waits for the suggestions again and again, and the other way round: both are at work at once.
pub fn both_are_at_work() {
    let shop = Arc::new(Meeting { both: Barrier::new(2) });
    let confirmed = one_thread().block_on(checkout(shop, 3));
    assert_eq!(confirmed.receipt, 3);
}

/// Every answer has to be allowed, and is allowed by somebody else on the same thread.
struct Slow {
    asked: AtomicUsize,
    allowed: Semaphore,
}

impl Slow {
    async fn answer(&self) {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.allowed.acquire().await.expect("it is never closed").forget();
    }

    async fn allow(&self) {
        loop {
            yield_now().await;
            self.allowed.add_permits(self.asked.swap(0, Ordering::SeqCst));
        }
    }
}

impl Services for Slow {
    async fn charge(&self, order: u64) -> u64 {
        self.answer().await;
        order
    }

    async fn suggest(&self, _order: u64) -> Vec<u64> {
        self.answer().await;
        Vec::new()
    }

    async fn journal(&self, _order: u64, _receipt: u64) {
        self.answer().await;
    }
}

/// While a checkout waits, others go on, on the same thread.
pub fn the_thread_is_free() {
    let shop = Arc::new(Slow { asked: AtomicUsize::new(0), allowed: Semaphore::new(0) });
    let confirmed = one_thread().block_on(async {
        tokio::select! {
            biased;
            confirmed = checkout(shop.clone(), 3) => confirmed,
            () = shop.allow() => unreachable!("it allows for ever"),
        }
    });
    assert_eq!(confirmed.receipt, 3);
}
