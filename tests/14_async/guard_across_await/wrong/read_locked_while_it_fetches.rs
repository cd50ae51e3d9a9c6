//@ caught-by: test
//@ says: A read lock lets the readers through, but here it is held while one fetches: another refresh that has a price to write waits until the slow source has answered. Hold no guard across the fetch.
//@ fails: what_is_there_when_it_is_done
//@ sort: tempting

use std::collections::HashMap;

use tokio::sync::RwLock;

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
    table: RwLock<HashMap<u64, Price>>,
}

impl Prices {
    /// What is in the list.
    pub fn get(&self, item: u64) -> Option<Price> {
        loop {
            if let Ok(table) = self.table.try_read() {
                return table.get(&item).copied();
            }
            std::thread::yield_now();
        }
    }

    /// Asks the source, and puts what it says into the list.
    pub async fn refresh(&self, source: &impl Source, item: u64) -> Option<Price> {
        let table = self.table.read().await;
        let known = table.get(&item).map(|price| price.version);

        let fetched = source.fetch(item, known).await;

        drop(table);
        let mut table = self.table.write().await;
        if let Some(price) = fetched
            && table.get(&item).is_none_or(|there| there.version < price.version)
        {
            table.insert(item, price);
        }
        table.get(&item).copied()
    }
}
