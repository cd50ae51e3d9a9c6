//@ caught-by: test
//@ says: A copy of the whole list is changed and written back, and with it everything else that has come in meanwhile is undone. Change one entry, under the lock.
//@ fails: two_fetch_at_once
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
    table: Mutex<HashMap<u64, Price>>,
}

impl Prices {
    /// What is in the list.
    pub fn get(&self, item: u64) -> Option<Price> {
        self.table.lock().unwrap().get(&item).copied()
    }

    /// Asks the source, and puts what it says into the list.
    pub async fn refresh(&self, source: &impl Source, item: u64) -> Option<Price> {
        let mut table = self.table.lock().unwrap().clone();
        let known = table.get(&item).map(|price| price.version);
        if let Some(price) = source.fetch(item, known).await
            && known.is_none_or(|known| known < price.version)
        {
            table.insert(item, price);
            *self.table.lock().unwrap() = table;
        }
        self.get(item)
    }
}
