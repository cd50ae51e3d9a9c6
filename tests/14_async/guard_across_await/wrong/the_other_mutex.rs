//@ caught-by: test
//@ says: tokio's guard may be sent, so the message is gone; but the lock is still held while one fetches, and whoever only wants to read has to wait, or cannot.
//@ fails: others_read_meanwhile
//@ sort: tempting

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
    table: tokio::sync::Mutex<HashMap<u64, Price>>,
}

impl Prices {
    /// What is in the list.
    pub fn get(&self, item: u64) -> Option<Price> {
        self.table.try_lock().ok()?.get(&item).copied()
    }

    /// Asks the source, and puts what it says into the list.
    pub async fn refresh(&self, source: &impl Source, item: u64) -> Option<Price> {
        let mut table = self.table.lock().await;
        let known = table.get(&item).map(|price| price.version);
        let fetched = source.fetch(item, known).await;
        if let Some(price) = fetched
            && table.get(&item).is_none_or(|there| there.version < price.version)
        {
            table.insert(item, price);
        }
        table.get(&item).copied()
    }
}
