//@ caught-by: model
//@ says: The newest version is asked under one guard, and the price is written under another one: between the two somebody may put a newer price there.
//@ fails: the_newest_price_wins
//@ kind: assertion
//@ sort: schedule-only

use std::collections::HashMap;
use std::sync::Mutex;

/// What an item costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// In cents.
    pub cents: u64,
    /// Greater is newer.
    pub version: u64,
}

/// Who knows the prices.
pub trait Source: Sync {
    /// The price of the item, if it is newer than `known`.
    fn fetch(&self, item: u64, known: Option<u64>) -> impl Future<Output = Option<Price>> + Send;
}

/// The price list. Tasks share one.
#[derive(Default)]
pub struct Prices {
    table: Mutex<HashMap<u64, Price>>,
}

impl Prices {
    /// What is in the list.
    pub fn get(&self, item: u64) -> Option<Price> {
        self.table.lock().unwrap().get(&item).copied()
    }

    /// Asks the source, and puts what it says into the list.
    pub async fn refresh(&self, source: &impl Source, item: u64) -> Option<Price> {
        let known = self.get(item).map(|price| price.version);
        if let Some(price) = source.fetch(item, known).await {
            let newer = self.get(item).is_none_or(|there| there.version < price.version);
            if newer {
                self.table.lock().unwrap().insert(item, price);
            }
        }
        self.get(item)
    }
}
