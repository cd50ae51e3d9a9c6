//! Does the newest price win, whoever is back first?
//!
//! Each refresh has a thread of its own, with a runtime of its own: so it does not matter whether its future can be sent.

use std::thread;

use answer::{Price, Prices, Source};
use tokio::runtime::Builder;
use tokio::task::yield_now;

struct Says(u64);

impl Source for Says {
    async fn fetch(&self, _item: u64, known: Option<u64>) -> Option<Price> {
        yield_now().await;
        let newer = known.is_none_or(|known| known < self.0);
        newer.then_some(Price { cents: 100 * self.0, version: self.0 })
    }
}

fn refresh(prices: &Prices, item: u64, version: u64) -> Option<u64> {
    let runtime = Builder::new_current_thread().build().unwrap();
    runtime.block_on(prices.refresh(&Says(version), item)).map(|price| price.version)
}

/// Two refresh the same item: the newer price is in the list, whoever comes back last.
pub fn the_newest_price_wins() {
    let prices = Prices::default();
    let (first, second) = thread::scope(|scope| {
        let other = scope.spawn(|| refresh(&prices, 7, 2));
        (refresh(&prices, 7, 1), other.join().unwrap())
    });
    let there = prices.get(7).map(|price| price.version);
    assert_eq!(there, Some(2), "the version in the list when both have come back");
    assert_eq!(second, Some(2), "what the refresh that got version 2 returned");
    assert!(first == Some(1) || first == Some(2), "the other one returned {first:?}");
    model::sometimes("the older price was there for a while", first == Some(1));
}

/// Two refresh different items, and a third reads: both prices are in the list.
pub fn neither_undoes_the_other() {
    let prices = Prices::default();
    thread::scope(|scope| {
        scope.spawn(|| refresh(&prices, 7, 1));
        refresh(&prices, 8, 2);
    });
    assert_eq!(prices.get(7).map(|price| price.version), Some(1), "the one item");
    assert_eq!(prices.get(8).map(|price| price.version), Some(2), "the other item");
}

/// What is read while another one refreshes is never older than what was read before.
pub fn no_price_grows_older() {
    let prices = Prices::default();
    refresh(&prices, 7, 1);
    thread::scope(|scope| {
        scope.spawn(|| refresh(&prices, 7, 2));
        let before = prices.get(7).map(|price| price.version);
        refresh(&prices, 7, 3);
        let after = prices.get(7).map(|price| price.version);
        assert!(before <= after, "read {before:?}, and later {after:?}");
    });
    assert_eq!(prices.get(7).map(|price| price.version), Some(3), "the version in the list");
}
