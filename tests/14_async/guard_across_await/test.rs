//! Is the list right, and can it be read while somebody fetches?
//@ deadline: 8s

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};

use answer::{Price, Prices, Source};
use harness::Rng;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Barrier, Semaphore};
use tokio::task::yield_now;

/// One thread, which does everything.
fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// Answers after a while.
struct Says {
    price: Option<Price>,
    calls: AtomicUsize,
}

fn says(price: Option<Price>) -> Says {
    Says { price, calls: AtomicUsize::new(0) }
}

fn price(cents: u64, version: u64) -> Price {
    Price { cents, version }
}

impl Source for Says {
    async fn fetch(&self, _item: u64, _known: Option<u64>) -> Option<Price> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        yield_now().await;
        self.price
    }
}

/// Sends a price, unless it listens and the price is not newer, or the version is divisible by seven.
struct Moody {
    price: Price,
    listens: bool,
}

impl Source for Moody {
    async fn fetch(&self, _item: u64, known: Option<u64>) -> Option<Price> {
        yield_now().await;
        let newer = known.is_none_or(|known| known < self.price.version);
        let sent = !self.listens || (newer && self.price.version % 7 != 0);
        sent.then_some(self.price)
    }
}

/// Refreshes one after the other: what they return, and what is in the list.
pub fn refreshes_agree(seed: u64) -> Vec<Option<(u64, u64)>> {
    let mut rng = Rng::new(seed);
    let prices = Prices::default();
    one_thread().block_on(async {
        let mut seen = Vec::new();
        for _ in 0..64 {
            let item = rng.below(4);
            let price = price(rng.below(1_000), rng.below(50));
            let source = Moody { price, listens: rng.below(2) == 0 };
            seen.push(prices.refresh(&source, item).await);
            seen.push(prices.get((item + 1) % 4));
        }
        seen.into_iter().map(|price| price.map(|price| (price.cents, price.version))).collect()
    })
}

/// The source is asked once.
pub fn the_source_is_asked_once() {
    let prices = Prices::default();
    let source = says(Some(price(100, 1)));
    let refreshed = one_thread().block_on(prices.refresh(&source, 7));
    assert_eq!(refreshed, Some(price(100, 1)));
    assert_eq!(source.calls.load(Ordering::SeqCst), 1, "calls of `fetch`, for one refresh");
    let source = says(None);
    let refreshed = one_thread().block_on(prices.refresh(&source, 8));
    assert_eq!(refreshed, None, "an item that nobody knows");
    assert_eq!(source.calls.load(Ordering::SeqCst), 1, "calls of `fetch`, for one refresh");
}

/// What is as new as the price in the list, or older, is not put there.
pub fn as_new_is_not_newer() {
    let prices = Prices::default();
    one_thread().block_on(async {
        let first = Some(price(100, 5));
        assert_eq!(prices.refresh(&says(first), 7).await, first, "the first price");
        for version in [5, 4] {
            let refreshed = prices.refresh(&says(Some(price(200, version))), 7).await;
            assert_eq!(refreshed, first, "version {version} comes, and version 5 is there");
            assert_eq!(prices.get(7), first, "what is in the list, when version {version} came");
        }
    });
}

/// Reads the list while it fetches.
struct Reader<'a> {
    prices: &'a Prices,
    expected: Option<Price>,
}

impl Source for Reader<'_> {
    async fn fetch(&self, item: u64, _known: Option<u64>) -> Option<Price> {
        assert_eq!(self.prices.get(item), self.expected, "what is in the list during the fetch");
        yield_now().await;
        assert_eq!(self.prices.get(item), self.expected, "what is in the list during the fetch");
        None
    }
}

/// While one fetches, others read, on the same thread.
pub fn others_read_meanwhile() {
    let prices = Prices::default();
    one_thread().block_on(async {
        prices.refresh(&says(Some(price(100, 1))), 7).await;
        let reader = Reader { prices: &prices, expected: Some(price(100, 1)) };
        assert_eq!(prices.refresh(&reader, 7).await, Some(price(100, 1)));
        let reader = Reader { prices: &prices, expected: None };
        assert_eq!(prices.refresh(&reader, 8).await, None);
    });
}

/// Two that fetch at once.
struct Meeting<'a> {
    both: &'a Barrier,
    price: Price,
}

impl Source for Meeting<'_> {
    async fn fetch(&self, _item: u64, _known: Option<u64>) -> Option<Price> {
        self.both.wait().await;
        Some(self.price)
    }
}

/// Two refreshes do not wait for each other, whether they want the same item or not, and neither undoes the other.
pub fn two_fetch_at_once() {
    let prices = Prices::default();
    let both = Barrier::new(2);
    one_thread().block_on(async {
        let (old, new) = (
            Meeting { both: &both, price: price(100, 1) },
            Meeting { both: &both, price: price(200, 2) },
        );
        tokio::join!(prices.refresh(&old, 7), prices.refresh(&new, 8));
        assert_eq!(prices.get(7), Some(price(100, 1)), "the one item");
        assert_eq!(prices.get(8), Some(price(200, 2)), "the other item");
        // Here the newer one is back last; that it need not be is for the model.
        tokio::join!(prices.refresh(&new, 9), prices.refresh(&old, 9));
        assert_eq!(prices.get(9), Some(price(200, 2)), "the newer price of the same item");
    });
}

/// Waits for its turn.
struct Late<'a> {
    turn: &'a Semaphore,
    price: Option<Price>,
}

impl Source for Late<'_> {
    async fn fetch(&self, _item: u64, _known: Option<u64>) -> Option<Price> {
        self.turn.acquire().await.expect("it is never closed").forget();
        self.price
    }
}

/// A fetch that is dropped half-way changes nothing, and disturbs nobody.
pub fn a_fetch_is_dropped() {
    let prices = Prices::default();
    let never = Semaphore::new(0);
    one_thread().block_on(async {
        prices.refresh(&says(Some(price(100, 1))), 7).await;
        {
            let late = Late { turn: &never, price: Some(price(200, 2)) };
            let mut refreshing = pin!(prices.refresh(&late, 7));
            tokio::select! {
                biased;
                refreshed = &mut refreshing => panic!("{refreshed:?}, and nothing has come"),
                () = yield_now() => {}
            }
        }
        assert_eq!(prices.get(7), Some(price(100, 1)), "what is in the list");
        let refreshed = prices.refresh(&says(Some(price(300, 3))), 7).await;
        assert_eq!(refreshed, Some(price(300, 3)), "the next refresh");
    });
}

struct Broken;

impl Source for Broken {
    async fn fetch(&self, _item: u64, _known: Option<u64>) -> Option<Price> {
        yield_now().await;
        panic!("this source is broken on purpose")
    }
}

/// A fetch that panics disturbs nobody else.
pub fn a_fetch_panics() {
    let prices = Prices::default();
    one_thread().block_on(prices.refresh(&says(Some(price(100, 1))), 7));
    let broken = AssertUnwindSafe(|| one_thread().block_on(prices.refresh(&Broken, 7)));
    assert!(catch_unwind(broken).is_err(), "the panic is the refresh's");
    assert_eq!(prices.get(7), Some(price(100, 1)), "what is in the list");
    let refreshed = one_thread().block_on(prices.refresh(&says(Some(price(300, 3))), 7));
    assert_eq!(refreshed, Some(price(300, 3)), "the next refresh");
}

/// Nothing newer comes, but while one fetches another refresh puts a price into the list: that one is returned.
pub fn what_is_there_when_it_is_done() {
    let prices = Prices::default();
    for (version, item) in [(1, 7), (2, 7), (1, 8)] {
        let newer = Some(price(100 * version, version));
        let turn = Semaphore::new(0);
        let late = Late { turn: &turn, price: None };
        let meanwhile = async {
            let refreshed = prices.refresh(&says(newer), item).await;
            turn.add_permits(1);
            refreshed
        };
        let (refreshed, other) =
            one_thread().block_on(async { tokio::join!(prices.refresh(&late, item), meanwhile) });
        assert_eq!(other, newer, "a refresh, while another one fetches");
        assert_eq!(refreshed, newer, "version {version} has come while this one fetched in vain");
    }
}
